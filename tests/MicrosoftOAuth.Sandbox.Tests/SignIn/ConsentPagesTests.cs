using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>What people are told before they accept, and what comes of it.</summary>
public sealed class ConsentPagesTests
{
    private const string RedirectUri = "https://example.com/callback";

    [Fact]
    public async Task The_page_names_the_app_its_publisher_and_its_wishes_in_words()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var app = await NewAppAsync(client, "<img src=x> & Sons");

        var page = await browser.SignInAsync(await browser.OpenAsync(Address(client, app, "openid profile offline_access User.Read")), client.Tenant.UserName);

        Assert.Equal("Permissions requested", page.Heading);
        Assert.Contains("<img src=x> & Sons", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page.Html, StringComparison.Ordinal);
        Assert.Contains(client.Tenant.DefaultDomain + " (unverified)", page.Text, StringComparison.Ordinal);
        Assert.Contains("Sign you in and read your profile", page.Text, StringComparison.Ordinal);
        Assert.Contains("Maintain access to data you have given it access to", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Consent on behalf of your organization", page.Text, StringComparison.Ordinal);
        var end = await browser.SubmitAsync(page, "Cancel");
        Assert.Equal("access_denied", end.Result["error"]);
        Assert.StartsWith("AADSTS65004: ", end.Result["error_description"], StringComparison.Ordinal);
        Assert.Equal("cancel", end.Result["error_subcode"]);
    }

    [Fact]
    public async Task The_words_of_an_own_API_are_its_own()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        await client.NewAppWithSecretAsync(new()
        {
            ["displayName"] = "Things",
            ["signInAudience"] = "AzureADMyOrg",
            ["identifierUris"] = new JsonArray("api://practice"),
            ["api"] = new JsonObject
            {
                ["oauth2PermissionScopes"] = new JsonArray(new JsonObject
                {
                    ["id"] = Guid.NewGuid().ToString(),
                    ["value"] = "Things.Read",
                    ["type"] = "User",
                    ["isEnabled"] = true,
                    ["userConsentDisplayName"] = "Look at your things",
                    ["userConsentDescription"] = "Lets the app look at whatever you have.",
                    ["adminConsentDisplayName"] = "Look at everybody's things",
                    ["adminConsentDescription"] = "Lets the app look at all.",
                }),
            },
        });

        var page = await browser.SignInAsync(await browser.OpenAsync(Address(client, await NewAppAsync(client, "Client"), "api://practice/Things.Read")), client.Tenant.UserName);

        Assert.Contains("Look at your things", page.Text, StringComparison.Ordinal);
        Assert.Contains("Lets the app look at whatever you have.", page.Text, StringComparison.Ordinal);
        Assert.Contains("code", (await browser.SubmitAsync(page, "Accept")).Result.Keys);
    }

    [Theory]
    [InlineData(true, "AllPrincipals")]
    [InlineData(false, "Principal")]
    public async Task An_administrator_may_accept_for_all(bool isForAll, string consentType)
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var app = await NewAppAsync(client, "Client");
        var page = await browser.SignInAsync(await browser.OpenAsync(Address(client, app, "Mail.Read")), client.Tenant.AdministratorName);
        Assert.Contains("Consent on behalf of your organization", page.Text, StringComparison.Ordinal);

        await browser.SubmitAsync(page, "Accept", isForAll ? [("organization", "1")] : []);

        var token = await client.SignInAsync();
        var principal = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{app}')"))["id"];
        var grant = Assert.Single((await client.GraphAsync(token, "GET", $"/oauth2PermissionGrants?$filter=clientId eq '{principal}'")).Body["value"]!.AsArray())!;
        Assert.Equal(consentType, grant["consentType"]!.ToString());
        Assert.Equal("Mail.Read", grant["scope"]!.ToString());
    }

    [Fact]
    public async Task A_user_cannot_tick_what_is_not_offered()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var page = await browser.SignInAsync(await browser.OpenAsync(Address(client, await NewAppAsync(client, "Client"), "Mail.Read")), client.Tenant.UserName);

        await browser.SubmitAsync(page, "Accept", ("organization", "1"));

        Assert.Empty((await client.GraphAsync(await client.SignInAsync(), "GET", "/oauth2PermissionGrants?$filter=consentType eq 'AllPrincipals' and scope eq 'Mail.Read'")).Body["value"]!.AsArray());
    }

    [Fact]
    public async Task What_only_an_administrator_may_allow_needs_one()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var app = await NewAppAsync(client, "Client");
        var page = await browser.SignInAsync(await browser.OpenAsync(Address(client, app, "User.Read.All")), client.Tenant.UserName);

        Assert.Equal("Need admin approval", page.Heading);
        Assert.DoesNotContain(">Accept<", page.Html, StringComparison.Ordinal);
        var other = await browser.SubmitAsync(page, "Have an admin account? Sign in with that account");
        Assert.Equal("Sign in", other.Heading);
        var again = await browser.SignInAsync(other, client.Tenant.AdministratorName);
        Assert.Equal("Permissions requested", again.Heading);

        page = await browser.SubmitAsync(await browser.OpenAsync(Address(client, app, "User.Read.All")), client.Tenant.UserName);
        var end = await browser.SubmitAsync(page, "Return to the application without granting consent");
        Assert.StartsWith("AADSTS90094: ", end.Result["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepting_by_force_helps_nobody_who_may_not()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var page = await browser.SignInAsync(await browser.OpenAsync(Address(client, await NewAppAsync(client, "Client"), "User.Read.All")), client.Tenant.UserName);

        var end = await browser.SubmitAsync(page, "Return to the application without granting consent", ("action", "accept"));

        Assert.Equal("access_denied", end.Result["error"]);
    }

    [Fact]
    public async Task An_API_that_the_app_does_not_list_is_not_to_be_had_by_default()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);

        var end = await browser.SignInAsync(await browser.OpenAsync(Address(client, await NewAppAsync(client, "Client"), "https://vault.azure.net/.default")), client.Tenant.UserName);

        Assert.Equal("invalid_resource", end.Result["error"]);
        Assert.StartsWith("AADSTS650057: ", end.Result["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admin_consent_lists_what_applications_get_as_well()
    {
        using var client = new TenantClient();
        using var browser = new FormBrowser(client);
        var app = (await client.NewAppAsync(new()
        {
            ["displayName"] = "Daemon",
            ["signInAudience"] = "AzureADMyOrg",
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(RedirectUri) },
            ["requiredResourceAccess"] = new JsonArray(new JsonObject
            {
                ["resourceAppId"] = TenantClient.GraphAppId,
                ["resourceAccess"] = new JsonArray(
                    new JsonObject { ["id"] = "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", ["type"] = "Scope" },
                    new JsonObject { ["id"] = "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", ["type"] = "Role" }),
            }),
        }))["appId"]!.ToString();

        var page = await browser.SignInAsync(await browser.OpenAsync($"{client.Authority}/v2.0/adminconsent?client_id={app}&scope=https://graph.microsoft.com/.default&redirect_uri={RedirectUri}&state=s"), client.Tenant.AdministratorName);

        Assert.Equal("Permissions requested: review for your organization", page.Heading);
        Assert.Contains("Application.Read.All. Application permission.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Mail.Read. Delegated permission.", page.Text, StringComparison.Ordinal);
        Assert.Equal("True", (await browser.SubmitAsync(page, "Accept")).Result["admin_consent"]);
    }

    private static Uri Address(TenantClient client, string app, string scope) => Authorization.Address(client, app, RedirectUri, scope);

    private static async Task<string> NewAppAsync(TenantClient client, string name) => (await client.NewAppAsync(new()
    {
        ["displayName"] = name,
        ["signInAudience"] = "AzureADMyOrg",
        ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(RedirectUri) },
    }))["appId"]!.ToString();
}
