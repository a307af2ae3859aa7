using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>The documents by which clients find the sign-in service's addresses and keys (OpenID Connect Discovery 1.0).</summary>
internal static class Discovery
{
    /// <summary>What stands in an issuer in place of the tenant where the account decides which one is meant.</summary>
    private const string Template = "{tenantid}";

    /// <summary>The clouds and the host names each of them goes by, as Entra's instance discovery tells them, and where the authority that was named has its metadata.</summary>
    /// <exception cref="SignInException">The address that was named is none of Microsoft's.</exception>
    public static Answer Instances(string? authorizationEndpoint)
    {
        if (authorizationEndpoint is null)
            throw Aadsts.MissingParameter("authorization_endpoint");
        if (!Uri.TryCreate(authorizationEndpoint, UriKind.Absolute, out var address) || !CloudHosts.IsSignIn(address.Host) || address.Segments.Length < 2)
            throw Aadsts.UnknownInstance();
        var version = address.AbsolutePath.Contains("/v2.0/", StringComparison.OrdinalIgnoreCase) ? "v2.0/" : "";
        JsonObject Cloud(string network, string cache, params string[] aliases) => new()
        {
            ["preferred_network"] = network,
            ["preferred_cache"] = cache,
            ["aliases"] = new JsonArray([.. aliases.Select(alias => (JsonNode)JsonValue.Create(alias))]),
        };
        return Answer.Json(200, new JsonObject
        {
            ["tenant_discovery_endpoint"] = $"https://{address.Host}/{address.Segments[1].Trim('/')}/{version}.well-known/openid-configuration",
            ["api-version"] = "1.1",
            ["metadata"] = new JsonArray(
                Cloud("login.microsoftonline.com", "login.windows.net", "login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"),
                Cloud("login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn"),
                Cloud("login.microsoftonline.us", "login.microsoftonline.us", "login.microsoftonline.us", "login.usgovcloudapi.net")),
        });
    }

    /// <summary>The OpenID configuration of version 2 or, for older libraries, of version 1.</summary>
    public static Answer Configuration(Authority authority, Organization? tenant, bool version2)
    {
        var issuer = version2 ? Issuer(authority, tenant) : $"https://sts.windows.net/{tenant?.Id ?? Template}/";
        var baseAddress = tenant is null or { Id: PracticeWorld.PersonalTenantId } ? authority.BaseAddress : $"https://{authority.Host}/{tenant.Id}";
        var oauth = baseAddress + (version2 ? "/oauth2/v2.0" : "/oauth2");
        return Answer.Json(200, new JsonObject
        {
            ["token_endpoint"] = oauth + "/token",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic", "self_signed_tls_client_auth"),
            ["jwks_uri"] = baseAddress + (version2 ? "/discovery/v2.0/keys" : "/discovery/keys"),
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["response_types_supported"] = new JsonArray("code", "id_token", "code id_token", "id_token token"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
            ["issuer"] = issuer,
            ["request_uri_parameter_supported"] = false,
            ["userinfo_endpoint"] = $"https://{CloudHosts.GraphFor(authority.Host)}/oidc/userinfo",
            ["authorization_endpoint"] = oauth + "/authorize",
            ["device_authorization_endpoint"] = oauth + "/devicecode",
            ["http_logout_supported"] = true,
            ["frontchannel_logout_supported"] = true,
            ["end_session_endpoint"] = oauth + "/logout",
            ["claims_supported"] = new JsonArray("sub", "iss", "cloud_instance_name", "cloud_instance_host_name", "cloud_graph_host_name", "msgraph_host", "aud", "exp", "iat", "auth_time", "acr", "nonce", "preferred_username", "name", "tid", "ver", "at_hash", "c_hash", "email"),
            ["kerberos_endpoint"] = baseAddress + "/kerberos",
            ["tls_client_certificate_bound_access_tokens"] = true,
            ["tenant_region_scope"] = tenant is null ? null : "NA",
            ["cloud_instance_name"] = CloudHosts.InstanceNameFor(authority.Host),
            ["cloud_graph_host_name"] = "graph.windows.net",
            ["msgraph_host"] = CloudHosts.GraphFor(authority.Host),
            ["rbac_url"] = "https://pas.windows.net",
        });
    }

    public static Answer Keys(Authority authority, Organization? tenant) =>
        Answer.Json(200, new JsonObject { ["keys"] = new JsonArray(SigningKey.Shared.ToJsonWebKey(Issuer(authority, tenant))) });

    private static string Issuer(Authority authority, Organization? tenant) => $"https://{CloudHosts.IssuerHostFor(authority.Host)}/{tenant?.Id ?? Template}/v2.0";
}
