using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Applications: made, changed, refused, deleted and brought back.</summary>
public sealed class ApplicationTests
{
    [Fact]
    public async Task PATCH_replaces_collections_and_keeps_what_it_does_not_name()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var app = await client.NewAppAsync(new()
        {
            ["displayName"] = "App",
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray("https://a.example/x", "https://b.example/x"), ["homePageUrl"] = "https://example.com" },
            ["tags"] = new JsonArray("one"),
        });

        await client.GraphAsync(token, "PATCH", $"/applications/{app["id"]}", new JsonObject { ["web"] = new JsonObject { ["redirectUris"] = new JsonArray("https://c.example/x") } });

        var web = (await client.GraphAsync(token, "GET", $"/applications/{app["id"]}")).Body["web"]!;
        Assert.Equal("""["https://c.example/x"]""", web["redirectUris"]!.ToJsonString());
        Assert.Equal("""[{"uri":"https://c.example/x","index":null}]""", web["redirectUriSettings"]!.ToJsonString());
        Assert.Equal("https://example.com", web["homePageUrl"]!.ToString());
        Assert.Equal("""["one"]""", (await client.GraphAsync(token, "GET", $"/applications/{app["id"]}")).Body["tags"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"signInAudience":"AzureADMyOrg"}""", "Request_BadRequest", "displayName")]
    [InlineData("""{"displayName":"App","noSuchProperty":1}""", "Request_BadRequest", "Property 'noSuchProperty' does not exist")]
    [InlineData("""{"displayName":"App","web":{"noSuchProperty":1}}""", "Request_BadRequest", "The property 'noSuchProperty' does not exist on type 'microsoft.graph.webApplication'")]
    [InlineData("""{"displayName":"App","appId":"5eed0000-0000-4000-8000-00006e616e67"}""", "Request_BadRequest", "read-only")]
    [InlineData("""{"displayName":1}""", "Request_BadRequest", "Edm.String")]
    [InlineData("""{"displayName":"App","tags":"one"}""", "Request_BadRequest", "Collection(Edm.String)")]
    [InlineData("""{"displayName":"App","signInAudience":"Everyone"}""", "Request_BadRequest", "'signInAudience'")]
    [InlineData("""{"displayName":"App","web":{"redirectUris":["http://example.com/x"]}}""", "Request_BadRequest", "Invalid value specified for property 'web' of resource 'Application'.")]
    [InlineData("""{"displayName":"App","web":{"redirectUris":["example.com"]}}""", "Request_BadRequest", "Invalid value specified for property 'web' of resource 'Application'.")]
    [InlineData("""{"displayName":"App","spa":{"redirectUris":["myapp://x"]}}""", "Request_BadRequest", "Invalid value specified for property 'spa' of resource 'Application'.")]
    [InlineData("""{"displayName":"App","signInAudience":"AzureADandPersonalMicrosoftAccount","web":{"redirectUris":["https://example.com/x?y=1"]}}""", "Request_BadRequest", "'web'")]
    [InlineData("""{"displayName":"App","signInAudience":"AzureADandPersonalMicrosoftAccount","api":{"requestedAccessTokenVersion":1}}""", "InvalidAccessTokenVersion", "Property api.requestedAccessTokenVersion is invalid.")]
    [InlineData("""{"displayName":"App","identifierUris":["https://example.com/x"]}""", "HostNameNotOnVerifiedDomain", "example.com")]
    [InlineData("""{"displayName":"App","requiredResourceAccess":[{"resourceAppId":"x","resourceAccess":[]}]}""", "Request_BadRequest", "'requiredResourceAccess'")]
    [InlineData("""{"displayName":"App","passwordCredentials":[{"displayName":"x","secretText":"mine"}]}""", "Request_BadRequest", "'secretText'")]
    [InlineData("""{"displayName":"App""", "BadRequest", "Unable to read JSON request payload")]
    [InlineData("""[]""", "BadRequest", "Unable to read JSON request payload")]
    public async Task What_makes_no_application_is_refused(string body, string code, string message)
    {
        using var client = new TenantClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://graph.microsoft.com/v1.0/applications") { Content = new StringContent(body, null, "application/json") };
        request.Headers.Authorization = new("Bearer", await client.SignInAsync());

        var refusal = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, refusal.Status);
        Assert.Equal(code, refusal.ErrorCode);
        Assert.Contains(message, refusal.ErrorMessage, StringComparison.Ordinal);
        var apps = await client.GraphAsync(await client.SignInAsync(), "GET", "/applications");
        Assert.Empty(apps.Body["value"]!.AsArray());
    }

    [Theory]
    [InlineData("AzureADMyOrg", 120)]
    [InlineData("AzureADandPersonalMicrosoftAccount", 90)]
    public async Task A_name_can_be_only_so_long(string audience, int longest)
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        Task<GraphAnswer> Create(int length) => client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = new string('x', length), ["signInAudience"] = audience });

        Assert.Equal(HttpStatusCode.Created, (await Create(longest)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Create(longest + 1)).Status);
    }

    [Fact]
    public async Task A_refused_change_leaves_nothing_behind()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var app = await client.NewAppAsync();

        await client.GraphAsync(token, "PATCH", $"/applications/{app["id"]}", new JsonObject { ["notes"] = "changed", ["web"] = new JsonObject { ["redirectUris"] = new JsonArray("nonsense") } });

        Assert.Null((await client.GraphAsync(token, "GET", $"/applications/{app["id"]}")).Body["notes"]);
    }

    [Fact]
    public async Task An_audience_with_personal_accounts_needs_version_2_in_the_same_change()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var app = await client.NewAppAsync();
        var path = $"/applications/{app["id"]}";

        Assert.Equal("InvalidAccessTokenVersion", (await client.GraphAsync(token, "PATCH", path, new JsonObject { ["signInAudience"] = "AzureADandPersonalMicrosoftAccount" })).ErrorCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "PATCH", path, new JsonObject { ["signInAudience"] = "AzureADandPersonalMicrosoftAccount", ["api"] = new JsonObject { ["requestedAccessTokenVersion"] = 2 } })).Status);
    }

    [Fact]
    public async Task A_unique_name_makes_a_request_repeatable_and_stays_taken_while_the_app_can_be_restored()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        var token = await client.SignInAsync();
        Task<GraphAnswer> Upsert(params (string, string)[] headers) => client.GraphAsync(token, "PATCH", "/applications(uniqueName='my-app')", new JsonObject { ["displayName"] = "App" }, headers);

        Assert.Equal(HttpStatusCode.NotFound, (await Upsert()).Status);
        var made = await Upsert(("Prefer", "create-if-missing"));
        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.Equal("my-app", made["uniqueName"]);
        Assert.Equal(HttpStatusCode.NoContent, (await Upsert(("Prefer", "create-if-missing"))).Status);

        await client.GraphAsync(token, "DELETE", $"/applications/{made["id"]}");
        var refused = await Upsert(("Prefer", "create-if-missing"));
        Assert.Equal("Another object with the same value for property uniqueName already exists.", refused.ErrorMessage);
        clock.Advance(TimeSpan.FromDays(31));
        token = await client.SignInAsync();
        Assert.Equal(HttpStatusCode.Created, (await Upsert(("Prefer", "create-if-missing"))).Status);
    }

    [Fact]
    public async Task A_deleted_app_and_its_service_principal_can_be_restored()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();
        var token = await client.SignInAsync();
        var id = (await client.GraphAsync(token, "GET", $"/applications(appId='{appId}')"))["id"];
        Task<GraphAnswer> SignInAsApp() => client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", "https://graph.microsoft.com/.default"));

        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "DELETE", $"/applications/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GraphAsync(token, "GET", $"/applications/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{appId}')")).Status);
        Assert.Equal("700016", (await SignInAsApp()).Body["error_codes"]![0]!.ToString());

        var restored = await client.GraphAsync(token, "POST", $"/directory/deletedItems/{id}/restore");
        Assert.Equal("#microsoft.graph.application", restored["@odata.type"]);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsApp()).Status);

        await client.GraphAsync(token, "DELETE", $"/applications/{id}");
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "DELETE", $"/directory/deletedItems/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GraphAsync(token, "POST", $"/directory/deletedItems/{id}/restore")).Status);
    }

    [Fact]
    public async Task A_secret_is_shown_once()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var app = await client.NewAppAsync(new() { ["displayName"] = "App", ["passwordCredentials"] = new JsonArray(new JsonObject { ["displayName"] = "first" }) });
        var first = app["passwordCredentials"]![0]!;
        Assert.Equal(40, first["secretText"]!.ToString().Length);
        Assert.StartsWith(first["hint"]!.ToString(), first["secretText"]!.ToString(), StringComparison.Ordinal);

        var second = await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword", new JsonObject { ["passwordCredential"] = new JsonObject { ["displayName"] = "second", ["endDateTime"] = "2030-01-01T00:00:00Z" } });
        Assert.Equal("2030-01-01T00:00:00Z", second["endDateTime"]);

        var stored = (await client.GraphAsync(token, "GET", $"/applications/{app["id"]}")).Body["passwordCredentials"]!.AsArray();
        Assert.Equal(2, stored.Count);
        Assert.All(stored, credential => Assert.Null(credential!["secretText"]));
        Assert.DoesNotContain(second["secretText"], stored.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await client.GraphAsync(token, "PATCH", $"/applications/{app["id"]}", new JsonObject { ["passwordCredentials"] = new JsonArray(new JsonObject { ["displayName"] = "third" }) })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/removePassword", new JsonObject { ["keyId"] = second["keyId"] })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/removePassword", new JsonObject { ["keyId"] = second["keyId"] })).Status);
    }

    [Fact]
    public async Task A_tenants_policy_limits_secrets()
    {
        using var client = new TenantClient(new() { MaxSecretLifetime = TimeSpan.FromDays(180) });
        var token = await client.SignInAsync(null, "https://graph.microsoft.com/Policy.Read.All");
        var app = await client.NewAppAsync();

        var refused = await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword");
        Assert.Equal("CredentialInvalidLifetimeAsPerAppPolicy", refused.ErrorCode);
        Assert.Equal("InvalidKeyEndDate", refused.Body["error"]!["details"]![0]!["code"]!.ToString());
        var end = DateTimeOffset.UtcNow.AddDays(179).ToString("O");
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword", new JsonObject { ["passwordCredential"] = new JsonObject { ["endDateTime"] = end } })).Status);
        var policy = await client.GraphAsync(token, "GET", "/policies/defaultAppManagementPolicy");
        Assert.Equal("P180D", policy.Body["applicationRestrictions"]!["passwordCredentials"]![0]!["maxLifetime"]!.ToString());

        using var strict = new TenantClient(new() { SecretsForbidden = true });
        var forbidden = await strict.NewAppAsync();
        Assert.Equal("CredentialTypeNotAllowedAsPerAppPolicy", (await strict.GraphAsync(await strict.SignInAsync(), "POST", $"/applications/{forbidden["id"]}/addPassword")).ErrorCode);
    }

    [Fact]
    public async Task An_enabled_permission_of_an_own_API_cannot_be_removed()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var scope = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["value"] = "Read", ["type"] = "User", ["isEnabled"] = true };
        var app = await client.NewAppAsync(new() { ["displayName"] = "API", ["api"] = new JsonObject { ["oauth2PermissionScopes"] = new JsonArray(scope.DeepClone()) } });
        Task<GraphAnswer> Set(JsonArray scopes) => client.GraphAsync(token, "PATCH", $"/applications/{app["id"]}", new JsonObject { ["api"] = new JsonObject { ["oauth2PermissionScopes"] = scopes } });

        Assert.Equal("CannotDeleteOrUpdateEnabledEntitlement", (await Set([])).ErrorCode);
        scope["isEnabled"] = false;
        Assert.Equal(HttpStatusCode.NoContent, (await Set([scope])).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Set([])).Status);
    }

    [Fact]
    public async Task A_service_principal_mirrors_its_application_and_keeps_its_own_tags()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var app = await client.NewAppAsync();
        var principal = await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app["appId"]!.DeepClone(), ["tags"] = new JsonArray("WindowsAzureActiveDirectoryIntegratedApp") });
        var again = await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app["appId"]!.DeepClone() });
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Equal("Request_MultipleObjectsWithSameKeyValue", again.ErrorCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = Guid.NewGuid().ToString() })).Status);

        await client.GraphAsync(token, "PATCH", $"/servicePrincipals(appId='{app["appId"]}')", new JsonObject { ["tags"] = new JsonArray("WindowsAzureActiveDirectoryIntegratedApp", "HideApp") });
        await client.GraphAsync(token, "PATCH", $"/applications/{app["id"]}", new JsonObject { ["displayName"] = "Renamed", ["web"] = new JsonObject { ["homePageUrl"] = "https://example.com" } });

        var mirrored = await client.GraphAsync(token, "GET", $"/servicePrincipals/{principal["id"]}");
        Assert.Equal("Renamed", mirrored["displayName"]);
        Assert.Equal("https://example.com", mirrored["homepage"]);
        Assert.Equal("""["WindowsAzureActiveDirectoryIntegratedApp","HideApp"]""", mirrored.Body["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task A_secret_begins_with_no_sign_that_command_lines_read()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var made = await client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "Many secrets" });

        for (var number = 0; number < 100; number++)
        {
            var secret = await client.GraphAsync(token, "POST", $"/applications/{made["id"]}/addPassword", new JsonObject());
            Assert.True(char.IsAsciiLetterOrDigit(secret["secretText"]![0]));
        }
    }

    [Fact]
    public async Task A_second_consent_for_the_same_client_and_API_is_a_conflict()
    {
        using var client = new TenantClient();
        var (appId, _) = await client.NewAppWithSecretAsync();
        var token = await client.SignInAsync(null, "https://graph.microsoft.com/DelegatedPermissionGrant.ReadWrite.All", "https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All");
        var graph = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')"))["id"];
        var principal = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{appId}')"))["id"];
        JsonObject Grant(string scope) => new() { ["clientId"] = principal, ["consentType"] = "AllPrincipals", ["resourceId"] = graph, ["scope"] = scope };
        JsonObject Assignment() => new() { ["principalId"] = principal, ["resourceId"] = graph, ["appRoleId"] = "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30" };

        var first = await client.GraphAsync(token, "POST", "/oauth2PermissionGrants", Grant("User.Read"));
        var second = await client.GraphAsync(token, "POST", "/oauth2PermissionGrants", Grant("Mail.Read"));
        Assert.Equal(HttpStatusCode.Conflict, second.Status);
        Assert.Equal("Permission entry already exists.", second.ErrorMessage);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "PATCH", $"/oauth2PermissionGrants/{first["id"]}", new JsonObject { ["scope"] = "User.Read Mail.Read" })).Status);

        Assert.Equal(HttpStatusCode.Created, (await client.GraphAsync(token, "POST", $"/servicePrincipals/{graph}/appRoleAssignedTo", Assignment())).Status);
        var repeated = await client.GraphAsync(token, "POST", $"/servicePrincipals/{principal}/appRoleAssignments", Assignment());
        Assert.Equal(HttpStatusCode.BadRequest, repeated.Status);
        Assert.Equal("Permission being assigned already exists on the object", repeated.ErrorMessage);
    }
}
