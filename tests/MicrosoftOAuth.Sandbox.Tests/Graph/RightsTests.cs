using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>What directory roles, ownership, quotas and policies allow.</summary>
public sealed class RightsTests
{
    private const string ApplicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    private const string CloudApplicationAdministrator = "158c047a-c907-4556-b7ef-446551a6b5f7";
    private const string PrivilegedRoleAdministrator = "e8611ab8-c189-46e8-94e1-60213ab1f814";
    private const string GlobalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    private const string UserAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";

    [Theory]
    [InlineData(null, false, false, false, false)]
    [InlineData(GlobalReader, false, false, false, false)]
    [InlineData(UserAdministrator, false, false, false, true)]
    [InlineData(ApplicationAdministrator, true, true, false, false)]
    [InlineData(CloudApplicationAdministrator, true, true, false, false)]
    [InlineData(PrivilegedRoleAdministrator, false, true, true, false)]
    public async Task A_role_allows_what_Microsoft_says_it_allows(string? role, bool managesApps, bool consents, bool grantsGraph, bool managesUsers)
    {
        using var client = new TenantClient();
        var foreign = await client.NewAppAsync();
        var (appId, _) = await client.NewAppWithSecretAsync();
        var admin = await client.SignInWithAzureCliAsync();
        if (role is not null)
            Assert.Equal(HttpStatusCode.Created, (await client.GraphAsync(admin, "POST", "/roleManagement/directory/roleAssignments", new JsonObject { ["principalId"] = client.Tenant.Users[2].Id.ToString(), ["roleDefinitionId"] = role, ["directoryScopeId"] = "/" })).Status);
        var token = await client.SignInWithAzureCliAsync(client.Tenant.UserName);
        var graph = (await client.GraphAsync(admin, "GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')"))["id"];
        var principal = (await client.GraphAsync(admin, "GET", $"/servicePrincipals(appId='{appId}')"))["id"];

        async Task<bool> May(string method, string path, JsonNode body)
        {
            var answer = await client.GraphAsync(token, method, path, body);
            Assert.True((int)answer.Status is < 300 or 403, answer.Text);
            return (int)answer.Status < 300;
        }

        Assert.Equal(managesApps, await May("PATCH", $"/applications/{foreign["id"]}", new JsonObject { ["notes"] = "x" }));
        Assert.Equal(consents, await May("POST", "/oauth2PermissionGrants", new JsonObject { ["clientId"] = principal, ["consentType"] = "AllPrincipals", ["resourceId"] = graph, ["scope"] = "User.Read" }));
        Assert.Equal(grantsGraph, await May("POST", $"/servicePrincipals/{graph}/appRoleAssignedTo", new JsonObject { ["principalId"] = principal, ["resourceId"] = graph, ["appRoleId"] = "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30" }));
        Assert.Equal(managesUsers, await May("PATCH", "/users/" + client.Tenant.DeveloperName, new JsonObject { ["jobTitle"] = "x" }));
    }

    [Fact]
    public async Task An_application_administrator_grants_roles_of_other_APIs()
    {
        using var client = new TenantClient();
        var admin = await client.SignInWithAzureCliAsync();
        await client.GraphAsync(admin, "POST", "/roleManagement/directory/roleAssignments", new JsonObject { ["principalId"] = client.Tenant.Users[2].Id.ToString(), ["roleDefinitionId"] = ApplicationAdministrator, ["directoryScopeId"] = "/" });
        var token = await client.SignInWithAzureCliAsync(client.Tenant.UserName);
        var (appId, _) = await client.NewAppWithSecretAsync();
        var principal = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{appId}')"))["id"];
        var exchange = (await client.GraphAsync(token, "GET", "/servicePrincipals(appId='00000002-0000-0ff1-ce00-000000000000')"))["id"];

        var granted = await client.GraphAsync(token, "POST", $"/servicePrincipals/{exchange}/appRoleAssignedTo", new JsonObject { ["principalId"] = principal, ["resourceId"] = exchange, ["appRoleId"] = "dc50a0fb-09a3-484d-be87-e023b12c6440" });

        Assert.Equal(HttpStatusCode.Created, granted.Status);
        Assert.Equal("ServicePrincipal", granted["principalType"]);
    }

    [Fact]
    public async Task People_without_a_role_make_250_objects_and_deleting_one_does_not_help_until_it_is_gone()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync(client.Tenant.UserName);
        Task<GraphAnswer> Make() => client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "One of many" });
        var last = "";
        for (var index = 0; index < 250; index++)
            last = (await Make())["id"];

        var refused = await Make();
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Equal("Directory_QuotaExceeded", refused.ErrorCode);
        await client.GraphAsync(token, "DELETE", $"/applications/{last}");
        Assert.Equal("Directory_QuotaExceeded", (await Make()).ErrorCode);
        await client.GraphAsync(token, "DELETE", $"/directory/deletedItems/{last}");
        Assert.Equal(HttpStatusCode.Created, (await Make()).Status);
        var admin = await client.SignInWithAzureCliAsync();
        Assert.Equal(HttpStatusCode.Created, (await client.GraphAsync(admin, "POST", "/applications", new JsonObject { ["displayName"] = "An administrator's" })).Status);
    }

    [Fact]
    public async Task A_policy_of_its_own_takes_the_place_of_the_tenants_for_an_app()
    {
        using var client = new TenantClient(new() { SecretsForbidden = true });
        var token = await client.SignInWithAzureCliAsync();
        var app = await client.NewAppAsync();
        Task<GraphAnswer> AddSecret(int days) => client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword", new JsonObject { ["passwordCredential"] = new JsonObject { ["endDateTime"] = DateTimeOffset.UtcNow.AddDays(days).ToString("O") } });
        Assert.Equal("CredentialTypeNotAllowedAsPerAppPolicy", (await AddSecret(10)).ErrorCode);

        var policy = await client.GraphAsync(token, "POST", "/policies/appManagementPolicies", new JsonObject
        {
            ["displayName"] = "Thirty days",
            ["isEnabled"] = true,
            ["restrictions"] = new JsonObject
            {
                ["passwordCredentials"] = new JsonArray(new JsonObject { ["restrictionType"] = "passwordLifetime", ["maxLifetime"] = "P30D" }),
                ["keyCredentials"] = new JsonArray(new JsonObject { ["restrictionType"] = "asymmetricKeyLifetime", ["maxLifetime"] = "P90D" }),
            },
        });
        await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/appManagementPolicies/$ref", new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/policies/appManagementPolicies/{policy["id"]}" });

        Assert.Equal(HttpStatusCode.OK, (await AddSecret(29)).Status);
        var refused = await AddSecret(40);
        Assert.Equal("Credential lifetime exceeds the max value allowed as per assigned policy 'Thirty days'.", refused.ErrorMessage);
        using var longLived = Certificates.New(days: 365);
        using var shortLived = Certificates.New(days: 80);
        Task<GraphAnswer> SetKey(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate) => client.GraphAsync(token, "PATCH", $"/applications/{app["id"]}", new JsonObject { ["keyCredentials"] = new JsonArray(Certificates.Credential(certificate)) });
        Assert.Equal("CredentialInvalidLifetimeAsPerAppPolicy", (await SetKey(longLived)).ErrorCode);
        Assert.Equal(HttpStatusCode.NoContent, (await SetKey(shortLived)).Status);
    }

    [Fact]
    public async Task A_restriction_can_leave_older_apps_alone()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var app = await client.NewAppAsync();
        async Task<HttpStatusCode> AddSecretAsync(DateTimeOffset restrictedAfter)
        {
            var changed = await client.GraphAsync(token, "PATCH", "/policies/defaultAppManagementPolicy", new JsonObject
            {
                ["isEnabled"] = true,
                ["applicationRestrictions"] = new JsonObject { ["passwordCredentials"] = new JsonArray(new JsonObject { ["restrictionType"] = "passwordAddition", ["restrictForAppsCreatedAfterDateTime"] = restrictedAfter.ToString("O") }) },
            });
            Assert.True(changed.Status == HttpStatusCode.NoContent, changed.Text);
            return (await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword")).Status;
        }

        Assert.Equal(HttpStatusCode.OK, await AddSecretAsync(DateTimeOffset.UtcNow.AddDays(1)));
        Assert.Equal(HttpStatusCode.BadRequest, await AddSecretAsync(DateTimeOffset.UtcNow.AddDays(-1)));
    }

    [Fact]
    public async Task A_reference_to_what_replication_has_not_brought_yet_is_not_valid()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { ReplicationDelay = TimeSpan.FromSeconds(10), Clock = clock });
        var token = await client.SignInWithAzureCliAsync();
        var app = await client.NewAppAsync();
        clock.Advance(TimeSpan.FromSeconds(11));
        var group = await client.GraphAsync(token, "POST", "/groups", new JsonObject { ["displayName"] = "x", ["mailNickname"] = "x", ["mailEnabled"] = false, ["securityEnabled"] = true });
        clock.Advance(TimeSpan.FromSeconds(11));
        var principal = await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app["appId"]!.ToString() });
        var body = new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/directoryObjects/{principal["id"]}" };

        Assert.Equal("Not a valid reference update.", (await client.GraphAsync(token, "POST", $"/groups/{group["id"]}/members/$ref", body)).ErrorMessage);
        clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "POST", $"/groups/{group["id"]}/members/$ref", body)).Status);
    }
}
