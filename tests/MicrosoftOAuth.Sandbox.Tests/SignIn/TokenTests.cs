using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>What tokens hold, and whether a standard validator takes them.</summary>
public sealed class TokenTests
{
    [Fact]
    public async Task An_id_token_satisfies_a_standard_validator_with_the_keys_of_discovery()
    {
        using var client = new TenantClient();
        var tokens = await Authorization.SignInAsync(client, TenantClient.CommandLineTools, "User.Read openid profile email");

        var result = await ValidateAsync(client, tokens["id_token"], TenantClient.CommandLineTools);

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(client.Tenant.AdministratorName, result.Claims["preferred_username"]);
        Assert.Equal(client.Tenant.Users[0].Id.ToString(), result.Claims["oid"]);
        Assert.Equal("2.0", result.Claims["ver"]);
    }

    [Fact]
    public async Task A_token_for_Graph_is_for_Graph_alone_to_verify()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();

        var result = await ValidateAsync(client, token, "https://graph.microsoft.com");

        Assert.False(result.IsValid);
        Assert.IsAssignableFrom<SecurityTokenInvalidSignatureException>(result.Exception);
        Assert.NotNull(TenantClientSteps.ReadPart(token, 0)["nonce"]);
    }

    [Fact]
    public async Task A_delegated_Graph_token_says_who_and_what()
    {
        using var client = new TenantClient();
        var claims = client.ReadClaims(await client.SignInAsync(client.Tenant.DeveloperName));

        Assert.Equal("https://graph.microsoft.com", claims["aud"]!.ToString());
        Assert.Equal($"https://sts.windows.net/{client.Tenant.TenantId}/", claims["iss"]!.ToString());
        Assert.Equal("1.0", claims["ver"]!.ToString());
        Assert.Equal("user", claims["idtyp"]!.ToString());
        Assert.Equal(TenantClient.CommandLineTools, claims["appid"]!.ToString());
        Assert.Equal("0", claims["appidacr"]!.ToString());
        Assert.Equal(client.Tenant.DeveloperName, claims["upn"]!.ToString());
        Assert.Equal(client.Tenant.DeveloperName, claims["unique_name"]!.ToString());
        Assert.Contains("cf1c38e5-3621-4004-a7cb-879624dced7c", claims["wids"]!.AsArray().Select(role => role!.ToString()), StringComparer.Ordinal);
        Assert.Equal("Application.ReadWrite.All Directory.Read.All email openid profile User.Read", claims["scp"]!.ToString());
        var lifetime = claims["exp"]!.GetValue<long>() - DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Assert.InRange(lifetime, 3590, 5400);
    }

    [Fact]
    public async Task Earlier_consents_are_in_the_token_as_well()
    {
        using var client = new TenantClient();
        await client.SignInAsync(null, "https://graph.microsoft.com/Mail.Read");

        var tokens = await Authorization.SignInAsync(client, TenantClient.CommandLineTools, "https://graph.microsoft.com/User.Read openid");

        var scopes = tokens["scope"].Split(' ');
        Assert.Contains("https://graph.microsoft.com/Mail.Read", scopes, StringComparer.Ordinal);
        Assert.Contains("https://graph.microsoft.com/User.Read", scopes, StringComparer.Ordinal);
        Assert.Contains("openid", scopes, StringComparer.Ordinal);
        Assert.DoesNotContain("offline_access", scopes, StringComparer.Ordinal);
        Assert.Null(tokens.Body["refresh_token"]);
    }

    [Fact]
    public async Task Without_openid_there_is_no_id_token()
    {
        using var client = new TenantClient();
        var tokens = await Authorization.SignInAsync(client, TenantClient.CommandLineTools, "User.Read");

        Assert.Equal(["token_type", "scope", "expires_in", "ext_expires_in", "access_token"], tokens.Body.AsObject().Select(pair => pair.Key));
        Assert.Equal(TenantClient.GraphAppId, client.ReadClaims(tokens["access_token"])["aud"]!.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_token_for_an_own_API_comes_in_the_version_it_asks_for(int version)
    {
        using var client = new TenantClient();
        var scopeId = Guid.NewGuid().ToString();
        var (api, _) = await client.NewAppWithSecretAsync(new()
        {
            ["displayName"] = "API",
            ["signInAudience"] = "AzureADMyOrg",
            ["identifierUris"] = new JsonArray("api://practice"),
            ["api"] = new JsonObject
            {
                ["requestedAccessTokenVersion"] = version,
                ["oauth2PermissionScopes"] = new JsonArray(new JsonObject { ["id"] = scopeId, ["value"] = "Things.Read", ["type"] = "User", ["isEnabled"] = true }),
            },
            ["optionalClaims"] = new JsonObject { ["accessToken"] = new JsonArray(new JsonObject { ["name"] = "email" }) },
        });
        var desktop = await client.NewAppAsync(new()
        {
            ["displayName"] = "Desktop",
            ["signInAudience"] = "AzureADMyOrg",
            ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost") },
        });

        var tokens = await Authorization.SignInAsync(client, desktop["appId"]!.ToString(), "api://practice/Things.Read openid");
        var claims = client.ReadClaims(tokens["access_token"]);

        Assert.Equal("Things.Read", claims["scp"]!.ToString());
        Assert.Equal(client.Tenant.AdministratorName, claims["email"]!.ToString());
        Assert.Equal(version == 2 ? "2.0" : "1.0", claims["ver"]!.ToString());
        Assert.Equal(version == 2 ? api : "api://practice", claims["aud"]!.ToString());
        Assert.Equal(desktop["appId"]!.ToString(), claims[version == 2 ? "azp" : "appid"]!.ToString());
        var result = await ValidateAsync(client, tokens["access_token"], claims["aud"]!.ToString());
        Assert.True(result.IsValid, result.Exception?.Message);
    }

    [Fact]
    public async Task Two_tenants_of_one_seed_are_alike_and_others_are_not()
    {
        static PracticeTenant New(int? seed) => new(new() { Seed = seed });
        Assert.Equal(New(7).TenantId, New(7).TenantId);
        Assert.Equal(New(7).Users, New(7).Users);
        Assert.NotEqual(New(7).TenantId, New(8).TenantId);
        Assert.NotEqual(New(null).TenantId, New(null).TenantId);

        using var first = new TenantClient(new() { Seed = 7 });
        using var second = new TenantClient(new() { Seed = 7 });
        Assert.Equal((await first.NewAppWithSecretAsync()).Secret, (await second.NewAppWithSecretAsync()).Secret);
    }

    [Fact]
    public async Task A_token_of_another_tenant_is_worth_nothing()
    {
        using var client = new TenantClient();
        using var other = new TenantClient();

        var answer = await client.GraphAsync(await other.SignInAsync(), "GET", "/me");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("InvalidAuthenticationToken", answer.ErrorCode);
    }

    [Theory]
    [InlineData("login.microsoftonline.us")]
    [InlineData("login.partner.microsoftonline.cn")]
    public async Task The_issuer_of_another_cloud_is_that_clouds(string host)
    {
        using var client = new TenantClient();
        var code = await Authorization.CodeAsync(client, scope: "openid User.Read");
        var tokens = await client.FormAsync($"https://{host}/{client.Tenant.TenantId}/oauth2/v2.0/token", ("grant_type", "authorization_code"), ("client_id", TenantClient.CommandLineTools), ("code", code), ("code_verifier", Authorization.Verifier), ("redirect_uri", Authorization.PublicRedirectUri));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{host}/{client.Tenant.TenantId}/v2.0/.well-known/openid-configuration");

        Assert.Equal((await client.SendAsync(request))["issuer"], client.ReadClaims(tokens["id_token"])["iss"]!.ToString());
        Assert.Equal($"https://{host}/{client.Tenant.TenantId}/v2.0", client.ReadClaims(tokens["id_token"])["iss"]!.ToString());
    }

    [SharedDataFact]
    public async Task The_OpenID_configuration_has_the_fields_of_the_real_one()
    {
        using var client = new TenantClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration");
        var answer = await client.SendAsync(request);
        var golden = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(SharedData.File("token-endpoint/openid-configuration.json")))!;

        foreach (var field in golden["required_fields"]!.AsArray())
            Assert.True(answer.Body.AsObject().ContainsKey(field!.ToString()), $"{field} is missing.");
        foreach (var pair in golden["entra_boolean_values"]!.AsObject().Where(pair => !pair.Key.StartsWith('_')))
            Assert.Equal(pair.Value!.GetValue<bool>(), answer.Body[pair.Key]!.GetValue<bool>());
        foreach (var claim in golden["protocol_values"]!["claims_supported_must_include"]!.AsArray())
            Assert.Contains(claim!.ToString(), answer.Body["claims_supported"]!.AsArray().Select(item => item!.ToString()), StringComparer.Ordinal);
        Assert.Equal("https://login.microsoftonline.com/{tenantid}/v2.0", answer["issuer"]);
    }

    private static async Task<TokenValidationResult> ValidateAsync(TenantClient client, string token, string audience)
    {
        using var http = new HttpClient(client.CreateHandler());
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
            client.Authority + "/v2.0/.well-known/openid-configuration",
            new HttpDocumentRetriever(http),
            CancellationToken.None);
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new()
        {
            ValidIssuers = [configuration.Issuer, $"https://sts.windows.net/{client.Tenant.TenantId}/"],
            ValidAudience = audience,
            IssuerSigningKeys = configuration.SigningKeys,
        });
    }
}
