using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What the two ways that involve a person share: MSAL's public client, its cache, and staying with the account
/// and the tenant of the first sign-in.
/// </summary>
internal sealed class UserSession
{
    private readonly IPublicClientApplication _app;
    private readonly SignInOptions _options;
    private readonly TimeProvider _clock;
    private IAccount? _account;
    private string? _tenantId;

    internal UserSession(SignInOptions options, MicrosoftCloud cloud, Wire wire)
    {
        _options = options;
        _clock = wire.Clock;
        _app = PublicClientApplicationBuilder.Create(options.ClientId ?? SignInOptions.GraphCommandLineTools)
            .WithAuthority(cloud.Authority(options.TenantId ?? "organizations"), validateAuthority: false)
            .WithHttpClientFactory(new MsalHttpClientFactory(wire))
            .WithRedirectUri("http://localhost")
            .WithLegacyCacheCompatibility(false)
            .Build();
    }

    internal string ClientId => _app.AppConfig.ClientId;

    /// <summary>Silently where a refresh token allows it, else by asking the person.</summary>
    /// <param name="query">What token is wanted.</param>
    /// <param name="ask">Asks; gets the app and the expected account.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    internal async Task<AccessToken> AcquireAsync(
        TokenQuery query,
        Func<IPublicClientApplication, string?, CancellationToken, Task<AuthenticationResult>> ask,
        CancellationToken cancellationToken)
    {
        AuthenticationResult? result = null;
        if (_account is not null)
        {
            try
            {
                result = await _app.AcquireTokenSilent(query.Scopes, _account)
                    .WithTenantId(_tenantId)
                    .WithForceRefresh(query.ForceRefresh)
                    .ExecuteAsync(cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (MsalUiRequiredException) when (query.MayAsk)
            {
                query.Reports?.Report(new VerboseReport("The refresh token does not give this token; the person is asked."));
            }
            catch (MsalException e)
            {
                throw SignInErrors.From(e, ClientId);
            }
        }

        result ??= await AskAsync(query, ask, cancellationToken).ConfigureAwait(false);
        if (result.Account is not null)
        {
            _account = result.Account;
        }

        _tenantId = result.TenantId;
        return MsalTokens.From(result, ClientId);
    }

    private async Task<AuthenticationResult> AskAsync(
        TokenQuery query,
        Func<IPublicClientApplication, string?, CancellationToken, Task<AuthenticationResult>> ask,
        CancellationToken cancellationToken)
    {
        if (!query.MayAsk)
        {
            throw new OAuthException(
                OAuthErrorKind.InteractionRequired,
                "A person would have to sign in, and this session may not ask anybody.",
                "Sign in without -NonInteractive, or as an app: Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant> -ClientSecret <secret>");
        }

        using CancellationTokenSource limit = _clock.Limit(_options.Timeout);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await SignInErrors.GuardAsync(() => ask(_app, _account?.Username ?? _options.LoginHint, either.Token), ClientId).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // MSAL calls it "the user cancelled" when its token is; whoever stopped us knows better.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (limit.IsCancellationRequested)
        {
            throw new OAuthException(
                OAuthErrorKind.Timeout,
                $"Nobody signed in within {_options.Timeout.TotalSeconds:N0} seconds.",
                "Try again, with more time if need be: Connect-MsOAuthApp -TimeoutSeconds 900",
                e);
        }
    }
}
