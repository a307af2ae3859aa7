using MicrosoftOAuth.Core;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.KeptTokensProbe;

/// <summary>What a command came to.</summary>
/// <param name="Asked">How often this process has asked its person to sign in.</param>
/// <param name="Account">Who is signed in.</param>
/// <param name="KeepsTokens">Whether the tokens outlive the process.</param>
/// <param name="Warnings">What the session warned of since the command before.</param>
/// <param name="Error">What failed; null where nothing did.</param>
internal sealed record Outcome(int Asked, string? Account, bool KeepsTokens, IReadOnlyList<string> Warnings, string? Error);

/// <summary>
/// A session of a practice tenant. Its seed makes the tenant's ids alike in every process, so that they share what is kept.
/// </summary>
/// <param name="folder">Where the tokens are kept.</param>
/// <param name="clock">By which the session waits.</param>
internal sealed class ProbedSession(string folder, TimeProvider clock) : IProgress<OAuthReport>
{
    private readonly PracticeTenant _tenant = new(new PracticeTenantOptions { Seed = 1 });
    private readonly List<string> _warnings = [];
    private OAuthContext? _context;
    private int _asked;

    /// <summary>
    /// <c>connect</c> or <c>connect-unprotected</c>, with <c>administrator</c> or <c>user</c>; <c>renew</c> with a number of times;
    /// <c>clear</c>; <c>clear-all</c>, whatever any process has kept.
    /// </summary>
    internal async Task<Outcome> DoAsync(string[] command)
    {
        _warnings.Clear();
        string? error = null;
        try
        {
            switch (command[0])
            {
                case "connect" or "connect-unprotected":
                    string account = command[1] == "user" ? _tenant.UserName : _tenant.AdministratorName;
                    _context = await ConnectAsync(account, allowUnprotected: command[0] != "connect");
                    break;
                case "renew":
                    for (int i = 0; i < int.Parse(command[1]); i++)
                    {
                        await _context!.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, this, CancellationToken.None);
                    }

                    break;
                case "clear":
                    await _context!.ClearTokensAsync(CancellationToken.None);
                    break;
                case "clear-all":
                    KeptTokens kept = new(folder);
                    foreach (string name in kept.List())
                    {
                        await kept.DeleteAsync(name, CancellationToken.None);
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(command), command[0], "No such command.");
            }
        }
        catch (OAuthException e)
        {
            error = $"{e.Kind}: {e.Message}";
        }

        return new Outcome(_asked, _context?.Account, _context?.KeepsTokens == true, [.. _warnings], error);
    }

    public void Report(OAuthReport value)
    {
        if (value is WarningReport warning)
        {
            _warnings.Add(warning.Message);
        }
    }

    private Task<OAuthContext> ConnectAsync(string account, bool allowUnprotected)
    {
        SignInOptions options = new()
        {
            TenantId = _tenant.TenantId.ToString(),
            LoginHint = account,
            Scopes = ["User.Read"],
            CacheScope = TokenCacheScope.CurrentUser,
            CacheFolder = folder,
            AllowUnprotectedCache = allowUnprotected,
            Browser = (address, redirect, who, cancel) =>
            {
                _asked++;
                return _tenant.OpenInBrowserAsync(address, redirect, who, cancel);
            },
        };
        return OAuthContext.ConnectAsync(options, new Wire(_tenant.CreateHandler(), clock), this, CancellationToken.None);
    }
}
