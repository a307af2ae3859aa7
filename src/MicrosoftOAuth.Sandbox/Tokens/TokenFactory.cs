using System.Globalization;
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
/// <param name="ClientProof">How the client proved itself: 0 not at all, 1 with a secret, 2 with an assertion.</param>
/// <param name="Lifetime">How long it lives.</param>
/// <param name="SignInHost">The sign-in host that issues it.</param>
/// <param name="IsChallengeable">Whether the client can answer a claims challenge about it (xms_cc).</param>
internal sealed record AccessTokenSpec(
    Application Registration,
    ServicePrincipal ClientPrincipal,
    ServicePrincipal Resource,
    string Audience,
    User? User,
    IReadOnlyList<string> Permissions,
    int ClientProof,
    TimeSpan Lifetime,
    string SignInHost,
    bool IsChallengeable);

/// <summary>What an id_token is for.</summary>
/// <param name="Client">The client, who is its audience.</param>
/// <param name="User">Who has signed in.</param>
/// <param name="Nonce">The request's nonce; null for none.</param>
/// <param name="Scopes">The scopes of OpenID Connect that were asked for.</param>
/// <param name="SignInHost">The sign-in host that issues it.</param>
/// <param name="IsVersion1">Whether it comes from an endpoint of version 1.</param>
internal sealed record IdTokenSpec(Application Client, User User, string? Nonce, IReadOnlyCollection<string> Scopes, string SignInHost, bool IsVersion1)
{
    /// <summary>The authorization code that is sent beside it (c_hash); null for none.</summary>
    public string? Code { get; init; }

    /// <summary>The access token that is sent beside it (at_hash); null for none.</summary>
    public string? AccessToken { get; init; }

    /// <summary>When the user gave a password, for a client that set max_age; null for others.</summary>
    public DateTimeOffset? SignedIn { get; init; }
}

/// <summary>Makes the tenant's tokens. Claims as documented in Microsoft's "Access token claims reference" and "ID token claims reference".</summary>
internal sealed class TokenFactory(Organization tenant, TimeProvider clock, IdSource ids)
{
    private static readonly TimeSpan IdTokenLifetime = TimeSpan.FromHours(1);

    private bool IsPersonal => tenant.Id == PracticeWorld.PersonalTenantId;

    /// <summary>An access token in the version its API asks for. Microsoft's own APIs take version 1.</summary>
    public string AccessToken(AccessTokenSpec spec, Application? resourceRegistration)
    {
        var version2 = resourceRegistration?.RequestedAccessTokenVersion == 2;
        var claims = new JsonObject
        {
            ["aud"] = version2 ? spec.Resource.AppId : spec.Audience,
            ["iss"] = Issuer(spec.SignInHost, version2),
        };
        AddTimes(claims, spec.Lifetime, spec.User);
        claims["aio"] = ids.NewOpaque(48);
        var proof = spec.ClientProof.ToString(CultureInfo.InvariantCulture);
        if (version2)
        {
            claims["azp"] = spec.Registration.AppId;
            claims["azpacr"] = proof;
        }
        else
        {
            claims["app_displayname"] = spec.Registration.DisplayName;
            claims["appid"] = spec.Registration.AppId;
            claims["appidacr"] = proof;
        }

        if (spec.User is { } user)
            AddUser(claims, spec, user, version2);
        else
            AddApp(claims, spec, version2);
        if (resourceRegistration is not null && spec.User is not null)
            OptionalClaims.Add(claims, resourceRegistration, "accessToken", spec.User);
        AddMarks(claims, version2);
        if (spec.IsChallengeable)
            claims["xms_cc"] = new JsonArray("CP1");
        claims["xms_ftd"] = ids.NewOpaque(48);
        if (!version2 && spec.Resource.IsGraph)
            AddGraph(claims, spec);
        return version2 ? Jwt.Write(claims) : Jwt.Write(claims, spec.Resource.IsGraph ? ids.NewOpaque(32) : null);
    }

    /// <summary>An id_token: who signed in, for the client to read.</summary>
    public string IdToken(IdTokenSpec spec)
    {
        var user = spec.User;
        var claims = new JsonObject
        {
            ["aud"] = spec.Client.AppId,
            ["iss"] = Issuer(spec.SignInHost, version2: !spec.IsVersion1),
        };
        AddTimes(claims, IdTokenLifetime, user);
        claims["aio"] = ids.NewOpaque(48);
        if (spec.SignedIn is { } signedIn)
            claims["auth_time"] = signedIn.ToUnixTimeSeconds();
        if (spec.AccessToken is not null)
            claims["at_hash"] = HalfHash(spec.AccessToken);
        if (spec.Code is not null)
            claims["c_hash"] = HalfHash(spec.Code);
        if (spec.IsVersion1)
            AddVersion1Identity(claims, user);
        else
            AddIdentity(claims, user, spec.Scopes);
        if (spec.Nonce is not null)
            claims["nonce"] = spec.Nonce;
        claims["oid"] = user.Id;
        claims["sub"] = SubjectOf(spec.Client.AppId, user);
        AddMarks(claims, version2: !spec.IsVersion1);
        OptionalClaims.Add(claims, spec.Client, "idToken", user);
        return Jwt.Write(claims);
    }

    /// <summary>The value of client_info: who signed in, for the client's cache.</summary>
    public string ClientInfo(User user) => Base64Url.Encode(new JsonObject { ["uid"] = user.Id, ["utid"] = tenant.Id }.ToJsonString());

    /// <summary>The pairwise subject: the same for one user at one application, and at no other.</summary>
    public static string SubjectOf(string appId, User user) => Base64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(appId + user.Id)));

    private string Issuer(string signInHost, bool version2) =>
        version2 ? $"https://{CloudHosts.IssuerHostFor(signInHost)}/{tenant.Id}/v2.0" : $"https://sts.windows.net/{tenant.Id}/";

    private static void AddIdentity(JsonObject claims, User user, IReadOnlyCollection<string> scopes)
    {
        if (scopes.Contains(SignIn.ScopeRequest.Email, StringComparer.OrdinalIgnoreCase))
            claims["email"] = user.Text("mail");
        if (!scopes.Contains(SignIn.ScopeRequest.Profile, StringComparer.OrdinalIgnoreCase))
            return;
        claims["name"] = user.DisplayName;
        claims["preferred_username"] = user.UserPrincipalName;
    }

    private static void AddVersion1Identity(JsonObject claims, User user)
    {
        claims["amr"] = AuthenticationMethods(user);
        claims["family_name"] = user.Text("surname");
        claims["given_name"] = user.Text("givenName");
        claims["ipaddr"] = "192.0.2.1";
        claims["name"] = user.DisplayName;
        claims["unique_name"] = user.UserPrincipalName;
        claims["upn"] = user.UserPrincipalName;
    }

    private static void AddUser(JsonObject claims, AccessTokenSpec spec, User user, bool version2)
    {
        if (!version2)
        {
            claims["acct"] = 0;
            claims["acr"] = "1";
            AddVersion1Identity(claims, user);
            claims["idtyp"] = "user";
        }
        else
        {
            claims["name"] = user.DisplayName;
            claims["preferred_username"] = user.UserPrincipalName;
        }

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

    /// <summary>The claims by which Entra recognises its own tokens. Those for personal accounts have neither rh nor uti.</summary>
    private void AddMarks(JsonObject claims, bool version2)
    {
        if (!IsPersonal)
            claims["rh"] = "1." + ids.NewOpaque(36) + ".";
        claims["tid"] = tenant.Id;
        if (!IsPersonal)
            claims["uti"] = ids.NewOpaque(16);
        claims["ver"] = version2 ? "2.0" : "1.0";
    }

    private static void AddGraph(JsonObject claims, AccessTokenSpec spec)
    {
        claims["tenant_region_scope"] = "NA";
        claims["wids"] = spec.User switch
        {
            { } holder => new JsonArray([.. holder.RoleTemplateIds.Append(BuiltInRole.AnyMember).Select(role => (JsonNode)JsonValue.Create(role))]),
            null => new JsonArray("0997a1d0-0d1d-4acb-b408-d5ca73121e90"),
        };
        claims["xms_idrel"] = spec.User is null ? "7 26" : "1 10";
        if (spec.User is { } user)
            claims["xms_st"] = new JsonObject { ["sub"] = SubjectOf(spec.Registration.AppId, user) };
        claims["xms_tcdt"] = claims["iat"]!.GetValue<long>() - (long)TimeSpan.FromDays(365).TotalSeconds;
    }

    /// <summary>
    /// Tokens are dated five minutes back, for clocks that are behind, but never before a revocation: a token that a fresh
    /// sign-in has brought must not look like one of those that were revoked.
    /// </summary>
    private void AddTimes(JsonObject claims, TimeSpan lifetime, User? user)
    {
        var now = clock.GetUtcNow();
        var issued = now.AddMinutes(-5).ToUnixTimeSeconds();
        if (user?.SessionsValidFrom is { } from)
            issued = Math.Max(issued, from.ToUnixTimeSeconds());
        claims["iat"] = issued;
        claims["nbf"] = issued;
        claims["exp"] = (now + lifetime).ToUnixTimeSeconds();
    }

    private static JsonArray AuthenticationMethods(User user) => user.NeedsSecondFactor ? new("pwd", "mfa") : new("pwd");

    /// <summary>The left half of the SHA-256 hash (OpenID Connect Core, section 3.3.2.11).</summary>
    private static string HalfHash(string text) => Base64Url.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(text)).AsSpan(0, 16).ToArray());
}
