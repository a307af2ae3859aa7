using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Tokens straight from the authorize endpoint, and what else a client may say there.</summary>
public sealed class FrontChannelTests
{
    private const string RedirectUri = "https://example.com/callback";

    [Theory]
    [InlineData("id_token", "fragment")]
    [InlineData("code id_token", "form_post")]
    [InlineData("id_token token", "fragment")]
    public async Task Tokens_come_where_the_registration_switches_them_on(string responseType, string mode)
    {
        using var client = new TenantClient();
        var app = await NewAppAsync(client, isImplicit: true);

        var result = await Authorization.OpenAsync(client, Address(client, app, ("response_type", responseType), ("response_mode", mode), ("nonce", "n-1"), ("max_age", "3600")), RedirectUri);

        using var http = new HttpClient(client.Tenant.CreateHandler());
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(client.Authority + "/v2.0/.well-known/openid-configuration", new HttpDocumentRetriever(http), CancellationToken.None);
        var id = await new JsonWebTokenHandler().ValidateTokenAsync(result["id_token"], new() { ValidIssuer = configuration.Issuer, ValidAudience = app, IssuerSigningKeys = configuration.SigningKeys });
        Assert.True(id.IsValid, id.Exception?.Message);
        Assert.Equal("n-1", id.Claims["nonce"]);
        Assert.True(id.Claims.ContainsKey("auth_time"));
        Assert.Equal("the state", result["state"]);
        Assert.Equal(responseType.Contains("code", StringComparison.Ordinal), result.ContainsKey("code"));
        if (result.TryGetValue("code", out var code))
            Assert.Equal(HalfHash(code), id.Claims["c_hash"]);
        if (result.TryGetValue("access_token", out var token))
        {
            Assert.Equal(HalfHash(token), id.Claims["at_hash"]);
            Assert.Equal(("Bearer", "3599"), (result["token_type"], result["expires_in"]));
            Assert.Equal(client.Tenant.AdministratorName, (await client.GraphAsync(token, "GET", "/me"))["userPrincipalName"]);
        }
    }

    [Theory]
    [InlineData("id_token", "", "", "unsupported_response_type", "AADSTS700054", false)]
    [InlineData("token", "", "", "unsupported_response_type", "AADSTS700051", false)]
    [InlineData("saml", "", "", "unsupported_response_type", "AADSTS70005", true)]
    [InlineData("id_token", "query", "n", "invalid_request", "AADSTS70007", true)]
    [InlineData("code", "pigeon", "", "invalid_request", "AADSTS70007", true)]
    [InlineData("id_token", "fragment", "", "invalid_request", "AADSTS900144", true)]
    public async Task What_is_not_switched_on_or_does_not_fit_is_refused(string responseType, string mode, string nonce, string error, string code, bool isImplicit)
    {
        using var client = new TenantClient();
        var app = await NewAppAsync(client, isImplicit);

        var result = await Authorization.OpenAsync(client, Address(client, app, ("response_type", responseType), ("response_mode", mode), ("nonce", nonce)), RedirectUri);

        Assert.Equal(error, result["error"]);
        Assert.StartsWith(code + ": ", result["error_description"], StringComparison.Ordinal);
        Assert.Equal("the state", result["state"]);
    }

    [Theory]
    [InlineData("prompt", "please", "AADSTS90023")]
    [InlineData("code_challenge", "short", "AADSTS501491")]
    [InlineData("code_challenge_method", "S512", "AADSTS90023")]
    public async Task Parameters_with_unknown_values_are_refused(string name, string value, string code)
    {
        using var client = new TenantClient();
        var app = await NewAppAsync(client, isImplicit: false);

        Assert.StartsWith(code + ": ", (await Authorization.OpenAsync(client, Address(client, app, (name, value)), RedirectUri))["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_is_there_twice_is_refused()
    {
        using var client = new TenantClient();
        var app = await NewAppAsync(client, isImplicit: false);

        Assert.StartsWith("AADSTS9000411: ", (await Authorization.OpenAsync(client, new(Address(client, app).AbsoluteUri + "&scope=openid"), RedirectUri))["error_description"], StringComparison.Ordinal);
        Refusals.AssertRefused(await client.TokenAsync(("grant_type", "x"), ("grant_type", "y")), 9000411, "invalid_request");
    }

    [Fact]
    public async Task A_page_must_send_a_challenge()
    {
        using var client = new TenantClient();
        var app = (await client.NewAppAsync(new() { ["displayName"] = "Spa", ["signInAudience"] = "AzureADMyOrg", ["spa"] = new JsonObject { ["redirectUris"] = new JsonArray(RedirectUri) } }))["appId"]!.ToString();

        var result = await Authorization.OpenAsync(client, Address(client, app, ("code_challenge", "")), RedirectUri);

        Assert.StartsWith("AADSTS9002325: ", result["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_user_information_is_the_id_tokens()
    {
        using var client = new TenantClient();
        var tokens = await Authorization.SignInAsync(client, TenantClient.CommandLineTools, "openid profile email User.Read");
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://graph.microsoft.com/oidc/userinfo");
        request.Headers.Authorization = new("Bearer", tokens["access_token"]);
        using var anonymous = new HttpRequestMessage(HttpMethod.Get, "https://graph.microsoft.com/oidc/userinfo");

        var answer = await client.SendAsync(request);

        Assert.Equal(client.ReadClaims(tokens["id_token"])["sub"]!.ToString(), answer["sub"]);
        Assert.Equal(client.Tenant.AdministratorName, answer["email"]);
        Assert.Equal("https://graph.microsoft.com/v1.0/me/photo/$value", answer["picture"]);
        Assert.Equal(401, (int)(await client.SendAsync(anonymous)).Status);
    }

    [Fact]
    public async Task A_page_of_another_origin_may_read_tokens_and_metadata()
    {
        using var client = new TenantClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, client.Authority + "/oauth2/v2.0/token");
        preflight.Headers.Add("Origin", "https://example.com");
        preflight.Headers.Add("Access-Control-Request-Headers", "client-request-id");

        var answer = await client.SendAsync(preflight);
        var refused = await client.TokenAsync(("grant_type", "no_such_grant"));

        Assert.Equal("client-request-id", answer.Headers["Access-Control-Allow-Headers"]);
        Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
        Assert.Equal("*", refused.Headers["Access-Control-Allow-Origin"]);
    }

    private static string HalfHash(string text) => Assertions.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(text))[..16]);

    private static Uri Address(TenantClient client, string app, params (string Name, string Value)[] more) =>
        Authorization.Address(client, app, RedirectUri, "openid profile User.Read", more);

    private static async Task<string> NewAppAsync(TenantClient client, bool isImplicit) => (await client.NewAppAsync(new()
    {
        ["displayName"] = "Web",
        ["signInAudience"] = "AzureADMyOrg",
        ["web"] = new JsonObject
        {
            ["redirectUris"] = new JsonArray(RedirectUri),
            ["implicitGrantSettings"] = new JsonObject { ["enableIdTokenIssuance"] = isImplicit, ["enableAccessTokenIssuance"] = isImplicit },
        },
    }))["appId"]!.ToString();
}
