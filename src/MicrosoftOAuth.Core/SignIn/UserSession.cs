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
internal sealed class UserSession(IClientApplicationBase app, TimeProvider clock, string? loginHint, ObtainToken obtain)
{
    private IAccount? _account;
    private string? _tenantId;

    private string ClientId => app.AppConfig.ClientId;

    /// <summary>Silently where a refresh token allows it, else as at first.</summary>
    internal async Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        AuthenticationResult? result = null;
        TokenQuery rest = query;
        if (_account is not null)
        {
            try
            {
                result = await SilentAsync(query, _account, cancellationToken).ConfigureAwait(false);
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

        result ??= await SignInErrors.GuardAsync(() => obtain(rest, _account?.Username ?? loginHint, cancellationToken), ClientId).ConfigureAwait(false);
        _account = result.Account ?? _account;
        _tenantId = result.TenantId ?? _tenantId;
        return MsalTokens.From(result, ClientId, clock);
    }

    private Task<AuthenticationResult> SilentAsync(TokenQuery query, IAccount account, CancellationToken cancellationToken)
    {
        AcquireTokenSilentParameterBuilder request = app.AcquireTokenSilent(query.Scopes, account).WithForceRefresh(query.SkipCache).WithClaims(query.Claims);
        if (Guid.TryParse(_tenantId, out _))
        {
            request = request.WithTenantId(_tenantId);
        }

        return request.ExecuteAsync(cancellationToken);
    }
}
