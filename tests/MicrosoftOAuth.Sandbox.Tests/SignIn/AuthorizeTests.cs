using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>The person at the browser: accounts, consent, and the way back to the client.</summary>
public sealed class AuthorizeTests
{
    private const string WebRedirectUri = "https://example.com/callback";

    [Fact]
    public async Task The_state_comes_back_with_the_code()
    {
        using var client = new TenantClient();

        var result = await Authorization.OpenAsync(client, Authorization.Address(client, TenantClient.CommandLineTools, "http://localhost", "User.Read"));

        Assert.Equal("the state", result["state"]);
        Assert.True(result["code"].Length > 100);
    }

    [Fact]
    public async Task The_port_of_a_loopback_address_does_not_matter()
    {
        using var client = new TenantClient();

        var result = await Authorization.OpenAsync(client, Authorization.Address(client, TenantClient.CommandLineTools, "http://localhost:51234", "User.Read"), "http://localhost:51234");

        Assert.Contains("code", result.Keys);
    }

    [Fact]
    public async Task The_answer_can_come_in_the_fragment_or_by_a_form()
    {
        using var client = new TenantClient();
        foreach (var mode in new[] { "fragment", "form_post" })
        {
            var end = await client.Tenant.OpenInBrowserAsync(Authorization.Address(client, TenantClient.CommandLineTools, "http://localhost", "User.Read", ("response_mode", mode)), new("http://localhost"), null, CancellationToken.None);

            Assert.Equal(mode == "fragment", end.Fragment.Length > 0);
            Assert.Equal("the state", Authorization.Read(end)["state"]);
        }

        Assert.Contains(client.Tenant.Requests, request => request.ResponseBody.Contains("document.forms[0].submit()", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_URI_that_is_not_registered_is_shown_to_the_person_and_not_called()
    {
        using var client = new TenantClient();

        var end = await client.Tenant.OpenInBrowserAsync(Authorization.Address(client, TenantClient.CommandLineTools, WebRedirectUri, "User.Read"), new(WebRedirectUri), null, CancellationToken.None);

        Assert.Equal("login.microsoftonline.com", end.Host);
        Assert.StartsWith("AADSTS50011: ", Authorization.Read(end)["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_tenant_app_cannot_sign_in_at_common()
    {
        using var client = new TenantClient();
        var app = await NewWebAppAsync(client);
        var address = Authorization.Address(client, app, WebRedirectUri, "User.Read").AbsoluteUri.Replace(client.Tenant.TenantId.ToString(), "common", StringComparison.Ordinal);

        var end = await client.Tenant.OpenInBrowserAsync(new(address), new(WebRedirectUri), null, CancellationToken.None);

        Assert.StartsWith("AADSTS50194: ", Authorization.Read(end)["error_description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scope", "User.Read https://vault.azure.net/user_impersonation", "invalid_request", "AADSTS28000")]
    [InlineData("scope", "User.Read .default", "invalid_scope", "AADSTS70011")]
    [InlineData("scope", "No.Such.Permission", "invalid_client", "AADSTS650053")]
    [InlineData("scope", "api://nobody/x", "invalid_resource", "AADSTS500011")]
    [InlineData("response_type", "token", "unsupported_response_type", "AADSTS700051")]
    [InlineData("prompt", "none", "login_required", "AADSTS50058")]
    public async Task The_client_is_told_what_is_wrong_with_its_request(string parameter, string value, string error, string code)
    {
        using var client = new TenantClient();

        var end = await client.Tenant.OpenInBrowserAsync(Authorization.Address(client, TenantClient.CommandLineTools, "http://localhost", "User.Read", (parameter, value)), new("http://localhost"), null, CancellationToken.None);
        var result = Authorization.Read(end);

        Assert.Equal("localhost", end.Host);
        Assert.Equal(error, result["error"]);
        Assert.StartsWith(code + ":", result["error_description"], StringComparison.Ordinal);
        Assert.Equal("the state", result["state"]);
    }

    [Fact]
    public async Task An_ordinary_user_consents_for_themselves_to_what_needs_no_administrator()
    {
        using var client = new TenantClient();
        var app = await NewWebAppAsync(client);

        var accepted = await OpenAs(client, app, "Mail.Read", client.Tenant.UserName);
        var refused = await OpenAs(client, app, "Mail.Read User.Read.All", client.Tenant.UserName);

        Assert.Contains("code", accepted.Keys);
        Assert.Equal("access_denied", refused["error"]);
        Assert.StartsWith("AADSTS90094: ", refused["error_description"], StringComparison.Ordinal);
        var grants = await client.GraphAsync(await client.SignInAsync(), "GET", "/oauth2PermissionGrants?$filter=consentType eq 'Principal'");
        var grant = Assert.Single(grants.Body["value"]!.AsArray())!;
        Assert.Equal(client.Tenant.Users[2].Id.ToString(), grant["principalId"]!.ToString());
        Assert.Equal("Mail.Read", grant["scope"]!.ToString());
    }

    [Fact]
    public async Task A_login_hint_says_who_sits_at_the_browser()
    {
        using var client = new TenantClient();
        var app = await NewWebAppAsync(client);

        await Authorization.OpenAsync(client, Authorization.Address(client, app, WebRedirectUri, "User.Read", ("login_hint", client.Tenant.DeveloperName)), WebRedirectUri, client.Tenant.UserName);

        var grants = await client.GraphAsync(await client.SignInAsync(), "GET", $"/oauth2PermissionGrants?$filter=principalId eq '{client.Tenant.Users[1].Id}'");
        Assert.Single(grants.Body["value"]!.AsArray());
    }

    [Fact]
    public async Task Somebody_unknown_cannot_sign_in()
    {
        using var client = new TenantClient();

        var end = await client.Tenant.OpenInBrowserAsync(Authorization.Address(client, TenantClient.CommandLineTools, "http://localhost", "User.Read"), new("http://localhost"), "nobody@example.com", CancellationToken.None);

        Assert.StartsWith("AADSTS50034: ", Authorization.Read(end)["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_consents_for_the_tenant_to_all_that_the_app_lists()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync(new()
        {
            ["displayName"] = "Daemon",
            ["signInAudience"] = "AzureADMyOrg",
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(WebRedirectUri) },
            ["requiredResourceAccess"] = new JsonArray(new JsonObject
            {
                ["resourceAppId"] = TenantClient.GraphAppId,
                ["resourceAccess"] = new JsonArray(
                    new JsonObject { ["id"] = "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", ["type"] = "Scope" },
                    new JsonObject { ["id"] = "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", ["type"] = "Role" }),
            }),
        });
        var address = new Uri($"{client.Authority}/v2.0/adminconsent?client_id={appId}&scope=https://graph.microsoft.com/.default&redirect_uri={Uri.EscapeDataString(WebRedirectUri)}&state=12345");

        var refused = Authorization.Read(await client.Tenant.OpenInBrowserAsync(address, new(WebRedirectUri), client.Tenant.DeveloperName, CancellationToken.None));
        var accepted = Authorization.Read(await client.Tenant.OpenInBrowserAsync(address, new(WebRedirectUri), client.Tenant.AdministratorName, CancellationToken.None));

        Assert.Contains("AADSTS65004", refused["error_description"], StringComparison.Ordinal);
        Assert.Equal("True", accepted["admin_consent"]);
        Assert.Equal(client.Tenant.TenantId.ToString(), accepted["tenant"]);
        Assert.Equal("12345", accepted["state"]);
        Assert.Contains("https://graph.microsoft.com/Mail.Read", accepted["scope"], StringComparison.Ordinal);
        var token = await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", "https://graph.microsoft.com/.default"));
        Assert.Equal("Application.Read.All", Assert.Single(client.ReadClaims(token["access_token"])["roles"]!.AsArray())!.ToString());
    }

    [Fact]
    public async Task Without_a_prompt_a_user_who_is_signed_in_gets_a_code_for_what_they_have_consented_to()
    {
        using var client = new TenantClient();
        async Task<IReadOnlyDictionary<string, string>> Open(string scope) =>
            await Authorization.OpenAsync(client, Authorization.Address(client, TenantClient.CommandLineTools, "http://localhost", scope, ("prompt", "none"), ("login_hint", client.Tenant.UserName)));
        await client.SignInAsync(client.Tenant.UserName, "User.Read");

        Assert.Contains("code", (await Open("User.Read")).Keys);
        var refused = await Open("Mail.Read");
        Assert.Equal("consent_required", refused["error"]);
        Assert.StartsWith("AADSTS65001: ", refused["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_users_must_be_assigned_the_others_cannot_sign_in()
    {
        using var client = new TenantClient();
        var app = await NewWebAppAsync(client);
        var token = await client.SignInAsync(null, "https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All");
        var principal = await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app, ["appRoleAssignmentRequired"] = true });

        Assert.StartsWith("AADSTS50105: ", (await OpenAs(client, app, "User.Read", client.Tenant.UserName))["error_description"], StringComparison.Ordinal);
        await client.GraphAsync(token, "POST", $"/servicePrincipals/{principal["id"]}/appRoleAssignedTo", new JsonObject { ["principalId"] = client.Tenant.Users[2].Id.ToString(), ["resourceId"] = principal["id"], ["appRoleId"] = Guid.Empty.ToString() });
        Assert.Contains("code", (await OpenAs(client, app, "User.Read", client.Tenant.UserName)).Keys);
    }

    private static Task<IReadOnlyDictionary<string, string>> OpenAs(TenantClient client, string app, string scope, string userName) =>
        Authorization.OpenAsync(client, Authorization.Address(client, app, WebRedirectUri, scope), WebRedirectUri, userName);

    private static async Task<string> NewWebAppAsync(TenantClient client) => (await client.NewAppAsync(new()
    {
        ["displayName"] = "Web",
        ["signInAudience"] = "AzureADMyOrg",
        ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(WebRedirectUri) },
    }))["appId"]!.ToString();
}
