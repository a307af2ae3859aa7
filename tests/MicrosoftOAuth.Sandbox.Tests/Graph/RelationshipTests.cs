using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Related objects: expanded, counted, cast, referred to and bound; and objects made where they are missing.</summary>
public sealed class RelationshipTests
{
    private static readonly (string, string) Eventual = ("ConsistencyLevel", "eventual");
    private static readonly (string, string) Upsert = ("Prefer", "create-if-missing");

    [Fact]
    public async Task Owners_come_along_where_they_are_expanded()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var made = await client.GraphAsync(token, "POST", "/applications", new JsonObject
        {
            ["displayName"] = "Owned",
            ["owners@odata.bind"] = new JsonArray(Address(client.Tenant.Users[1].Id), Address(client.Tenant.Users[2].Id)),
        });

        var single = await client.GraphAsync(token, "GET", $"/applications/{made["id"]}?$expand=owners");
        Assert.Equal("https://graph.microsoft.com/v1.0/$metadata#applications(owners())/$entity", single["@odata.context"]);
        Assert.Equal([client.Tenant.DeveloperName, client.Tenant.UserName], single.Body["owners"]!.AsArray().Select(owner => owner!["userPrincipalName"]!.ToString()));
        Assert.All(single.Body["owners"]!.AsArray(), owner => Assert.Equal("#microsoft.graph.user", owner!["@odata.type"]!.ToString()));

        var list = await client.GraphAsync(token, "GET", "/applications?$select=id&$expand=owners($select=id,displayName)");
        Assert.Equal("https://graph.microsoft.com/v1.0/$metadata#applications(id,owners(id,displayName))", list["@odata.context"]);
        Assert.Equal(["@odata.type", "displayName", "id"], list.Body["value"]![0]!["owners"]![0]!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_property_can_be_read_by_itself()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var made = await client.GraphAsync(token, "POST", "/applications", new JsonObject
        {
            ["displayName"] = "In parts",
            ["tags"] = new JsonArray("one", "two"),
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray("https://example.com/back") },
        });
        var app = $"/applications/{made["id"]}";

        var name = await client.GraphAsync(token, "GET", app + "/displayName");
        Assert.Equal($"https://graph.microsoft.com/v1.0/$metadata#applications('{made["id"]}')/displayName", name["@odata.context"]);
        Assert.Equal("In parts", name["value"]);
        Assert.Equal(2, (await client.GraphAsync(token, "GET", app + "/tags")).Body["value"]!.AsArray().Count);
        Assert.Empty((await client.GraphAsync(token, "GET", app + "/identifierUris")).Body["value"]!.AsArray());
        Assert.Equal("https://example.com/back", (await client.GraphAsync(token, "GET", app + "/web")).Body["redirectUris"]![0]!.ToString());
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "GET", app + "/description")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GraphAsync(token, "GET", app + "/nothing")).Status);

        var scopes = await client.GraphAsync(token, "GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/oauth2PermissionScopes");
        Assert.Contains(scopes.Body["value"]!.AsArray(), scope => scope!["value"]!.ToString() == "User.Read");
    }

    [Theory]
    [InlineData("$expand=nothing", "BadRequest", "Could not find a property named 'nothing' on type 'microsoft.graph.application'")]
    [InlineData("$expand=owners,appManagementPolicies", "Request_UnsupportedQuery", "Only one property can be expanded in a single query.")]
    [InlineData("$expand=owners($top=5)", "BadRequest", "$select alone is supported")]
    [InlineData("$orderby=nothing", "BadRequest", "Could not find a property named 'nothing'")]
    [InlineData("$orderby=displayName upwards", "BadRequest", "Syntax error")]
    [InlineData("$skip=5", "BadRequest", "'$skip' is not supported by the service.")]
    [InlineData("$filter=displayName eq 5", "BadRequest", "Found operand types 'Edm.String' and 'Edm.Int32' for operator kind 'Equal'")]
    [InlineData("$filter=createdDateTime ge '2024-01-01'", "BadRequest", "Found operand types 'Edm.DateTimeOffset' and 'Edm.String' for operator kind 'GreaterThanOrEqual'")]
    [InlineData("$filter=appId in ('1','2','3','4','5','6','7','8','9','10','11','12','13','14','15','16')", "Request_UnsupportedQuery", "Max allowed: 15")]
    [InlineData("$filter=displayName ne 'x'", "Request_UnsupportedQuery", "Filter operator 'NotEqualsMatch' is not supported.")]
    [InlineData("$filter=endswith(displayName,'x')", "Request_UnsupportedQuery", "Unsupported Query.")]
    public async Task A_query_that_cannot_be_answered_says_why(string query, string code, string message)
    {
        using var client = new TenantClient();

        var refusal = await client.GraphAsync(await client.SignInAsync(), "GET", "/applications?" + query);

        Assert.Equal(code, refusal.ErrorCode);
        Assert.Contains(message, refusal.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_is_plain_text_and_wants_eventual_consistency()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        await client.NewAppAsync();
        await client.NewAppAsync(new() { ["displayName"] = "Other" });

        Assert.Equal("$count is not currently supported.", (await client.GraphAsync(token, "GET", "/applications/$count")).ErrorMessage);
        Assert.Equal("2", (await client.GraphAsync(token, "GET", "/applications/$count", null, Eventual)).Text);
        Assert.Equal("1", (await client.GraphAsync(token, "GET", "/applications/$count?$filter=displayName ne 'Other'", null, Eventual)).Text);
        Assert.Equal("Resource not found for the segment '$count'.", (await client.GraphAsync(token, "GET", "/me/$count", null, Eventual)).ErrorMessage);
    }

    [Fact]
    public async Task A_list_of_several_kinds_can_be_cast_to_one_or_read_as_references()
    {
        using var client = new TenantClient();
        var token = await client.SignInWithAzureCliAsync();
        var (appId, _) = await client.NewAppWithSecretAsync();
        var principal = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{appId}')"))["id"];
        var app = (await client.GraphAsync(token, "GET", $"/applications(appId='{appId}')"))["id"];
        foreach (var owner in new[] { principal, client.Tenant.Users[1].Id.ToString() })
            Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "POST", $"/applications/{app}/owners/$ref", new JsonObject { ["@odata.id"] = Address(Guid.Parse(owner)) })).Status);

        Assert.Equal(2, (await client.GraphAsync(token, "GET", $"/applications/{app}/owners")).Body["value"]!.AsArray().Count);
        var users = await client.GraphAsync(token, "GET", $"/applications/{app}/owners/microsoft.graph.user");
        Assert.Equal("https://graph.microsoft.com/v1.0/$metadata#users", users["@odata.context"]);
        Assert.Equal(client.Tenant.DeveloperName, Assert.Single(users.Body["value"]!.AsArray())!["userPrincipalName"]!.ToString());
        Assert.Equal("1", (await client.GraphAsync(token, "GET", $"/applications/{app}/owners/microsoft.graph.servicePrincipal/$count", null, Eventual)).Text);
        var references = await client.GraphAsync(token, "GET", $"/applications/{app}/owners/$ref");
        Assert.EndsWith("/Microsoft.DirectoryServices.ServicePrincipal", references.Body["value"]![0]!["@odata.id"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_made_where_that_is_preferred()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var app = await client.NewAppAsync();
        var principal = $"/servicePrincipals(appId='{app["appId"]}')";
        var credential = $"/applications/{app["id"]}/federatedIdentityCredentials(name='ci')";
        JsonObject Credential(string subject) => new() { ["issuer"] = "https://token.actions.githubusercontent.com", ["subject"] = subject, ["audiences"] = new JsonArray("api://AzureADTokenExchange") };

        foreach (var (path, first, second) in new[] { (principal, new JsonObject { ["tags"] = new JsonArray("HideApp") }, new JsonObject { ["notes"] = "x" }), (credential, Credential("repo:a/b"), Credential("repo:a/c")) })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await client.GraphAsync(token, "PATCH", path, first.DeepClone())).Status);
            Assert.Equal(HttpStatusCode.Created, (await client.GraphAsync(token, "PATCH", path, first.DeepClone(), Upsert)).Status);
            Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "PATCH", path, second, Upsert)).Status);
        }

        Assert.Equal("repo:a/c", (await client.GraphAsync(token, "GET", credential))["subject"]);
    }

    [Theory]
    [InlineData("""{"api":{"preAuthorizedApplications":[{"appId":"04b07795-8ddb-461a-bbee-02f9e1bf7b46","delegatedPermissionIds":["5eed0000-0000-4000-8000-000000000001"]}]}}""", "Request_BadRequest")]
    [InlineData("""{"api":{"oauth2PermissionScopes":[{"id":"5eed0000-0000-4000-8000-000000000001","value":"a","type":"User"},{"id":"5eed0000-0000-4000-8000-000000000002","value":"a","type":"User"}]}}""", "DuplicateValue")]
    [InlineData("""{"appRoles":[{"id":null,"value":"a","displayName":"a","description":"a","allowedMemberTypes":["User"]}]}""", "Request_BadRequest")]
    [InlineData("""{"appRoles":[{"value":"a","displayName":"a","description":"a","allowedMemberTypes":["User"]}]}""", "Request_BadRequest")]
    [InlineData("""{"nativeAuthenticationApisEnabled":"some"}""", "Request_BadRequest")]
    public async Task An_application_is_checked_as_a_whole(string body, string code)
    {
        using var client = new TenantClient();
        var app = await client.NewAppAsync();

        Assert.Equal(code, (await client.GraphAsync(await client.SignInAsync(), "PATCH", $"/applications/{app["id"]}", JsonNode.Parse(body))).ErrorCode);
    }

    private static string Address(Guid id) => $"https://graph.microsoft.com/v1.0/directoryObjects/{id}";
}
