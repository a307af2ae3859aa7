using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>Gets a user's first token, or one that the refresh token does not give.</summary>
/// <param name="query">What is wanted, with the claims that a silent try was refused for.</param>
/// <param name="account">The expected account.</param>
/// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
internal delegate Task<AuthenticationResult> ObtainToken(TokenQuery query, string? account, CancellationToken cancellationToken);

/// <summary>
/// What the ways that involve a user share: MSAL's cache and refresh token, and staying with the account and the tenant of
/// the first sign-in.
/// </summary>
internal sealed class UserSession
{
    private readonly ClientApplicationBase _app;
    private readonly TimeProvider _clock;
    private readonly string? _loginHint;
    private readonly SignInLimit _limit;
    private readonly ObtainToken _obtain;
    private readonly IKeptTokens? _kept;
    private IAccount? _account;
    private string? _tenantId;

    internal UserSession(IClientApplicationBase app, SignInOptions options, TimeProvider clock, ObtainToken obtain, IKeptTokens? kept = null)
    {
        // The interface has nothing to end a wait for the keyring with.
        _app = (ClientApplicationBase)app;
        _clock = clock;
        _loginHint = options.LoginHint;
        _limit = new SignInLimit(options.Timeout, clock);
        _obtain = obtain;
        _kept = kept;
        kept?.Attach(app.UserTokenCache);
    }

    private string ClientId => _app.AppConfig.ClientId;

    /// <summary>Silently where a refresh token allows it, else as at first.</summary>
    internal async Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await SignInAsync(query, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (_kept?.TakeTrouble() is { } trouble)
            {
                query.Reports?.Report(new WarningReport(trouble));
            }
        }
    }

    /// <summary>Forgets the accounts and their tokens, in memory and on disk; the next token is obtained as the first was.</summary>
    internal async Task ForgetAsync(CancellationToken cancellationToken)
    {
        (_account, _tenantId) = (null, null);
        foreach (IAccount account in await _app.GetAccountsAsync(cancellationToken).ConfigureAwait(false))
        {
            await _app.RemoveAsync(account, cancellationToken).ConfigureAwait(false);
        }

        if (_kept is not null)
        {
            await _kept.ClearAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AccessToken> SignInAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        AuthenticationResult? result = null;
        TokenQuery rest = query;
        _account ??= await KeptAccountAsync(cancellationToken).ConfigureAwait(false);
        if (_account is not null)
        {
            try
            {
                result = await _limit.RunAsync(limited => SilentAsync(query, _account, limited), cancellationToken).ConfigureAwait(false);
            }
            catch (MsalUiRequiredException e) when (e.Claims is { Length: > 0 } claims)
            {
                rest = query with { Claims = claims };
            }
            catch (MsalUiRequiredException)
            {
                query.Reports?.Report(new VerboseReport("The refresh token does not give this token."));
            }
            catch (MsalException e)
            {
                throw SignInErrors.From(e, ClientId);
            }
            catch (HttpRequestException e)
            {
                throw HttpErrors.From(e);
            }
        }

        result ??= await SignInErrors.GuardAsync(() => _obtain(rest, MsalTokens.NameOf(_account) ?? _loginHint, cancellationToken), ClientId).ConfigureAwait(false);
        _account = result.Account ?? _account;
        _tenantId = result.TenantId ?? _tenantId;
        return MsalTokens.From(result, ClientId, _clock);
    }

    /// <summary>The account of an earlier process: the expected one, or the only one. Where there are several, the person chooses.</summary>
    private async Task<IAccount?> KeptAccountAsync(CancellationToken cancellationToken)
    {
        if (_kept is null)
        {
            return null;
        }

        IAccount[] accounts = [.. await _app.GetAccountsAsync(cancellationToken).ConfigureAwait(false)];
        return _loginHint is not null ? Array.Find(accounts, account => _loginHint.Equals(account.Username, StringComparison.OrdinalIgnoreCase))
            : accounts.Length == 1 ? accounts[0]
            : null;
    }

    private Task<AuthenticationResult> SilentAsync(TokenQuery query, IAccount account, CancellationToken cancellationToken)
    {
        AcquireTokenSilentParameterBuilder request = _app.AcquireTokenSilent(query.Scopes, account).WithForceRefresh(query.SkipCache).WithClaims(query.Claims);
        if (Guid.TryParse(_tenantId, out _))
        {
            request = request.WithTenantId(_tenantId);
        }

        return request.ExecuteAsync(cancellationToken);
    }
}
