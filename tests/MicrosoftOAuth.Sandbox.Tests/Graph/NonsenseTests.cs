using System.Net.Http.Headers;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Whatever is sent, there is an answer.</summary>
public sealed class NonsenseTests
{
    private static readonly string[] Values = ["null", "1", "true", "\"\"", "\"x\"", "[]", "[null]", "[1]", "[\"x\"]", "[{}]", "{}", "{\"x\":1}", "[{\"keyId\":1}]", "[{\"id\":\"x\",\"type\":5}]"];

    private static readonly string[] Properties =
    [
        "displayName", "signInAudience", "tags", "web", "spa", "publicClient", "api", "appRoles", "requiredResourceAccess", "optionalClaims", "passwordCredentials", "keyCredentials",
        "identifierUris", "uniqueName", "info", "addIns", "appId", "keyId", "passwordCredential", "clientId", "consentType", "principalId", "resourceId", "scope", "appRoleId",
        "ids", "types", "groupIds", "securityEnabledOnly", "userPrincipalName", "passwordProfile", "mailEnabled", "groupTypes", "members@odata.bind", "owners@odata.bind", "roleTemplateId",
        "roleDefinitionId", "directoryScopeId", "restrictions", "applicationRestrictions", "keyCredential", "proof",
        "@odata.id", "requests", "name", "issuer", "audiences", "servicePrincipalLockConfiguration", "parentalControlSettings",
    ];

    [Fact]
    public async Task Values_of_the_wrong_kind_are_refused_and_never_break_anything()
    {
        using var client = new TenantClient();
        using var http = new HttpClient(client.CreateHandler());
        var token = await client.SignInWithAzureCliAsync();
        var app = await client.NewAppAsync();
        var principal = await client.GraphAsync(token, "POST", "/servicePrincipals", new System.Text.Json.Nodes.JsonObject { ["appId"] = app["appId"]!.DeepClone() });
        var group = await client.GraphAsync(token, "POST", "/groups", new System.Text.Json.Nodes.JsonObject { ["displayName"] = "x", ["mailNickname"] = "x", ["mailEnabled"] = false, ["securityEnabled"] = true });
        string[] targets =
        [
            "POST /applications", $"PATCH /applications/{app["id"]}", "PATCH /applications(uniqueName='x')", $"POST /applications/{app["id"]}/addPassword", $"POST /applications/{app["id"]}/removePassword",
            $"POST /applications/{app["id"]}/owners/$ref", $"POST /applications/{app["id"]}/federatedIdentityCredentials", "POST /servicePrincipals", $"PATCH /servicePrincipals/{principal["id"]}",
            "POST /users", "PATCH /me", "POST /groups", $"PATCH /groups/{group["id"]}", $"POST /groups/{group["id"]}/members/$ref", "POST /me/getMemberGroups", "POST /me/checkMemberGroups", "POST /me/checkMemberObjects",
            "POST /directoryObjects/getByIds", "POST /directoryRoles", "POST /roleManagement/directory/roleAssignments", "POST /policies/appManagementPolicies", "PATCH /policies/defaultAppManagementPolicy",
            $"POST /applications/{app["id"]}/addKey", $"POST /applications/{app["id"]}/removeKey", $"POST /applications/{app["id"]}/appManagementPolicies/$ref",
            "POST /oauth2PermissionGrants", $"POST /servicePrincipals/{principal["id"]}/appRoleAssignments", "POST /$batch",
        ];
        foreach (var target in targets.Select(target => target.Split(' ')))
        {
            foreach (var body in Properties.SelectMany(property => Values.Select(value => $$"""{"displayName":"x","{{property}}":{{value}}}""")).Append("{\"web\":{\"a\":1,\"a\":2}}").Append("5").Append(""))
            {
                using var request = new HttpRequestMessage(new HttpMethod(target[0]), "https://graph.microsoft.com/v1.0" + target[1]) { Content = new StringContent(body, null, "application/json") };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                request.Headers.Add("Prefer", "create-if-missing");
                using var response = await http.SendAsync(request);
                Assert.True((int)response.StatusCode < 500, $"{target[0]} {target[1]} {body}");
            }
        }
    }
}
