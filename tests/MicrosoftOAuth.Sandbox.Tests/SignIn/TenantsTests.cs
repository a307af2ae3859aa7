using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Several tenants: who may sign in where, to which app, and whose tokens come of it.</summary>
public sealed class TenantsTests
{
    private const string RedirectUri = "https://example.com/callback";
    private const string PersonalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    [Fact]
    public void The_home_tenant_comes_first_and_the_others_on_demand()
    {
        var alone = new PracticeTenant(new() { Seed = 7 });
        var all = new PracticeTenant(new() { Seed = 7, SecondTenant = true, PersonalAccounts = true });

        Assert.Equal(alone.TenantId, Assert.Single(alone.Tenants).TenantId);
        Assert.Equal(["Contoso Practice", "Fabrikam Practice", "Microsoft Accounts"], all.Tenants.Select(tenant => tenant.DisplayName));
        Assert.Equal(all.Users, all.Tenants[0].Users);
        Assert.Equal(Guid.Parse(PersonalTenant), all.Tenants[2].TenantId);
        Assert.All(all.Tenants[2].Users, user => Assert.StartsWith("00000000-0000-0000-0003-", user.Id.ToString(), StringComparison.Ordinal));
        Assert.Equal(6, all.Tenants.Select(tenant => tenant.TenantId).Concat(all.Users.Select(user => user.Id)).Distinct().Count());
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    [InlineData("fabrikam-practice.onmicrosoft.com")]
    public async Task A_multi_tenant_app_is_consented_to_in_the_second_tenant_and_has_a_service_principal_there(string tenant)
    {
        using var client = New();
        var second = client.Tenant.Tenants[1];
        var app = await NewAppAsync(client, "AzureADMultipleOrgs");

        var tokens = await SignInAsync(client, tenant, app, second.Users[1].UserPrincipalName);
        var id = client.ReadClaims(tokens["id_token"]);
        var me = await client.GraphAsync(tokens["access_token"], "GET", "/me");
        var organization = await client.GraphAsync(await AdminTokenAsync(client, second), "GET", "/organization");
        var principal = await client.GraphAsync(await AdminTokenAsync(client, second), "GET", $"/servicePrincipals(appId='{app}')");

        Assert.Equal(second.TenantId.ToString(), id["tid"]!.ToString());
        Assert.Equal($"https://login.microsoftonline.com/{second.TenantId}/v2.0", id["iss"]!.ToString());
        Assert.Equal($"https://sts.windows.net/{second.TenantId}/", client.ReadClaims(tokens["access_token"])["iss"]!.ToString());
        Assert.Equal(second.Users[1].UserPrincipalName, me["userPrincipalName"]);
        Assert.Equal("Fabrikam Practice", organization.Body["value"]![0]!["displayName"]!.ToString());
        Assert.Equal(client.Tenant.TenantId.ToString(), principal["appOwnerOrganizationId"]);
    }

    [Fact]
    public async Task The_registration_stays_in_its_tenant()
    {
        using var client = New();
        var app = await NewAppAsync(client, "AzureADMultipleOrgs");
        var token = await AdminTokenAsync(client, client.Tenant.Tenants[1]);

        Assert.Empty((await client.GraphAsync(token, "GET", $"/applications?$filter=appId eq '{app}'")).Body["value"]!.AsArray());
        Assert.Equal(HttpStatusCode.Created, (await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app })).Status);
    }

    [Fact]
    public async Task An_app_acts_on_its_own_in_the_tenants_that_have_its_service_principal()
    {
        using var client = New();
        var (app, secret) = await client.NewAppWithSecretAsync(new() { ["displayName"] = "Daemon", ["signInAudience"] = "AzureADMultipleOrgs" });
        var second = client.Tenant.Tenants[1];
        Task<GraphAnswer> Ask() => client.FormAsync($"https://login.microsoftonline.com/{second.TenantId}/oauth2/v2.0/token", ("grant_type", "client_credentials"), ("client_id", app), ("client_secret", secret), ("scope", "https://graph.microsoft.com/.default"));

        Assert.Equal(7000229, (await Ask()).Body["error_codes"]![0]!.GetValue<int>());
        await client.GraphAsync(await AdminTokenAsync(client, second), "POST", "/servicePrincipals", new JsonObject { ["appId"] = app });
        Assert.Equal(second.TenantId.ToString(), client.ReadClaims((await Ask())["access_token"])["tid"]!.ToString());
    }

    [Fact]
    public async Task A_single_tenant_app_is_unknown_to_the_second_tenant()
    {
        using var client = New();
        var app = await NewAppAsync(client, "AzureADMyOrg");
        var second = client.Tenant.Tenants[1];

        Assert.StartsWith("AADSTS700016: ", await RefusalAsync(client, second.TenantId.ToString(), app, second.Users[1].UserPrincipalName), StringComparison.Ordinal);
        var token = await AdminTokenAsync(client, second);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app })).Status);
    }

    [Theory]
    [InlineData("home", "second", "AzureADMultipleOrgs", "AADSTS50020")]
    [InlineData("home", "personal", "AzureADandPersonalMicrosoftAccount", "AADSTS50020")]
    [InlineData("organizations", "personal", "AzureADandPersonalMicrosoftAccount", "AADSTS500200")]
    [InlineData("common", "personal", "AzureADMultipleOrgs", "AADSTS500200")]
    [InlineData("consumers", "home", "AzureADandPersonalMicrosoftAccount", "AADSTS50034")]
    [InlineData("consumers", "personal", "AzureADMultipleOrgs", "AADSTS9002332")]
    [InlineData("common", "personal", "PersonalMicrosoftAccount", "AADSTS9002331")]
    [InlineData("home", "home", "PersonalMicrosoftAccount", "AADSTS9002346")]
    [InlineData("common", "second", "AzureADMyOrg", "AADSTS50194")]
    public async Task An_account_that_does_not_belong_is_told_so(string where, string who, string audience, string code)
    {
        using var client = New();
        var app = await NewAppAsync(client, audience);
        var user = client.Tenant.Tenants[who switch { "home" => 0, "second" => 1, _ => 2 }].Users[1];

        Assert.StartsWith(code + ": ", await RefusalAsync(client, where == "home" ? client.Tenant.TenantId.ToString() : where, app, user.UserPrincipalName), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("common", "AzureADandPersonalMicrosoftAccount")]
    [InlineData("consumers", "AzureADandPersonalMicrosoftAccount")]
    [InlineData("consumers", "PersonalMicrosoftAccount")]
    [InlineData(PersonalTenant, "PersonalMicrosoftAccount")]
    public async Task A_person_signs_in_with_a_personal_account(string where, string audience)
    {
        using var client = New();
        var app = await NewAppAsync(client, audience);
        var person = client.Tenant.Tenants[2].Users[0];

        var tokens = await SignInAsync(client, where, app, person.UserPrincipalName);
        var claims = client.ReadClaims(tokens["id_token"]);

        Assert.Equal(PersonalTenant, claims["tid"]!.ToString());
        Assert.Equal($"https://login.microsoftonline.com/{PersonalTenant}/v2.0", claims["iss"]!.ToString());
        Assert.Equal(person.Id.ToString(), claims["oid"]!.ToString());
        Assert.Equal(person.UserPrincipalName, (await client.GraphAsync(tokens["access_token"], "GET", "/me"))["userPrincipalName"]);
    }

    [Fact]
    public async Task A_code_of_one_tenant_is_not_redeemed_in_another()
    {
        using var client = New();
        var app = await NewAppAsync(client, "AzureADMultipleOrgs");
        var code = (await Authorization.OpenAsync(client, Address(client, "common", app), RedirectUri, client.Tenant.Tenants[1].Users[1].UserPrincipalName))["code"];

        var refusal = await client.TokenAsync(("grant_type", "authorization_code"), ("client_id", app), ("code", code), ("code_verifier", Authorization.Verifier), ("redirect_uri", RedirectUri));

        Assert.Equal(700005, refusal.Body["error_codes"]![0]!.GetValue<int>());
    }

    [Theory]
    [InlineData("common", "{tenantid}")]
    [InlineData("organizations", "{tenantid}")]
    [InlineData("consumers", PersonalTenant)]
    [InlineData(PersonalTenant, PersonalTenant)]
    [InlineData("contoso-practice.onmicrosoft.com", "home")]
    [InlineData("fabrikam-practice.onmicrosoft.com", "second")]
    public async Task Every_authority_has_its_own_metadata_and_keys(string authority, string issuer)
    {
        using var client = New();
        var expected = issuer switch { "home" => client.Tenant.TenantId.ToString(), "second" => client.Tenant.Tenants[1].TenantId.ToString(), _ => issuer };
        async Task<GraphAnswer> Get(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            return await client.SendAsync(request);
        }

        var first = await Get($"https://login.microsoftonline.com/{authority}/.well-known/openid-configuration");
        var second = await Get($"https://login.microsoftonline.com/{authority}/v2.0/.well-known/openid-configuration");
        var keys = await Get(second["jwks_uri"]);

        Assert.Equal($"https://sts.windows.net/{expected}/", first["issuer"]);
        Assert.Equal($"https://login.microsoftonline.com/{expected}/v2.0", second["issuer"]);
        Assert.Equal(second["issuer"], Assert.Single(keys.Body["keys"]!.AsArray())!["issuer"]!.ToString());
        if (issuer is "home" or "second")
            Assert.Equal($"https://login.microsoftonline.com/{expected}/oauth2/v2.0/token", second["token_endpoint"]);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/common/oauth2/v2.0/authorize", "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration")]
    [InlineData("https://login.microsoftonline.us/organizations/oauth2/authorize", "https://login.microsoftonline.us/organizations/.well-known/openid-configuration")]
    [InlineData("https://login.example.com/common/oauth2/v2.0/authorize", null)]
    [InlineData("nonsense", null)]
    public async Task The_instance_of_an_authority_is_found_or_is_none_of_Microsofts(string authorize, string? metadata)
    {
        using var client = New();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://login.microsoftonline.com/common/discovery/instance?api-version=1.1&authorization_endpoint=" + Uri.EscapeDataString(authorize));

        var answer = await client.SendAsync(request);

        if (metadata is null)
            Refusals.AssertRefused(answer, 50049, "invalid_instance");
        else
            Assert.Equal(metadata, answer["tenant_discovery_endpoint"]);
    }

    private static TenantClient New() => new(new() { SecondTenant = true, PersonalAccounts = true });

    private static async Task<string> NewAppAsync(TenantClient client, string audience) => (await client.NewAppAsync(new()
    {
        ["displayName"] = "Multi",
        ["signInAudience"] = audience,
        ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray(RedirectUri) },
    }))["appId"]!.ToString();

    private static Uri Address(TenantClient client, string tenant, string app) =>
        new(Authorization.Address(client, app, RedirectUri, "User.Read openid profile").AbsoluteUri.Replace(client.Tenant.TenantId.ToString(), tenant, StringComparison.Ordinal));

    private static async Task<GraphAnswer> SignInAsync(TenantClient client, string tenant, string app, string userName)
    {
        var code = (await Authorization.OpenAsync(client, Address(client, tenant, app), RedirectUri, userName))["code"];
        return await client.FormAsync($"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", ("grant_type", "authorization_code"), ("client_id", app), ("code", code), ("code_verifier", Authorization.Verifier), ("redirect_uri", RedirectUri));
    }

    private static async Task<string> RefusalAsync(TenantClient client, string tenant, string app, string userName) =>
        (await Authorization.OpenAsync(client, Address(client, tenant, app), RedirectUri, userName))["error_description"];

    private static async Task<string> AdminTokenAsync(TenantClient client, PracticeDirectory tenant)
    {
        var address = new Uri(Authorization.Address(client, TenantClient.CommandLineTools, Authorization.PublicRedirectUri, "Application.ReadWrite.All Directory.Read.All").AbsoluteUri.Replace(client.Tenant.TenantId.ToString(), "organizations", StringComparison.Ordinal));
        var code = (await Authorization.OpenAsync(client, address, userName: tenant.Users[0].UserPrincipalName))["code"];
        return (await client.FormAsync("https://login.microsoftonline.com/organizations/oauth2/v2.0/token", ("grant_type", "authorization_code"), ("client_id", TenantClient.CommandLineTools), ("code", code), ("code_verifier", Authorization.Verifier), ("redirect_uri", Authorization.PublicRedirectUri)))["access_token"];
    }
}
