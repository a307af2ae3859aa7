using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>The endpoints of version 1, which older clients use: a resource in place of scopes, numbers as strings.</summary>
public sealed class Version1Tests
{
    private const string Management = "https://management.core.windows.net/";

    [Fact]
    public async Task An_app_gets_a_token_for_a_resource()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();

        var answer = await client.FormAsync(client.Authority + "/oauth2/token", ("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("resource", "https://graph.microsoft.com"));

        Assert.Equal(["token_type", "expires_in", "ext_expires_in", "expires_on", "not_before", "resource", "access_token"], answer.Body.AsObject().Select(pair => pair.Key));
        Assert.All(["expires_in", "ext_expires_in", "expires_on", "not_before"], name => Assert.Equal(System.Text.Json.JsonValueKind.String, answer.Body[name]!.GetValueKind()));
        Assert.Equal("https://graph.microsoft.com", client.ReadClaims(answer["access_token"])["aud"]!.ToString());
    }

    [Fact]
    public async Task A_user_signs_in_and_is_known_by_the_claims_of_version_1()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

        var end = await browser.SignInAsync(await browser.OpenAsync($"{client.Authority}/oauth2/authorize?client_id={AzureCli}&response_type=code&redirect_uri=http://localhost&resource={Uri.EscapeDataString(Management)}"), client.Tenant.UserName);
        var tokens = await client.FormAsync(client.Authority + "/oauth2/token", ("grant_type", "authorization_code"), ("client_id", AzureCli), ("code", end.Result["code"]), ("redirect_uri", "http://localhost"), ("resource", Management));
        var id = client.ReadClaims(tokens["id_token"]);

        Assert.Equal("user_impersonation", tokens["scope"]);
        Assert.Equal(Management, tokens["resource"]);
        Assert.Equal(Management, client.ReadClaims(tokens["access_token"])["aud"]!.ToString());
        Assert.Equal("1.0", id["ver"]!.ToString());
        Assert.Equal($"https://sts.windows.net/{client.Tenant.TenantId}/", id["iss"]!.ToString());
        Assert.Equal(client.Tenant.UserName, id["unique_name"]!.ToString());
        var graph = await client.FormAsync(client.Authority + "/oauth2/token", ("grant_type", "refresh_token"), ("client_id", AzureCli), ("refresh_token", tokens["refresh_token"]), ("resource", "https://graph.microsoft.com"));
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(graph["access_token"], "GET", "/me")).Status);
    }

    [Fact]
    public async Task A_device_code_goes_by_its_older_names()
    {
        using var client = new TenantClient(new() { DeviceCodeApprovedAtOnce = false });
        var shown = await client.FormAsync(client.Authority + "/oauth2/devicecode", ("client_id", TenantClient.CommandLineTools), ("resource", "https://graph.microsoft.com"));
        Assert.Equal("https://login.microsoft.com/device", shown["verification_url"]);
        Assert.True(client.Tenant.ApproveDeviceCode(shown["user_code"], client.Tenant.UserName));

        var tokens = await client.FormAsync(client.Authority + "/oauth2/token", ("grant_type", "device_code"), ("client_id", TenantClient.CommandLineTools), ("code", shown["device_code"]), ("resource", "https://graph.microsoft.com"));

        Assert.Equal("https://graph.microsoft.com", tokens["resource"]);
        Assert.Contains("User.Read", tokens["scope"].Split(' '), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_resource_without_consent_is_refused_like_a_scope()
    {
        using var client = new TenantClient();
        var tokens = await Authorization.SignInAsync(client, TenantClient.CommandLineTools);

        Refusals.AssertRefused(await client.FormAsync(client.Authority + "/oauth2/token", ("grant_type", "refresh_token"), ("client_id", TenantClient.CommandLineTools), ("refresh_token", tokens["refresh_token"]), ("resource", "https://vault.azure.net")), 65001, "invalid_grant");
        Refusals.AssertRefused(await client.FormAsync(client.Authority + "/oauth2/token", ("grant_type", "refresh_token"), ("client_id", TenantClient.CommandLineTools), ("refresh_token", tokens["refresh_token"]), ("resource", "https://nobody.example.com")), 500011, "invalid_resource");
    }

    [Fact]
    public async Task By_default_an_API_that_was_never_granted_is_not_given()
    {
        using var client = new TenantClient();
        var app = (await client.NewAppAsync(new() { ["displayName"] = "Desktop", ["signInAudience"] = "AzureADMyOrg", ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost") } }))["appId"]!.ToString();
        var tokens = await Authorization.SignInAsync(client, app);

        Refusals.AssertRefused(await client.TokenAsync(("grant_type", "refresh_token"), ("client_id", app), ("refresh_token", tokens["refresh_token"]), ("scope", "https://management.azure.com//.default")), 65001, "invalid_grant");
    }
}
