using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Grants;

/// <summary>
/// RFC 6749, section 6. A refresh token is good for every API, and each use brings a new one; the old one stays good as well
/// ("Refresh tokens in the Microsoft identity platform").
/// </summary>
internal static class RefreshTokenGrant
{
    public static Answer Redeem(TokenRequest request)
    {
        if (!request.World.SignIn.RefreshTokens.TryGet(request.Required("refresh_token"), out var token, out var isExpired))
            throw Aadsts.MalformedGrant();
        if (token.Registration.AppId != request.Client.AppId)
            throw Aadsts.GrantOfAnotherClient(request.Client.AppId);
        if (isExpired)
            throw token.Platform == ClientPlatform.Spa ? Aadsts.SpaRefreshTokenExpired(token) : Aadsts.RefreshTokenExpired(token);
        request.MustHonour(token.Account, token.SignedIn);
        request.CheckOrigin(token.Platform);
        var proof = request.Prove(token.Platform, token.Account.Tenant);
        var refreshUntil = token.Platform == ClientPlatform.Spa ? token.Expires : (DateTimeOffset?)null;
        return request.TokensFor(token.Account, token.Scopes, token.Platform, proof, token.SignedIn, refreshUntil: refreshUntil);
    }
}
