using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The successful answers of the token endpoint.</summary>
internal static class TokenAnswers
{
    private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan SpaRefreshTokenLifetime = TimeSpan.FromHours(24);

    /// <summary>The answer to a client on its own: an access token and nothing else.</summary>
    public static Answer ForApp(Application application, ServicePrincipal client, ScopeRequest scopes, TenantState tenant)
    {
        var lifetime = TimeSpan.FromSeconds(3599);
        var roles = tenant.Consents.RolesOf(client, scopes.Resource);
        return Answer.Json(200, new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)lifetime.TotalSeconds,
            ["access_token"] = AccessToken(application, client, scopes, null, roles, 1, lifetime, tenant),
        });
    }

    /// <summary>The answer to a client on behalf of a user who has consented.</summary>
    /// <exception cref="SignInException">The user or an administrator has not consented to all that is asked for.</exception>
    public static Answer ForUser(Application application, User user, ScopeRequest scopes, ScopeRequest granted, ClientPlatform platform, int proof, string? nonce, bool wantsClientInfo, TenantState tenant)
    {
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, application.AppId) ?? throw Aadsts.NotConsented(application);
        if (!client.IsEnabled)
            throw Aadsts.DisabledServicePrincipal(client);
        var consented = tenant.Consents.ScopesOf(client, scopes.Resource, user);
        if (!ConsentRules.Covers(application, client, scopes, user, tenant))
            throw Aadsts.NotConsented(application);

        var lifetime = TimeSpan.FromSeconds(3600 + tenant.Ids.NewNumber(1800));
        string[] carried = [.. consented.Where(scope => !scope.Equals(ScopeRequest.OfflineAccess, StringComparison.OrdinalIgnoreCase))];
        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = ScopeText(scopes, carried),
            ["expires_in"] = (int)lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)lifetime.TotalSeconds,
            ["access_token"] = AccessToken(application, client, scopes, user, carried, proof, lifetime, tenant),
        };
        if (granted.WantsRefreshToken || scopes.WantsRefreshToken)
        {
            var refreshToken = "1." + tenant.Ids.NewOpaque(300);
            tenant.SignIn.RefreshTokens.Add(refreshToken, new(application, user, platform, granted), platform == ClientPlatform.Spa ? SpaRefreshTokenLifetime : RefreshTokenLifetime);
            answer["refresh_token"] = refreshToken;
        }

        if (scopes.WantsIdToken)
            answer["id_token"] = tenant.Tokens.IdToken(application, user, nonce, [.. scopes.OpenIdScopes], lifetime);
        if (wantsClientInfo)
            answer["client_info"] = tenant.Tokens.ClientInfo(user);
        return Answer.Json(200, answer);
    }

    private static string AccessToken(Application application, ServicePrincipal client, ScopeRequest scopes, User? user, IReadOnlyList<string> permissions, int proof, TimeSpan lifetime, TenantState tenant) =>
        tenant.Tokens.AccessToken(
            new(application, client, scopes.Resource, scopes.Audience, user, permissions, proof, lifetime),
            tenant.Directory.FindByKey(tenant.Directory.Applications, scopes.Resource.AppId));

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
