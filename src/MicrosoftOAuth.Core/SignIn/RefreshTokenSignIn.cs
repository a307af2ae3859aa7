using System.Security;
using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A refresh token that was got elsewhere (RFC 6749, section 6). An app that has a proof signs in as a confidential client,
/// any other as a public one.
/// </summary>
internal sealed class RefreshTokenSignIn : ISignIn
{
    private readonly UserSession _session;

    internal RefreshTokenSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire)
    {
        SecureString refreshToken = options.RefreshToken ?? throw new OAuthException(
            OAuthErrorKind.InvalidArgument,
            "There is no refresh token.",
            "Connect-MsOAuthApp -RefreshToken <token> -ClientId <client id> -TenantId <tenant>");
        IClientApplicationBase app = AppProof.Find(options, cloud, wire) is { } proof
            ? MsalApps.Confidential(options, cloud, wire, proof)
            : MsalApps.Public(options, cloud, wire);
        SignInLimit limit = new(options.Timeout, wire.Clock);
        _session = new UserSession(
            app,
            options,
            wire.Clock,
            (query, _, cancel) => limit.RunAsync(
                limited => ((IByRefreshToken)app).AcquireTokenByRefreshToken(query.Scopes, SecureText.Reveal(refreshToken)).WithClaims(query.Claims).ExecuteAsync(limited),
                cancel));
    }

    public bool HasUser => true;

    public Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken) => _session.AcquireAsync(query, cancellationToken);

    public Task ForgetAsync(CancellationToken cancellationToken) => _session.ForgetAsync(cancellationToken);
}
