using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>A request for tokens on behalf of a user, its grant checked and its client proven.</summary>
/// <param name="Application">The client.</param>
/// <param name="Account">The user, and their tenant.</param>
/// <param name="Scopes">What is asked for now.</param>
/// <param name="Granted">What the user signed in for, which a refresh token carries on.</param>
/// <param name="Platform">The platform of the redirect URI that the sign-in went to.</param>
/// <param name="ClientProof">0 for a public client, 1 for one with a secret.</param>
/// <param name="Nonce">The id token's nonce; null for none.</param>
/// <param name="WantsClientInfo">Whether the client asked who signed in.</param>
/// <param name="SignInHost">The host that was asked.</param>
internal sealed record UserTokenRequest(
    Application Application,
    Account Account,
    ScopeRequest Scopes,
    ScopeRequest Granted,
    ClientPlatform Platform,
    int ClientProof,
    string? Nonce,
    bool WantsClientInfo,
    string SignInHost);

/// <summary>The successful answers of the token endpoint.</summary>
internal static class TokenAnswers
{
    private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan SpaRefreshTokenLifetime = TimeSpan.FromHours(24);

    /// <summary>The answer to a client on its own: an access token and nothing else.</summary>
    public static Answer ForApp(Application application, ServicePrincipal client, ScopeRequest scopes, string signInHost, TenantState tenant)
    {
        var lifetime = TimeSpan.FromSeconds(3599);
        var spec = new AccessTokenSpec(application, client, scopes.Resource, scopes.Audience, User: null, tenant.Consents.RolesOf(client, scopes.Resource), ClientProof: 1, lifetime, signInHost);
        return Answer.Json(200, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)lifetime.TotalSeconds,
            ["access_token"] = AccessToken(spec, tenant),
        });
    }

    /// <summary>The answer to a client on behalf of a user who has consented.</summary>
    /// <exception cref="SignInException">The user or an administrator has not consented to all that is asked for.</exception>
    public static Answer ForUser(UserTokenRequest request)
    {
        var (application, scopes) = (request.Application, request.Scopes);
        var (tenant, user) = request.Account;
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, application.AppId) ?? throw Aadsts.NotConsented(application);
        if (!client.IsEnabled)
            throw Aadsts.DisabledServicePrincipal(client);
        if (!ConsentRules.Covers(application, client, scopes, user, tenant))
            throw Aadsts.NotConsented(application);

        var lifetime = TimeSpan.FromSeconds(3600 + tenant.Ids.NewNumber(1800));
        string[] carried = [.. tenant.Consents.ScopesOf(client, scopes.Resource, user).Where(scope => !scope.Equals(ScopeRequest.OfflineAccess, StringComparison.OrdinalIgnoreCase))];
        var spec = new AccessTokenSpec(application, client, scopes.Resource, scopes.Audience, user, carried, request.ClientProof, lifetime, request.SignInHost);
        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = ScopeText(scopes, carried),
            ["expires_in"] = (int)lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)lifetime.TotalSeconds,
            ["access_token"] = AccessToken(spec, tenant),
        };
        if (request.Granted.WantsRefreshToken || scopes.WantsRefreshToken)
            answer["refresh_token"] = NewRefreshToken(request, tenant);
        if (scopes.WantsIdToken)
            answer["id_token"] = tenant.Tokens.IdToken(application, user, request.Nonce, [.. scopes.OpenIdScopes], lifetime, request.SignInHost);
        if (request.WantsClientInfo)
            answer["client_info"] = tenant.Tokens.ClientInfo(user);
        return Answer.Json(200, answer);
    }

    private static string NewRefreshToken(UserTokenRequest request, TenantState tenant)
    {
        var token = "1." + tenant.Ids.NewOpaque(300);
        tenant.SignIn.RefreshTokens.Add(
            token,
            new(request.Application, request.Account, request.Platform, request.Granted),
            request.Platform == ClientPlatform.Spa ? SpaRefreshTokenLifetime : RefreshTokenLifetime);
        return token;
    }

    private static string AccessToken(AccessTokenSpec spec, TenantState tenant) =>
        tenant.Tokens.AccessToken(spec, tenant.Directory.FindByKey(tenant.Directory.Applications, spec.Resource.AppId));

    /// <summary>
    /// The scopes of an answer, earlier consents included. They are spelt as they were asked for: with the API's name before
    /// them or without, since clients look their cache up by it; those of OpenID Connect are always bare.
    /// </summary>
    private static string ScopeText(ScopeRequest scopes, IEnumerable<string> carried)
    {
        var names = new List<string>();
        var openId = new List<string>();
        foreach (var name in carried.Union(scopes.OpenIdScopes, StringComparer.OrdinalIgnoreCase))
        {
            if (!ScopeRequest.IsOpenIdScope(name))
                names.Add(name);
            else if (!name.Equals(ScopeRequest.OfflineAccess, StringComparison.OrdinalIgnoreCase))
                openId.Add(name);
        }

        if (scopes.IsDefault)
            names.Add(ScopeRequest.Default);
        return string.Join(" ", [.. openId, .. names.Select(name => scopes.Prefix is null ? name : scopes.Prefix + "/" + name)]);
    }
}
