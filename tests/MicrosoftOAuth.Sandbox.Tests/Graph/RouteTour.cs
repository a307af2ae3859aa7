using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>One request to every route of the practice Graph, each of which has to succeed.</summary>
internal sealed class RouteTour(TenantClient client, string token)
{
    private string app = "";
    private string appId = "";
    private string principal = "";
    private string graph = "";
    private string user = "";
    private string group = "";

    public static async Task TakeAsync(TenantClient client) =>
        await new RouteTour(client, await client.SignInWithAzureCliAsync()).TakeAsync();

    private static JsonObject Reference(string id) => new() { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/directoryObjects/{id}" };

    private async Task TakeAsync()
    {
        await ApplicationsAsync();
        await CredentialsAsync();
        await PeopleAsync();
        await MembershipsAsync();
        await RolesAsync();
        await PermissionsAsync();
        await PoliciesAsync();
        await ReadAsync();
        await RemoveAsync();
    }

    private async Task<GraphAnswer> Ok(string method, string path, JsonNode? body = null)
    {
        var answer = await client.GraphAsync(token, method, path, body, ("ConsistencyLevel", "eventual"));
        Assert.True((int)answer.Status < 300, $"{method} {path}: {answer.Text}");
        return answer;
    }

    private async Task ApplicationsAsync()
    {
        var made = await Ok("POST", "/applications", new JsonObject
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
        (app, appId) = (made["id"], made["appId"]);
        await Ok("PATCH", $"/applications/{app}", new JsonObject { ["notes"] = "changed" });
        principal = (await Ok("POST", "/servicePrincipals", new JsonObject { ["appId"] = appId }))["id"];
        await Ok("PATCH", $"/servicePrincipals/{principal}", new JsonObject { ["tags"] = new JsonArray("HideApp") });
        graph = (await Ok("GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')"))["id"];
    }

    private async Task CredentialsAsync()
    {
        foreach (var path in new[] { $"/applications/{app}", $"/servicePrincipals/{principal}" })
        {
            var secret = await Ok("POST", path + "/addPassword", new JsonObject { ["passwordCredential"] = new JsonObject { ["displayName"] = "second" } });
            await Ok("POST", path + "/removePassword", new JsonObject { ["keyId"] = secret["keyId"] });
            using var certificate = Certificates.New();
            await Ok("PATCH", path, new JsonObject { ["keyCredentials"] = new JsonArray(Certificates.Credential(certificate)) });
            var proof = Certificates.Proof(certificate, path.Split('/')[2], DateTimeOffset.UtcNow);
            using var next = Certificates.New();
            var key = await Ok("POST", path + "/addKey", new JsonObject { ["keyCredential"] = Certificates.Credential(next), ["passwordCredential"] = null, ["proof"] = proof });
            await Ok("POST", path + "/removeKey", new JsonObject { ["keyId"] = key["keyId"], ["proof"] = proof });
        }

        var federated = await Ok("POST", $"/applications/{app}/federatedIdentityCredentials", new JsonObject { ["name"] = "ci", ["issuer"] = "https://token.actions.githubusercontent.com", ["subject"] = "repo:a/b:ref:refs/heads/main", ["audiences"] = new JsonArray("api://AzureADTokenExchange") });
        await Ok("GET", $"/applications/{app}/federatedIdentityCredentials/{federated["id"]}");
        await Ok("PATCH", $"/applications/{app}/federatedIdentityCredentials/ci", new JsonObject { ["description"] = "changed" });
    }

    private async Task PeopleAsync()
    {
        user = (await Ok("POST", "/users", new JsonObject
        {
            ["accountEnabled"] = true,
            ["displayName"] = "Tess Tour",
            ["mailNickname"] = "tess",
            ["userPrincipalName"] = "tess@" + client.Tenant.DefaultDomain,
            ["passwordProfile"] = new JsonObject { ["password"] = "Practice#2026", ["forceChangePasswordNextSignIn"] = false },
        }))["id"];
        await Ok("PATCH", $"/users/{user}", new JsonObject { ["jobTitle"] = "Guide", ["userPrincipalName"] = "tessa@" + client.Tenant.DefaultDomain });
        await Ok("GET", "/users/tessa@" + client.Tenant.DefaultDomain);
        await Ok("PATCH", "/me", new JsonObject { ["jobTitle"] = "Administrator" });
        await Ok("POST", $"/users/{user}/revokeSignInSessions");
        group = (await Ok("POST", "/groups", new JsonObject
        {
            ["displayName"] = "Tourists",
            ["mailEnabled"] = true,
            ["mailNickname"] = "tourists",
            ["securityEnabled"] = true,
            ["groupTypes"] = new JsonArray("Unified"),
            ["members@odata.bind"] = new JsonArray($"https://graph.microsoft.com/v1.0/users/{user}"),
        }))["id"];
        await Ok("PATCH", $"/groups/{group}", new JsonObject { ["description"] = "changed" });
        await Ok("POST", $"/groups/{group}/members/$ref", Reference(principal));
        await Ok("POST", $"/groups/{group}/owners/$ref", Reference(user));
        await Ok("POST", $"/applications/{app}/owners/$ref", Reference(user));
        await Ok("POST", $"/servicePrincipals/{principal}/owners/$ref", Reference(user));
    }

    private async Task MembershipsAsync()
    {
        foreach (var path in new[] { "/me", $"/users/{user}", $"/groups/{group}", $"/servicePrincipals/{principal}", $"/directoryObjects/{user}" })
        {
            await Ok("POST", path + "/getMemberGroups", new JsonObject { ["securityEnabledOnly"] = true });
            await Ok("POST", path + "/getMemberObjects", new JsonObject { ["securityEnabledOnly"] = false });
            await Ok("POST", path + "/checkMemberGroups", new JsonObject { ["groupIds"] = new JsonArray(group) });
            await Ok("POST", path + "/checkMemberObjects", new JsonObject { ["ids"] = new JsonArray(group) });
        }

        await Ok("POST", "/directoryObjects/getByIds", new JsonObject { ["ids"] = new JsonArray(user, group, principal, app), ["types"] = new JsonArray("user", "group", "servicePrincipal", "application") });
    }

    private async Task RolesAsync()
    {
        const string CloudAdministrator = "158c047a-c907-4556-b7ef-446551a6b5f7";
        var role = (await Ok("POST", "/directoryRoles", new JsonObject { ["roleTemplateId"] = CloudAdministrator }))["id"];
        await Ok("POST", $"/directoryRoles/{role}/members/$ref", Reference(user));
        await Ok("GET", $"/directoryRoles/{role}/members");
        await Ok("GET", $"/directoryRoles(roleTemplateId='{CloudAdministrator}')");
        await Ok("DELETE", $"/directoryRoles/{role}/members/{user}/$ref");
        var assignment = (await Ok("POST", "/roleManagement/directory/roleAssignments", new JsonObject { ["principalId"] = user, ["roleDefinitionId"] = CloudAdministrator, ["directoryScopeId"] = "/" }))["id"];
        await Ok("GET", $"/roleManagement/directory/roleAssignments/{assignment}");
        await Ok("GET", $"/roleManagement/directory/roleAssignments?$filter=principalId eq '{user}'");
        await Ok("GET", $"/roleManagement/directory/roleDefinitions/{CloudAdministrator}");
        await Ok("GET", $"/directoryRoleTemplates/{CloudAdministrator}");
        await Ok("DELETE", $"/roleManagement/directory/roleAssignments/{assignment}");
    }

    private async Task PermissionsAsync()
    {
        var grant = (await Ok("POST", "/oauth2PermissionGrants", new JsonObject { ["clientId"] = principal, ["consentType"] = "AllPrincipals", ["resourceId"] = graph, ["scope"] = "User.Read" }))["id"];
        await Ok("GET", $"/oauth2PermissionGrants/{grant}");
        await Ok("PATCH", $"/oauth2PermissionGrants/{grant}", new JsonObject { ["scope"] = "User.Read Mail.Read" });
        await Ok("DELETE", $"/oauth2PermissionGrants/{grant}");
        JsonObject Assignment(string role) => new() { ["principalId"] = principal, ["resourceId"] = graph, ["appRoleId"] = role };
        var first = (await Ok("POST", $"/servicePrincipals/{graph}/appRoleAssignedTo", Assignment("9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30")))["id"];
        var second = (await Ok("POST", $"/servicePrincipals/{principal}/appRoleAssignments", Assignment("df021288-bdef-4463-88db-98f22de89214")))["id"];
        await Ok("GET", $"/servicePrincipals/{graph}/appRoleAssignedTo/{first}");
        await Ok("GET", $"/servicePrincipals/{principal}/appRoleAssignments/{second}");
        await Ok("DELETE", $"/servicePrincipals/{graph}/appRoleAssignedTo/{first}");
        await Ok("DELETE", $"/servicePrincipals/{principal}/appRoleAssignments/{second}");
    }

    private async Task PoliciesAsync()
    {
        await Ok("PATCH", "/policies/defaultAppManagementPolicy", new JsonObject { ["isEnabled"] = false });
        var policy = (await Ok("POST", "/policies/appManagementPolicies", new JsonObject
        {
            ["displayName"] = "Short secrets",
            ["isEnabled"] = true,
            ["restrictions"] = new JsonObject { ["passwordCredentials"] = new JsonArray(new JsonObject { ["restrictionType"] = "passwordLifetime", ["maxLifetime"] = "P30D" }) },
        }))["id"];
        await Ok("GET", $"/policies/appManagementPolicies/{policy}");
        await Ok("PATCH", $"/policies/appManagementPolicies/{policy}", new JsonObject { ["description"] = "changed" });
        foreach (var path in new[] { $"/applications/{app}", $"/servicePrincipals/{principal}" })
        {
            await Ok("POST", path + "/appManagementPolicies/$ref", new JsonObject { ["@odata.id"] = $"https://graph.microsoft.com/v1.0/policies/appManagementPolicies/{policy}" });
            await Ok("GET", path + "/appManagementPolicies");
            await Ok("GET", $"/policies/appManagementPolicies/{policy}/appliesTo");
            await Ok("DELETE", $"{path}/appManagementPolicies/{policy}/$ref");
        }

        await Ok("DELETE", $"/policies/appManagementPolicies/{policy}");
    }

    private async Task ReadAsync()
    {
        string[] singles =
        [
            "/me", $"/users/{user}?$select=id,userType,passwordProfile", $"/organization/{client.Tenant.TenantId}", $"/domains/{client.Tenant.DefaultDomain}",
            $"/applications/{app}", $"/applications(appId='{appId}')?$select=web,spa,keyCredentials", "/applications(uniqueName='tour')?$expand=owners", $"/servicePrincipals/{principal}?$expand=appRoleAssignedTo",
            $"/groups/{group}?$select=id,displayName&$expand=members($select=id)", $"/directoryObjects/{user}", "/policies/authorizationPolicy", "/policies/defaultAppManagementPolicy",
            "/policies/adminConsentRequestPolicy", "/me/onenote/notebooks", "/me/messages",
        ];
        foreach (var path in singles)
            await Ok("GET", path);
        string[] lists =
        [
            "/users", "/groups", "/organization", "/domains", "/applications", "/servicePrincipals", "/oauth2PermissionGrants", "/policies/appManagementPolicies", "/directoryRoles", "/directoryRoleTemplates",
            "/roleManagement/directory/roleDefinitions", "/roleManagement/directory/roleAssignments",
        ];
        foreach (var path in lists.Concat(Relationships()))
        {
            await Ok("GET", path);
            await Ok("GET", path + "?$top=1&$select=id");
            var count = await Ok("GET", path + "/$count");
            Assert.True(int.TryParse(count.Text, NumberStyles.None, CultureInfo.InvariantCulture, out _), count.Text);
        }

        await Ok("GET", $"/groups/{group}/members/$ref");
        await Ok("GET", $"/groups/{group}/members/microsoft.graph.user?$select=id,displayName");
        await Ok("GET", "/me/memberOf/microsoft.graph.directoryRole");
        await Ok("GET", "/applications?$search=\"displayName:tour\"&$count=true");
        await Ok("GET", "/applications?$count=true&$filter=displayName ne 'x'&$orderby=displayName desc,appId&$expand=owners($select=id,displayName)");
        await Ok("GET", $"/applications/{app}/owners?$filter=startswith(displayName,'T')&$count=true");
    }

    private IEnumerable<string> Relationships()
    {
        foreach (var (path, names) in new[]
        {
            ($"/applications/{app}", "owners federatedIdentityCredentials appManagementPolicies"),
            ($"/servicePrincipals/{principal}", "owners ownedObjects createdObjects memberOf transitiveMemberOf appRoleAssignments appRoleAssignedTo oauth2PermissionGrants appManagementPolicies"),
            ($"/users/{user}", "ownedObjects createdObjects memberOf transitiveMemberOf appRoleAssignments oauth2PermissionGrants"),
            ("/me", "ownedObjects createdObjects memberOf transitiveMemberOf appRoleAssignments oauth2PermissionGrants"),
            ($"/groups/{group}", "members owners memberOf transitiveMemberOf transitiveMembers appRoleAssignments"),
        })
        {
            foreach (var name in names.Split(' '))
                yield return $"{path}/{name}";
        }
    }

    private async Task RemoveAsync()
    {
        await Ok("DELETE", $"/applications/{app}/federatedIdentityCredentials/ci");
        await Ok("DELETE", $"/applications/{app}/owners/{user}/$ref");
        await Ok("DELETE", $"/servicePrincipals/{principal}/owners/{user}/$ref");
        await Ok("DELETE", $"/groups/{group}/members/{user}/$ref");
        await Ok("DELETE", $"/groups/{group}/owners/{user}/$ref");
        await DeleteAndRestoreAsync("servicePrincipal", "/servicePrincipals", principal);
        await DeleteAndRestoreAsync("application", "/applications", app);
        await DeleteAndRestoreAsync("group", "/groups", group);
        await DeleteAndRestoreAsync("user", "/users", user);
        await Ok("DELETE", $"/directoryObjects/{user}");
        Assert.Equal(HttpStatusCode.NotFound, (await client.GraphAsync(token, "GET", $"/users/{user}")).Status);

        // Last of all, since it ends the session that asks.
        await Ok("POST", "/me/revokeSignInSessions");
    }

    private async Task DeleteAndRestoreAsync(string type, string set, string id)
    {
        await Ok("DELETE", $"{set}/{id}");
        await Ok("GET", $"/directory/deletedItems/microsoft.graph.{type}");
        await Ok("GET", $"/directory/deletedItems/{id}");
        await Ok("POST", $"/directory/deletedItems/{id}/restore");
        if (type == "application")
        {
            await Ok("DELETE", $"{set}/{id}");
            await Ok("DELETE", $"/directory/deletedItems/{id}");
        }
    }
}
