using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Grants;

/// <summary>
/// An API that was called with a user's token asks for one to call the next API with, as the same user ("Microsoft identity
/// platform and OAuth2.0 On-Behalf-Of flow").
/// </summary>
internal static class OnBehalfOfGrant
{
    public static Answer Redeem(TokenRequest request)
    {
        var assertion = request.Required("assertion");
        if (request.Required("requested_token_use") != "on_behalf_of")
            throw Aadsts.MalformedGrant();
        if (CompactToken.TryRead(assertion) is null)
            throw AssertionErrors.Malformed();
        if (request.World.ReadToken(assertion) is not var (tenant, claims))
            throw AssertionErrors.UntrustedUserAssertion();
        var proof = request.Credential.ProveConfidential(request.Client, request.Authority, tenant);
        CheckAudience(claims, request.Client);
        CheckTime(claims, request.Time);
        if (!tenant.Directory.Users.TryFind(CompactToken.TextOf(claims, "oid") ?? "", out var user))
            throw AssertionErrors.UntrustedUserAssertion();
        var account = new Account(tenant, user);
        var signedIn = DateTimeOffset.FromUnixTimeSeconds(claims["iat"]!.GetValue<long>());
        request.MustHonour(account, signedIn);
        var scopes = request.Scopes(tenant) ?? throw Aadsts.MissingParameter(request.IsVersion1 ? "resource" : "scope");
        return request.TokensFor(account, scopes, ClientPlatform.Web, proof, signedIn);
    }

    /// <summary>The token must have been issued for this very client, as an API, and to a user.</summary>
    private static void CheckAudience(JsonObject claims, Application client)
    {
        var audience = CompactToken.TextOf(claims, "aud") ?? "";
        if (claims["scp"] is null && claims["appidacr"] is null && claims["azpacr"] is null)
            throw AssertionErrors.UserAssertionIsIdToken();
        if (audience != client.AppId && !client.IdentifierUris.Contains(audience.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
            throw AssertionErrors.UserAssertionForAnother(audience, client);
        if (claims["scp"] is null)
            throw AssertionErrors.UserAssertionOfApp(client);
    }

    private static void CheckTime(JsonObject claims, DateTimeOffset now)
    {
        var (from, until) = (claims["nbf"]!.GetValue<long>(), claims["exp"]!.GetValue<long>());
        if (now.ToUnixTimeSeconds() >= until)
            throw AssertionErrors.UserAssertionOutOfTime(now, from, until);
    }
}
