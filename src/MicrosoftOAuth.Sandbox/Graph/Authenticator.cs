using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Turns a bearer token into the caller it speaks for.</summary>
internal sealed class Authenticator(PracticeWorld world)
{
    /// <returns>The caller, and the tenant that the token speaks of.</returns>
    /// <exception cref="GraphException">There is no token, or it is not one of these tenants' for this API, or it has expired.</exception>
    public (TenantState Tenant, Caller Caller) Identify(Call call)
    {
        if (call.Header("Authorization") is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header.Length < 8)
            throw GraphException.NotAuthenticated("Access token is empty.");
        var text = header["Bearer ".Length..].Trim();
        if (text.Count(letter => letter == '.') != 2)
            throw GraphException.NotAuthenticated("CompactToken parsing failed with error code: 80049217");
        var (tenant, claims) = world.ReadToken(text) ?? throw GraphException.NotAuthenticated("Access token validation failure. Invalid signature.");
        if (!IsForGraph(TextOf(claims, "aud"), call.Host))
            throw GraphException.NotAuthenticated("Access token validation failure. Invalid audience.");
        if (claims["exp"]!.GetValue<long>() <= world.Clock.GetUtcNow().ToUnixTimeSeconds())
            throw GraphException.NotAuthenticated("Lifetime validation failed, the token is expired.");
        if (!tenant.Directory.ServicePrincipals.TryFindByKey(TextOf(claims, "appid"), out var client))
            throw GraphException.NotAuthenticated("The identity of the calling application could not be established.");
        Caller caller = claims["scp"] is { } scopes
            ? new(client.AppId, client, FindUser(claims, tenant.Directory), scopes.GetValue<string>().Split(' '))
            : new(client.AppId, client, null, claims["roles"] is JsonArray roles ? [.. roles.Select(role => role!.GetValue<string>())] : []);
        if (Revocation.ChallengeTo(claims, client, caller.User, world.Clock.GetUtcNow()) is { } challenge)
            throw GraphException.Challenged(challenge);
        return (tenant, caller);
    }

    private static User FindUser(JsonObject claims, TenantDirectory directory) =>
        directory.Users.TryFind(TextOf(claims, "oid"), out var user) ? user : throw GraphException.NotAuthenticated("Access token validation failure. Invalid user.");

    private static bool IsForGraph(string audience, string host) =>
        audience == MicrosoftApis.GraphAppId || audience.TrimEnd('/').Equals("https://" + host, StringComparison.OrdinalIgnoreCase);

    private static string TextOf(JsonObject claims, string name) => claims[name]?.GetValue<string>() ?? "";
}
