using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Who may do what: tokens, permissions, directory roles and ownership.</summary>
public sealed class AccessTests
{
    private const string Graph = "https://graph.microsoft.com/";

    [Fact]
    public async Task Without_a_token_or_with_a_wrong_one_there_is_no_answer()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        using var request = new HttpRequestMessage(HttpMethod.Get, Graph + "v1.0/me");
        AssertRefused(await client.SendAsync(request), 401, "InvalidAuthenticationToken", "Access token is empty.");
        AssertRefused(await client.GraphAsync("nonsense", "GET", "/me"), 401, "InvalidAuthenticationToken", "CompactToken parsing failed with error code: 80049217");

        var azure = await Authorization(client, "https://management.azure.com//.default");
        AssertRefused(await client.GraphAsync(azure, "GET", "/me"), 401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.");

        var token = await client.SignInAsync();
        clock.Advance(TimeSpan.FromHours(2));
        AssertRefused(await client.GraphAsync(token, "GET", "/me"), 401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
    }

    [Fact]
    public async Task A_token_for_one_cloud_does_not_open_another()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GraphAsync(token, "GET", "https://graph.microsoft.us/v1.0/me")).Status);
        var government = await client.SignInAsync(null, "https://graph.microsoft.us/User.Read");
        var me = await client.GraphAsync(government, "GET", "https://graph.microsoft.us/v1.0/me");
        Assert.StartsWith("https://graph.microsoft.us/v1.0/$metadata", me["@odata.context"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_permission_that_is_not_in_the_token_is_missed()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();

        foreach (var (method, path) in new[] { ("GET", "/me/messages"), ("GET", "/policies/authorizationPolicy"), ("POST", "/oauth2PermissionGrants"), ("GET", "/me/onenote/notebooks") })
            AssertRefused(await client.GraphAsync(token, method, path), 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

        var withNotes = await client.SignInAsync(null, Graph + "Notes.Read");
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(withNotes, "GET", "/me/onenote/notebooks")).Status);
    }

    [Fact]
    public async Task A_developer_registers_and_manages_own_apps_and_consents_to_nothing()
    {
        using var client = new TenantClient();
        var foreign = await client.NewAppAsync();
        var token = await client.SignInAsync(client.Tenant.DeveloperName);
        var app = await client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "Own" });
        Assert.Equal(HttpStatusCode.Created, app.Status);
        var principal = await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app["appId"] });
        Assert.Equal(HttpStatusCode.Created, principal.Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GraphAsync(token, "PATCH", $"/applications/{foreign["id"]}", new JsonObject { ["notes"] = "mine" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GraphAsync(token, "DELETE", $"/applications/{foreign["id"]}")).Status);

        // An administrator gives the client the consent permissions for everyone; the developer's role is still too small.
        var admin = await client.SignInAsync(null, Graph + "DelegatedPermissionGrant.ReadWrite.All");
        var graph = (await client.GraphAsync(admin, "GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')"))["id"];
        var tools = (await client.GraphAsync(admin, "GET", $"/servicePrincipals(appId='{TenantClient.CommandLineTools}')"))["id"];
        var grants = await client.GraphAsync(admin, "GET", $"/servicePrincipals/{tools}/oauth2PermissionGrants?$filter=consentType eq 'AllPrincipals'");
        var grant = Assert.Single(grants.Body["value"]!.AsArray())!;
        await client.GraphAsync(admin, "PATCH", $"/oauth2PermissionGrants/{grant["id"]}", new JsonObject { ["scope"] = grant["scope"] + " DelegatedPermissionGrant.ReadWrite.All AppRoleAssignment.ReadWrite.All" });
        token = await client.SignInAsync(client.Tenant.DeveloperName, Graph + "DelegatedPermissionGrant.ReadWrite.All");
        AssertRefused(
            await client.GraphAsync(token, "POST", "/oauth2PermissionGrants", new JsonObject { ["clientId"] = principal["id"], ["consentType"] = "AllPrincipals", ["resourceId"] = graph, ["scope"] = "User.Read" }),
            403,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation.");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GraphAsync(token, "POST", $"/servicePrincipals/{graph}/appRoleAssignedTo", new JsonObject { ["principalId"] = principal["id"], ["resourceId"] = graph, ["appRoleId"] = "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30" })).Status);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Created)]
    [InlineData(false, HttpStatusCode.Forbidden)]
    public async Task Users_register_apps_where_the_tenant_lets_them(bool mayRegister, HttpStatusCode status)
    {
        using var client = new TenantClient(new() { UsersMayRegisterApps = mayRegister });
        var token = await client.SignInAsync(client.Tenant.UserName);

        Assert.Equal(status, (await client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "Own" })).Status);
        var policy = await client.GraphAsync(await client.SignInAsync(null, Graph + "Policy.Read.All"), "GET", "/policies/authorizationPolicy");
        Assert.Equal(mayRegister, policy.Body["defaultUserRolePermissions"]!["allowedToCreateApps"]!.GetValue<bool>());
        var developer = await client.SignInAsync(client.Tenant.DeveloperName);
        Assert.Equal(HttpStatusCode.Created, (await client.GraphAsync(developer, "POST", "/applications", new JsonObject { ["displayName"] = "Own" })).Status);
    }

    [Fact]
    public async Task An_app_that_manages_its_own_apps_touches_no_others()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();
        var foreign = await client.NewAppAsync();
        await GrantRoleAsync(client, appId, "18a4783c-866b-4cc7-a460-3d5e5662c884");
        var token = (await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", Graph + ".default")))["access_token"];

        var own = await client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "Own" });
        Assert.Equal(HttpStatusCode.Created, own.Status);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "PATCH", $"/applications/{own["id"]}", new JsonObject { ["notes"] = "mine" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GraphAsync(token, "PATCH", $"/applications/{foreign["id"]}", new JsonObject { ["notes"] = "mine" })).Status);
        AssertRefused(await client.GraphAsync(token, "GET", "/users"), 403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
        AssertRefused(
            await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = Guid.NewGuid().ToString() }),
            403,
            "Authorization_RequestDenied",
            "When using this permission, the backing application of the service principal being created must in the local tenant");
        var owners = await client.GraphAsync(token, "GET", $"/applications/{own["id"]}/owners");
        Assert.Equal("#microsoft.graph.servicePrincipal", Assert.Single(owners.Body["value"]!.AsArray())!["@odata.type"]!.ToString());
    }

    [Fact]
    public async Task Me_means_nothing_to_an_app()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();
        await GrantRoleAsync(client, appId, "df021288-bdef-4463-88db-98f22de89214");
        var token = (await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", Graph + ".default")))["access_token"];

        AssertRefused(await client.GraphAsync(token, "GET", "/me"), 400, "BadRequest", "/me request is only valid with delegated authentication flow.");
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(token, "GET", "/users")).Status);
    }

    [Fact]
    public async Task Azure_Resource_Manager_tells_a_user_the_tenants()
    {
        using var client = new TenantClient();
        var token = await Authorization(client, "https://management.azure.com//.default");
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://management.azure.com/tenants?api-version=2022-12-01");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        var tenants = await client.SendAsync(request);

        Assert.Equal(client.Tenant.TenantId.ToString(), Assert.Single(tenants.Body["value"]!.AsArray())!["tenantId"]!.ToString());
    }

    /// <summary>A token through Azure CLI's client, which Microsoft has authorized for its own APIs.</summary>
    private static async Task<string> Authorization(TenantClient client, string scope)
    {
        const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";
        var code = await SignIn.Authorization.CodeAsync(client, AzureCli, scope: scope);
        var tokens = await client.TokenAsync(("grant_type", "authorization_code"), ("client_id", AzureCli), ("code", code), ("code_verifier", SignIn.Authorization.Verifier), ("redirect_uri", "http://localhost"));
        return tokens["access_token"];
    }

    private static async Task GrantRoleAsync(TenantClient client, string appId, string roleId)
    {
        var admin = await client.SignInAsync(null, Graph + "AppRoleAssignment.ReadWrite.All");
        var graph = (await client.GraphAsync(admin, "GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')"))["id"];
        var principal = (await client.GraphAsync(admin, "GET", $"/servicePrincipals(appId='{appId}')"))["id"];
        var answer = await client.GraphAsync(admin, "POST", $"/servicePrincipals/{graph}/appRoleAssignedTo", new JsonObject { ["principalId"] = principal, ["resourceId"] = graph, ["appRoleId"] = roleId });
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
    }

    private static void AssertRefused(GraphAnswer answer, int status, string code, string message)
    {
        Assert.True((int)answer.Status == status, answer.Text);
        Assert.Equal(code, answer.ErrorCode);
        Assert.Equal(message, answer.ErrorMessage);
        Assert.Equal(["date", "request-id", "client-request-id"], answer.Body["error"]!["innerError"]!.AsObject().Select(pair => pair.Key));
    }
}
