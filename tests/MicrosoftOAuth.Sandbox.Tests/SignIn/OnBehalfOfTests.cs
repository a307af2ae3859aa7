using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>An API that goes on as the user who called it.</summary>
public sealed class OnBehalfOfTests
{
    [Fact]
    public async Task MSAL_exchanges_the_users_token_for_one_to_the_next_API_and_refreshes_it()
    {
        using var client = new TenantClient();
        var api = await NewApiAsync(client);
        var token = await UserTokenAsync(client, api);
        await ConsentAsync(client, api.AppId, "User.Read");
        var app = ConfidentialClientApplicationBuilder.Create(api.AppId).WithClientSecret(api.Secret).WithAuthority(client.Authority).WithHttpClientFactory(client.HttpFactory).Build();

        var result = await app.AcquireTokenOnBehalfOf(["https://graph.microsoft.com/User.Read"], new(token)).ExecuteAsync();
        var claims = client.ReadClaims(result.AccessToken);

        Assert.Equal(client.Tenant.UserName, claims["upn"]!.ToString());
        Assert.Equal(api.AppId, claims["appid"]!.ToString());
        Assert.Equal(client.Tenant.UserName, (await client.GraphAsync(result.AccessToken, "GET", "/me"))["userPrincipalName"]);
    }

    [Fact]
    public async Task Without_consent_interaction_is_required()
    {
        using var client = new TenantClient();
        var api = await NewApiAsync(client);
        var token = await UserTokenAsync(client, api);
        var app = ConfidentialClientApplicationBuilder.Create(api.AppId).WithClientSecret(api.Secret).WithAuthority(client.Authority).WithHttpClientFactory(client.HttpFactory).Build();

        var refusal = await Assert.ThrowsAsync<MsalUiRequiredException>(() => app.AcquireTokenOnBehalfOf(["https://graph.microsoft.com/Mail.Read"], new(token)).ExecuteAsync());

        Assert.Contains("AADSTS65001", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(UiRequiredExceptionClassification.ConsentRequired, refusal.Classification);
    }

    [Fact]
    public async Task Assertions_of_other_kinds_are_refused_each_with_its_reason()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        var api = await NewApiAsync(client);
        using var certificate = Assertions.NewCertificate(isStrangers: true);
        var token = await UserTokenAsync(client, api);
        var tokens = await Authorization.SignInAsync(client, TenantClient.CommandLineTools, "openid profile User.Read");
        var appOnly = await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", api.AppId), ("client_secret", api.Secret), ("scope", api.AppId + "/.default"));
        Task<GraphAnswer> Redeem(string assertion, string? secret = null, string use = "on_behalf_of") => client.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("client_id", api.AppId), ("client_secret", secret ?? api.Secret),
            ("assertion", assertion), ("scope", "https://graph.microsoft.com/User.Read"), ("requested_token_use", use));

        Refusals.AssertRefused(await Redeem(tokens["access_token"]), 500131, "invalid_grant");
        Refusals.AssertRefused(await Redeem(tokens["id_token"]), 240002, "invalid_request");
        Refusals.AssertRefused(await Redeem(appOnly["access_token"]), 7000114, "unauthorized_client");
        Refusals.AssertRefused(await Redeem(Assertions.Sign(client.ReadClaims(token), certificate)), 50013, "invalid_grant");
        Refusals.AssertRefused(await Redeem("nonsense"), 50027, "invalid_request");
        Refusals.AssertRefused(await Redeem(token, secret: "wrong"), 7000215, "invalid_client", 401);
        Refusals.AssertRefused(await Redeem(token, use: "other"), 9002313, "invalid_request");
        clock.Advance(TimeSpan.FromHours(3));
        Refusals.AssertRefused(await Redeem(token), 500133, "invalid_grant");
    }

    [Fact]
    public async Task A_refresh_token_comes_where_offline_access_is_asked_for()
    {
        using var client = new TenantClient();
        var api = await NewApiAsync(client);
        await ConsentAsync(client, api.AppId, "User.Read offline_access");

        var answer = await client.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("client_id", api.AppId), ("client_secret", api.Secret),
            ("assertion", await UserTokenAsync(client, api)), ("scope", "https://graph.microsoft.com/User.Read offline_access"), ("requested_token_use", "on_behalf_of"));
        var refreshed = await client.TokenAsync(("grant_type", "refresh_token"), ("client_id", api.AppId), ("client_secret", api.Secret), ("refresh_token", answer["refresh_token"]), ("scope", "https://graph.microsoft.com/User.Read"));

        Assert.Equal(HttpStatusCode.OK, refreshed.Status);
    }

    private static async Task<(string AppId, string Secret)> NewApiAsync(TenantClient client) => await client.NewAppWithSecretAsync(new()
    {
        ["displayName"] = "API",
        ["signInAudience"] = "AzureADMyOrg",
        ["identifierUris"] = new JsonArray("api://practice"),
        ["web"] = new JsonObject { ["redirectUris"] = new JsonArray("https://example.com/api") },
        ["api"] = new JsonObject
        {
            ["requestedAccessTokenVersion"] = 2,
            ["oauth2PermissionScopes"] = new JsonArray(new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["value"] = "Things.Read", ["type"] = "User", ["isEnabled"] = true }),
        },
    });

    /// <summary>A token of the ordinary user for the API.</summary>
    private static async Task<string> UserTokenAsync(TenantClient client, (string AppId, string Secret) api)
    {
        _ = api;
        var desktop = await client.NewAppAsync(new()
        {
            ["displayName"] = "Desktop",
            ["signInAudience"] = "AzureADMyOrg",
            ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost") },
        });
        var address = Authorization.Address(client, desktop["appId"]!.ToString(), Authorization.PublicRedirectUri, "api://practice/Things.Read");
        var code = (await Authorization.OpenAsync(client, address, userName: client.Tenant.UserName))["code"];
        var tokens = await client.TokenAsync(("grant_type", "authorization_code"), ("client_id", desktop["appId"]!.ToString()), ("code", code), ("code_verifier", Authorization.Verifier), ("redirect_uri", Authorization.PublicRedirectUri));
        return tokens["access_token"];
    }

    private static async Task ConsentAsync(TenantClient client, string appId, string scope) => await Authorization.OpenAsync(
        client,
        Authorization.Address(client, appId, "https://example.com/api", scope),
        "https://example.com/api",
        client.Tenant.UserName);
}
