using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Every answer fits the schema that Microsoft publishes.</summary>
public sealed class SchemaTests
{
    [SharedDataFact]
    public async Task Every_answer_of_a_tour_of_the_Graph_fits_its_schema()
    {
        using var client = new TenantClient();
        await TourAsync(client);

    }

    private static async Task TourAsync(TenantClient client)
    {
        var token = await client.SignInAsync(null, [.. new[]
        {
            "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.Read.All",
            "Policy.Read.All", "User.Read.All", "Notes.Read", "Mail.Read", "Organization.Read.All",
        }.Select(name => "https://graph.microsoft.com/" + name)]);
        async Task<GraphAnswer> Ok(string method, string path, JsonNode? body = null)
        {
            var answer = await client.GraphAsync(token, method, path, body, ("ConsistencyLevel", "eventual"));
            Assert.True((int)answer.Status < 300, $"{method} {path}: {answer.Text}");
            return answer;
        }

        var app = await Ok("POST", "/applications", new JsonObject
        {
            ["displayName"] = "Tour",
            ["signInAudience"] = "AzureADMultipleOrgs",
            ["uniqueName"] = "tour",
            ["identifierUris"] = new JsonArray("api://tour"),
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray("https://api.nango.dev/oauth/callback"), ["homePageUrl"] = "https://example.com" },
            ["passwordCredentials"] = new JsonArray(new JsonObject { ["displayName"] = "first" }),
            ["optionalClaims"] = new JsonObject { ["idToken"] = new JsonArray(new JsonObject { ["name"] = "email" }) },
            ["requiredResourceAccess"] = new JsonArray(new JsonObject
            {
                ["resourceAppId"] = TenantClient.GraphAppId,
                ["resourceAccess"] = new JsonArray(new JsonObject { ["id"] = "e1fe6dd8-ba31-4d61-89e7-88639da4683d", ["type"] = "Scope" }),
            }),
            ["api"] = new JsonObject { ["requestedAccessTokenVersion"] = 2, ["oauth2PermissionScopes"] = new JsonArray(new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["value"] = "Tour.Read", ["type"] = "User", ["isEnabled"] = true }) },
            ["appRoles"] = new JsonArray(new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["value"] = "Tour.All", ["displayName"] = "Tour", ["description"] = "Tour", ["allowedMemberTypes"] = new JsonArray("Application") }),
            ["servicePrincipalLockConfiguration"] = new JsonObject { ["isEnabled"] = true, ["allProperties"] = true },
        });
        var id = app["id"];
        var appId = app["appId"];
        var principal = (await Ok("POST", "/servicePrincipals", new JsonObject { ["appId"] = appId }))["id"];
        var graph = (await Ok("GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')"))["id"];
        foreach (var path in new[]
        {
            "/me", "/users", "/users?$select=id,userType", $"/users/{client.Tenant.UserName}", "/organization", "/organization?$select=id,verifiedDomains",
            "/me/memberOf", "/me/transitiveMemberOf/microsoft.graph.directoryRole", "/me/onenote/notebooks", "/me/messages",
            "/applications", "/applications?$select=id,appId&$top=1", $"/applications/{id}", $"/applications(appId='{appId}')?$select=web,spa", "/applications(uniqueName='tour')",
            "/applications?$search=\"displayName:tour\"&$count=true", "/applications?$count=true&$filter=displayName ne 'x'&$orderby=displayName desc",
            "/servicePrincipals", "/servicePrincipals?$top=2", $"/servicePrincipals/{principal}", $"/servicePrincipals/{principal}/owners", $"/applications/{id}/owners",
            "/policies/authorizationPolicy", "/policies/defaultAppManagementPolicy", "/policies/appManagementPolicies", "/policies/adminConsentRequestPolicy",
            "/oauth2PermissionGrants", "/me/oauth2PermissionGrants",
        })
        {
            await Ok("GET", path);
        }

        await Ok("POST", $"/applications/{id}/addPassword", new JsonObject { ["passwordCredential"] = new JsonObject { ["displayName"] = "second" } });
        await Ok("POST", $"/servicePrincipals/{principal}/addPassword");
        await Ok("POST", $"/applications/{id}/owners/$ref", new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/directoryObjects/{client.Tenant.Users[1].Id}" });
        await Ok("GET", $"/applications/{id}/owners");
        var federated = await Ok("POST", $"/applications/{id}/federatedIdentityCredentials", new JsonObject { ["name"] = "ci", ["issuer"] = "https://token.actions.githubusercontent.com", ["subject"] = "repo:a/b:ref:refs/heads/main", ["audiences"] = new JsonArray("api://AzureADTokenExchange") });
        await Ok("GET", $"/applications/{id}/federatedIdentityCredentials");
        await Ok("GET", $"/applications/{id}/federatedIdentityCredentials/{federated["id"]}");
        var grant = await Ok("POST", "/oauth2PermissionGrants", new JsonObject { ["clientId"] = principal, ["consentType"] = "AllPrincipals", ["resourceId"] = graph, ["scope"] = "User.Read" });
        await Ok("GET", $"/oauth2PermissionGrants/{grant["id"]}");
        await Ok("GET", $"/servicePrincipals/{principal}/oauth2PermissionGrants");
        var assignment = await Ok("POST", $"/servicePrincipals/{graph}/appRoleAssignedTo", new JsonObject { ["principalId"] = principal, ["resourceId"] = graph, ["appRoleId"] = "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30" });
        await Ok("GET", $"/servicePrincipals/{graph}/appRoleAssignedTo");
        await Ok("GET", $"/servicePrincipals/{principal}/appRoleAssignments/{assignment["id"]}");
        await Ok("GET", $"/servicePrincipals/{principal}/appRoleAssignments");
        Assert.Equal(HttpStatusCode.NoContent, (await Ok("DELETE", $"/applications/{id}")).Status);
        await Ok("GET", "/directory/deletedItems/microsoft.graph.application");
        await Ok("GET", "/directory/deletedItems/microsoft.graph.servicePrincipal");
        await Ok("GET", $"/directory/deletedItems/{id}");
        await Ok("POST", $"/directory/deletedItems/{id}/restore");
    }
}
