using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>What an access token is for.</summary>
/// <param name="Registration">The client.</param>
/// <param name="ClientPrincipal">The client's service principal.</param>
/// <param name="Resource">The API.</param>
/// <param name="Audience">The API's name, as the client wrote it in the scope.</param>
/// <param name="User">The user; null for an app-only token.</param>
/// <param name="Permissions">The scopes or roles it carries.</param>
/// <param name="ClientProof">How the client proved itself: 0 not at all, 1 with a secret, 2 with a certificate.</param>
/// <param name="Lifetime">How long it lives.</param>
/// <param name="SignInHost">The sign-in host that issues it.</param>
internal sealed record AccessTokenSpec(
    Application Registration,
    ServicePrincipal ClientPrincipal,
    ServicePrincipal Resource,
    string Audience,
    User? User,
    IReadOnlyList<string> Permissions,
    int ClientProof,
    TimeSpan Lifetime,
    string SignInHost);

/// <summary>Makes the tenant's tokens. Claims as documented in Microsoft's "Access token claims reference" and "ID token claims reference".</summary>
internal sealed class TokenFactory(Organization tenant, TimeProvider clock, IdSource ids)
{
    /// <summary>An access token in the version its API asks for. Microsoft's own APIs take version 1.</summary>
    public string AccessToken(AccessTokenSpec spec, Application? resourceRegistration)
    {
        var version2 = resourceRegistration?.RequestedAccessTokenVersion == 2;
        var claims = Times(spec.Lifetime);
        claims["aud"] = version2 ? spec.Resource.AppId : spec.Audience;
        claims["iss"] = version2 ? Issuer(spec.SignInHost) : $"https://sts.windows.net/{tenant.Id}/";
        claims["aio"] = ids.NewOpaque(48);
        if (version2)
        {
            claims["azp"] = spec.Registration.AppId;
            claims["azpacr"] = spec.ClientProof.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        else
        {
            claims["app_displayname"] = spec.Registration.DisplayName;
            claims["appid"] = spec.Registration.AppId;
            claims["appidacr"] = spec.ClientProof.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (spec.User is { } user)
            AddUser(claims, spec, user, version2);
        else
            AddApp(claims, spec, version2);
        if (resourceRegistration is not null && spec.User is not null)
            OptionalClaims.Add(claims, resourceRegistration, "accessToken", spec.User);
        claims["rh"] = "1." + ids.NewOpaque(36) + ".";
        claims["tid"] = tenant.Id;
        claims["uti"] = ids.NewOpaque(16);
        claims["ver"] = version2 ? "2.0" : "1.0";
        if (!version2 && spec.Resource.IsGraph)
            AddGraph(claims, spec);
        return version2 ? Jwt.Write(claims) : Jwt.Write(claims, spec.Resource.IsGraph ? ids.NewOpaque(32) : null);
    }

    /// <summary>A version 2 id_token.</summary>
    public string IdToken(Application client, User user, string? nonce, IReadOnlyCollection<string> scopes, TimeSpan lifetime, string signInHost)
    {
        var claims = Times(lifetime);
        claims["aud"] = client.AppId;
        claims["iss"] = Issuer(signInHost);
        claims["aio"] = ids.NewOpaque(48);
        if (scopes.Contains("profile", StringComparer.OrdinalIgnoreCase))
        {
            claims["name"] = user.DisplayName;
            claims["preferred_username"] = user.UserPrincipalName;
        }

        if (scopes.Contains("email", StringComparer.OrdinalIgnoreCase))
            claims["email"] = user.Text("mail");
        if (nonce is not null)
            claims["nonce"] = nonce;
        claims["oid"] = user.Id;
        claims["rh"] = "1." + ids.NewOpaque(36) + ".";
        claims["sub"] = SubjectOf(client.AppId, user);
        claims["tid"] = tenant.Id;
        claims["uti"] = ids.NewOpaque(16);
        claims["ver"] = "2.0";
        OptionalClaims.Add(claims, client, "idToken", user);
        return Jwt.Write(claims);
    }

    /// <summary>The value of client_info: who signed in, for the client's cache.</summary>
    public string ClientInfo(User user) => Base64Url.Encode(new JsonObject { ["uid"] = user.Id, ["utid"] = tenant.Id }.ToJsonString());

    private string Issuer(string signInHost) => $"https://{CloudHosts.IssuerHostFor(signInHost)}/{tenant.Id}/v2.0";

    private static void AddUser(JsonObject claims, AccessTokenSpec spec, User user, bool version2)
    {
        if (!version2)
        {
            claims["acr"] = "1";
            claims["amr"] = new JsonArray("pwd");
            claims["family_name"] = user.Text("surname");
            claims["given_name"] = user.Text("givenName");
            claims["idtyp"] = "user";
            claims["ipaddr"] = "192.0.2.1";
            claims["unique_name"] = user.UserPrincipalName;
            claims["upn"] = user.UserPrincipalName;
        }
        else
        {
            claims["preferred_username"] = user.UserPrincipalName;
        }

        claims["name"] = user.DisplayName;
        claims["oid"] = user.Id;
        claims["scp"] = string.Join(" ", spec.Permissions);
        claims["sub"] = SubjectOf(spec.Resource.AppId, user);
    }

    private void AddApp(JsonObject claims, AccessTokenSpec spec, bool version2)
    {
        if (!version2)
        {
            claims["idp"] = $"https://sts.windows.net/{tenant.Id}/";
            claims["idtyp"] = "app";
        }

        claims["oid"] = spec.ClientPrincipal.Id;
        if (spec.Permissions.Count > 0)
            claims["roles"] = new JsonArray([.. spec.Permissions.Select(role => (JsonNode)JsonValue.Create(role))]);
        claims["sub"] = spec.ClientPrincipal.Id;
    }

    private static void AddGraph(JsonObject claims, AccessTokenSpec spec)
    {
        claims["tenant_region_scope"] = "NA";
        claims["wids"] = spec.User switch
        {
            { RoleTemplateId: { } role } => new JsonArray(role, DirectoryRole.AnyMember),
            { } => new JsonArray(DirectoryRole.AnyMember),
            null => new JsonArray("0997a1d0-0d1d-4acb-b408-d5ca73121e90"),
        };
        claims["xms_idrel"] = spec.User is null ? "7 26" : "1 10";
        claims["xms_tcdt"] = claims["iat"]!.GetValue<long>() - (long)TimeSpan.FromDays(365).TotalSeconds;
    }

    private JsonObject Times(TimeSpan lifetime)
    {
        var issued = clock.GetUtcNow().AddMinutes(-5).ToUnixTimeSeconds();
        return new()
        {
            ["iat"] = issued,
            ["nbf"] = issued,
            ["exp"] = (clock.GetUtcNow() + lifetime).ToUnixTimeSeconds(),
        };
    }

    /// <summary>The pairwise subject: the same for one user at one application, and at no other.</summary>
    private static string SubjectOf(string appId, User user) => Base64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(appId + user.Id)));
}
