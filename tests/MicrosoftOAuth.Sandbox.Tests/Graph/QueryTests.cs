using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Lists: filters, search, order, pages and counts.</summary>
public sealed class QueryTests
{
    [Theory]
    [InlineData("displayName eq 'alpha one'", "Alpha One")]
    [InlineData("startswith(displayName,'alpha')", "Alpha One|Alpha Two")]
    [InlineData("startswith(displayName,'alpha') and signInAudience eq 'AzureADMultipleOrgs'", "Alpha Two")]
    [InlineData("displayName eq 'Alpha One' or displayName eq 'O''Brien'", "Alpha One|O'Brien")]
    [InlineData("displayName in ('Alpha Two', 'O''Brien')", "Alpha Two|O'Brien")]
    [InlineData("tags/any(t:t eq 'red')", "Alpha One|O'Brien")]
    [InlineData("tags/any(x:startswith(x,'bl'))", "Alpha Two")]
    [InlineData("web/redirectUris/any(p:p eq 'https://example.com/x')", "Alpha One")]
    [InlineData("requiredResourceAccess/any(r:r/resourceAppId eq '00000003-0000-0000-c000-000000000000')", "O'Brien")]
    [InlineData("createdDateTime ge 2020-01-01T00:00:00Z and (displayName eq 'Alpha One')", "Alpha One")]
    [InlineData("isFallbackPublicClient eq true", "Alpha Two")]
    [InlineData("uniqueName eq null and startswith(displayName, 'O')", "O'Brien")]
    public async Task A_filter_finds(string filter, string names)
    {
        using var client = await NewClientAsync();

        var answer = await ListAsync(client, $"?$filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(names, string.Join("|", answer.Body["value"]!.AsArray().Select(app => app!["displayName"])));
    }

    [Theory]
    [InlineData("displayName ne 'Alpha One'", "Alpha Two|O'Brien")]
    [InlineData("not startswith(displayName,'alpha')", "O'Brien")]
    [InlineData("endswith(displayName,'two')", "Alpha Two")]
    [InlineData("NOT(displayName eq 'Alpha One')", "Alpha Two|O'Brien")]
    [InlineData("tags/$count eq 2", "Alpha One")]
    public async Task An_advanced_filter_needs_eventual_consistency_and_a_count(string filter, string names)
    {
        using var client = await NewClientAsync();
        var query = $"?$filter={Uri.EscapeDataString(filter)}";

        Assert.Equal("Request_UnsupportedQuery", (await ListAsync(client, query)).ErrorCode);
        Assert.Equal("Request_UnsupportedQuery", (await ListAsync(client, query + "&$count=true")).ErrorCode);
        var answer = await ListAsync(client, query + "&$count=true", eventual: true);
        Assert.Equal(names, string.Join("|", answer.Body["value"]!.AsArray().Select(app => app!["displayName"])));
        Assert.Equal(names.Split('|').Length, answer.Body["@odata.count"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("\"displayName:alpha\"", "Alpha One|Alpha Two")]
    [InlineData("\"displayName:two\"", "Alpha Two")]
    [InlineData("\"displayName:one\" OR \"displayName:brien\"", "Alpha One|O'Brien")]
    [InlineData("\"displayName:alpha\" AND \"displayName:two\"", "Alpha Two")]
    public async Task A_search_needs_eventual_consistency(string search, string names)
    {
        using var client = await NewClientAsync();
        var query = $"?$search={Uri.EscapeDataString(search)}";

        Assert.Equal("Request_UnsupportedQuery", (await ListAsync(client, query)).ErrorCode);
        var answer = await ListAsync(client, query, eventual: true);
        Assert.Equal(names.Replace("O'Brien", "O'Brien", StringComparison.Ordinal), string.Join("|", answer.Body["value"]!.AsArray().Select(app => app!["displayName"])));
    }

    [Theory]
    [InlineData("$filter=noSuchProperty eq 'x'", "BadRequest", "Could not find a property named 'noSuchProperty' on type 'microsoft.graph.application'")]
    [InlineData("$filter=displayName eq", "BadRequest", "Syntax error")]
    [InlineData("$filter=displayName eq 'x", "BadRequest", "unterminated")]
    [InlineData("$filter=contains(displayName,'x')", "Request_UnsupportedQuery", "displayName")]
    [InlineData("$select=noSuchProperty", "BadRequest", "Could not find a property named 'noSuchProperty'")]
    [InlineData("$top=1000", "Request_UnsupportedQuery", "Must be between 1 and 999")]
    [InlineData("$top=x", "BadRequest", "$top")]
    [InlineData("$apply=x", "BadRequest", "$apply")]
    public async Task A_query_that_makes_no_sense_is_refused(string query, string code, string message)
    {
        using var client = await NewClientAsync();

        var refusal = await ListAsync(client, "?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, refusal.Status);
        Assert.Equal(code, refusal.ErrorCode);
        Assert.Contains(message, refusal.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&$orderby=displayName desc")]
    public async Task Pages_follow_each_other_to_the_end(string order)
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        for (var index = 0; index < 25; index++)
            await client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = $"App {index:00}" });

        var names = new List<string>();
        var pages = 0;
        var next = "/applications?$select=displayName&$top=10" + order;
        while (next is not null)
        {
            var page = await client.GraphAsync(token, "GET", next);
            pages++;
            names.AddRange(page.Body["value"]!.AsArray().Select(app => app!["displayName"]!.ToString()));
            Assert.All(page.Body["value"]!.AsArray(), app => Assert.Single(app!.AsObject()));
            next = page.Body["@odata.nextLink"]?.ToString();
        }

        Assert.Equal(3, pages);
        var expected = Enumerable.Range(0, 25).Select(index => $"App {index:00}");
        Assert.Equal(order.Length > 0 ? expected.Reverse() : expected, names);
    }

    [Fact]
    public async Task A_service_principal_is_found_by_any_of_its_names()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();

        var found = await client.GraphAsync(token, "GET", "/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq 'https://vault.azure.net')&$select=appId,displayName");

        Assert.Equal("https://graph.microsoft.com/v1.0/$metadata#servicePrincipals(appDisplayName,appId)".Replace("appDisplayName,appId", "appId,displayName", StringComparison.Ordinal), found["@odata.context"]);
        Assert.Equal("Azure Key Vault", Assert.Single(found.Body["value"]!.AsArray())!["displayName"]!.ToString());
    }

    [Fact]
    public async Task Graphs_service_principal_publishes_its_real_permissions()
    {
        using var client = new TenantClient();
        var graph = await client.GraphAsync(await client.SignInAsync(), "GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')?$select=appRoles,oauth2PermissionScopes");

        var scopes = graph.Body["oauth2PermissionScopes"]!.AsArray();
        Assert.True(scopes.Count > 700, $"Only {scopes.Count} scopes.");
        Assert.True(graph.Body["appRoles"]!.AsArray().Count > 600);
        foreach (var (id, name, type) in new[] { ("e1fe6dd8-ba31-4d61-89e7-88639da4683d", "User.Read", "User"), ("bdfbf15f-ee85-4955-8675-146e8e5296b5", "Application.ReadWrite.All", "Admin"), ("7427e0e9-2fba-42fe-b0c0-848c9e6a8182", "offline_access", "User") })
        {
            var scope = Assert.Single(scopes, scope => scope!["value"]!.ToString() == name)!;
            Assert.Equal(id, scope["id"]!.ToString());
            Assert.Equal(type, scope["type"]!.ToString());
        }
    }

    [Theory]
    [InlineData("GET", "/nothing", 400, "BadRequest", "Resource not found for the segment 'nothing'.")]
    [InlineData("GET", "/applications/x/nothing", 400, "BadRequest", "Resource not found for the segment 'nothing'.")]
    [InlineData("GET", "/applications/5eed0000-0000-4000-8000-00006e616e67", 404, "Request_ResourceNotFound", "Resource '5eed0000-0000-4000-8000-00006e616e67' does not exist or one of its queried reference-property objects are not present.")]
    [InlineData("PUT", "/applications", 405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")]
    [InlineData("GET", "https://graph.microsoft.com/v2.0/me", 400, "BadRequest", "Invalid version: v2.0")]
    public async Task An_address_that_leads_nowhere_is_refused_as_Graph_does(string method, string path, int status, string code, string message)
    {
        using var client = new TenantClient();

        var refusal = await client.GraphAsync(await client.SignInAsync(), method, path);

        Assert.Equal(status, (int)refusal.Status);
        Assert.Equal(code, refusal.ErrorCode);
        Assert.Equal(message, refusal.ErrorMessage);
    }

    [Fact]
    public async Task A_request_id_of_the_caller_comes_back()
    {
        using var client = new TenantClient();
        var id = Guid.NewGuid().ToString();

        var answer = await client.GraphAsync(await client.SignInAsync(), "GET", "/nothing", null, ("client-request-id", id));

        Assert.Equal(id, answer.Headers["client-request-id"]);
        Assert.Equal(id, answer.Body["error"]!["innerError"]!["client-request-id"]!.ToString());
    }

    private static async Task<TenantClient> NewClientAsync()
    {
        var client = new TenantClient();
        var token = await client.SignInAsync();
        foreach (var body in new[]
        {
            """{"displayName":"Alpha One","tags":["red","round"],"web":{"redirectUris":["https://example.com/x"]}}""",
            """{"displayName":"Alpha Two","tags":["blue"],"signInAudience":"AzureADMultipleOrgs","isFallbackPublicClient":true}""",
            """{"displayName":"O'Brien","tags":["red"],"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[]}]}""",
        })
        {
            var answer = await client.GraphAsync(token, "POST", "/applications", JsonNode.Parse(body));
            Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        }

        return client;
    }

    private static async Task<GraphAnswer> ListAsync(TenantClient client, string query, bool eventual = false)
    {
        var token = await client.SignInAsync();
        return eventual
            ? await client.GraphAsync(token, "GET", "/applications" + query, null, ("ConsistencyLevel", "eventual"))
            : await client.GraphAsync(token, "GET", "/applications" + query);
    }
}
