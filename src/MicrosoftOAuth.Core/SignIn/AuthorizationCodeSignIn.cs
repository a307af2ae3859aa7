using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A web app that redeems the code its user came back with (RFC 6749, section 4.1.3), with the verifier of PKCE (RFC 7636)
/// and the nonce of OpenID Connect where they were made. A code is good once; the refresh token goes on from there.
/// </summary>
internal sealed class AuthorizationCodeSignIn : ISignIn
{
    private readonly IConfidentialClientApplication _app;
    private readonly SignInOptions _options;
    private readonly UserSession _session;
    private bool _isRedeemed;

    internal AuthorizationCodeSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire)
    {
        if (options is not { AuthorizationCode: not null, RedirectUri: not null })
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "A code is redeemed together with the redirect URI that it came back to.",
                "Connect-MsOAuthApp -AuthorizationCode <code> -RedirectUri <uri> -CodeVerifier <verifier> -ClientId <client id> -TenantId <tenant> -ClientSecret <secret>");
        }

        _options = options;
        _app = MsalApps.Confidential(options, cloud, wire, AppProof.Of(options, cloud, wire));
        SignInLimit limit = new(options.Timeout, wire.Clock);
        _session = new UserSession(_app, options, wire.Clock, (query, _, cancel) => limit.RunAsync(limited => RedeemAsync(query, limited), cancel));
    }

    public bool HasUser => true;

    public Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken) => _session.AcquireAsync(query, cancellationToken);

    public Task ForgetAsync(CancellationToken cancellationToken) => _session.ForgetAsync(cancellationToken);

    private async Task<AuthenticationResult> RedeemAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        if (_isRedeemed)
        {
            throw new OAuthException(
                OAuthErrorKind.InteractionRequired,
                "The code was redeemed already, and the refresh token does not give this token.",
                "Send the user to a new address, and redeem the code that comes back: New-MsOAuthConsentUrl")
            {
                Claims = query.Claims,
            };
        }

        AcquireTokenByAuthorizationCodeParameterBuilder request = _app.AcquireTokenByAuthorizationCode(query.Scopes, SecureText.Reveal(_options.AuthorizationCode!));
        if (_options.CodeVerifier is { } verifier)
        {
            request = request.WithPkceCodeVerifier(SecureText.Reveal(verifier));
        }

        AuthenticationResult result = await request.WithClaims(query.Claims).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        _isRedeemed = true;
        CheckNonce(result.IdToken);
        return result;
    }

    /// <summary>An id token with another nonce answers somebody else's sign-in (OpenID Connect Core, section 3.1.3.7).</summary>
    private void CheckNonce(string? idToken)
    {
        if (_options.Nonce is not { } expected)
        {
            return;
        }

        object? nonce = null;
        TokenClaims? claims = idToken is null ? null : TokenClaims.TryRead(idToken);
        _ = claims?.Claims.TryGetValue("nonce", out nonce);
        if (nonce as string != expected)
        {
            throw new OAuthException(
                OAuthErrorKind.SignInRefused,
                claims is null ? "No id token came with the code, so its nonce cannot be checked." : "The id token has another nonce than the address that was opened: it answers another sign-in.",
                "Send the user to a new address, and redeem the code that comes back: New-MsOAuthConsentUrl");
        }
    }
}
