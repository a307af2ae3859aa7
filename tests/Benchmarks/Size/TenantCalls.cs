using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Benchmarks.Size;

/// <summary>A request, and how many objects its cost is to be divided by.</summary>
internal sealed record SizedRequest(string Name, Func<Task<int>> SendAsync);

/// <summary>The requests of a client to one practice tenant, on an application in the middle of it.</summary>
internal sealed class TenantCalls : IDisposable
{
    private const string Graph = "https://graph.microsoft.com/v1.0";
    private const string GraphAppId = "00000003-0000-0000-c000-000000000000";
    private const string CommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    private readonly PracticeTenant _tenant;
    private readonly HttpClient _http;
    private JsonNode _app = new JsonObject();
    private JsonNode _principal = new JsonObject();
    private string _graphId = "";
    private string _secret = "";
    private string _deepPage = "";
    private string _deepSortedPage = "";
    private int _count;

    private TenantCalls(PracticeTenant tenant)
    {
        _tenant = tenant;
        _http = new HttpClient(tenant.CreateHandler());
    }

    /// <summary>The requests, the same ones in the same order for every tenant.</summary>
    internal IReadOnlyList<SizedRequest> All =>
    [
        One("GET by id", () => GetAsync($"/applications/{_app["id"]}")),
        One("GET by appId", () => GetAsync($"/applications(appId='{_app["appId"]}')")),
        Page("page of 100, each object", "/applications?$top=100"),
        Page("page of 5", "/applications?$top=5"),
        Page("page of 5 in the middle", () => _deepPage),
        Page("page of 5, sorted by name", "/applications?$top=5&$orderby=displayName"),
        Page("page of 5 in the middle, sorted by name", () => _deepSortedPage),
        Page("displayName eq", () => $"/applications?$filter=displayName eq '{_app["displayName"]}'"),
        Page("startswith(displayName, …)", () => $"/applications?$filter=startswith(displayName,'{_app["displayName"]!.ToString()[..^2]}')&$top=5"),
        Page("startswith and counted", () => $"/applications?$filter=startswith(displayName,'{_app["displayName"]!.ToString()[..^2]}')&$top=5&$count=true"),
        Page("appId eq", () => $"/applications?$filter=appId eq '{_app["appId"]}'"),
        Page("identifierUris/any", () => $"/applications?$filter=identifierUris/any(x:x eq 'api://{_app["appId"]}')"),
        Page("servicePrincipalNames/any", () => $"/servicePrincipals?$filter=servicePrincipalNames/any(x:x eq '{_app["appId"]}')"),
        Page("$count of all", "/applications?$top=5&$count=true"),
        Page("$search", () => $"/applications?$top=5&$search=\"displayName:{_app["displayName"]!.ToString().Split(' ')[0]}\""),
        One("create and delete", CreateAndDeleteAsync),
        One("patch", () => SendAsync("PATCH", $"/applications/{_app["id"]}", new JsonObject { ["notes"] = $"note {_count++}" })),
        One("rename", () => SendAsync("PATCH", $"/applications/{_app["id"]}", new JsonObject { ["displayName"] = $"Zebra {_count++}" })),
        One("addPassword and removePassword", AddAndRemoveSecretAsync),
        One("identifierUris changed", () => SendAsync("PATCH", $"/applications/{_app["id"]}", new JsonObject { ["identifierUris"] = new JsonArray($"api://{_app["appId"]}", $"api://{_app["appId"]}/{_count++}") })),
        Page("grants by clientId", () => $"/oauth2PermissionGrants?$filter=clientId eq '{_principal["id"]}'"),
        Page("appRoleAssignments of a client", () => $"/servicePrincipals/{_principal["id"]}/appRoleAssignments"),
        Page("appRoleAssignedTo of Microsoft Graph, page of 3", () => $"/servicePrincipals/{_graphId}/appRoleAssignedTo?$top=3"),
        One("consent granted and revoked", GrantAndRevokeAsync),
        One("client-credentials token", TokenAsync),
        One("sign-in with a code", SignInAsync),
    ];

    internal static async Task<TenantCalls> OpenAsync(PracticeTenant tenant)
    {
        TenantCalls calls = new(tenant);
        await calls.PrepareAsync();
        return calls;
    }

    public void Dispose() => _http.Dispose();

    private async Task PrepareAsync()
    {
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignInForTokenAsync("https://graph.microsoft.com/Directory.ReadWrite.All https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All https://graph.microsoft.com/Application.ReadWrite.All"));
        _http.DefaultRequestHeaders.Add("ConsistencyLevel", "eventual");
        _graphId = (await GetAsync($"/servicePrincipals(appId='{GraphAppId}')"))["id"]!.ToString();
        _app = await SendAsync("POST", "/applications", new JsonObject { ["displayName"] = "Zebra of the benchmark" });
        await SendAsync("PATCH", $"/applications/{_app["id"]}", new JsonObject { ["identifierUris"] = new JsonArray($"api://{_app["appId"]}") });
        _principal = await SendAsync("POST", "/servicePrincipals", new JsonObject { ["appId"] = _app["appId"]!.DeepClone() });
        _secret = (await SendAsync("POST", $"/applications/{_app["id"]}/addPassword", new JsonObject()))["secretText"]!.ToString();
        foreach (string role in new[] { "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "df021288-bdef-4463-88db-98f22de89214", "5b567255-7703-4780-807c-7be8301ae99b" })
        {
            await SendAsync("POST", $"/servicePrincipals/{_graphId}/appRoleAssignedTo", new JsonObject { ["principalId"] = _principal["id"]!.DeepClone(), ["resourceId"] = _graphId, ["appRoleId"] = role });
        }

        await SendAsync("POST", "/oauth2PermissionGrants", new JsonObject { ["clientId"] = _principal["id"]!.DeepClone(), ["resourceId"] = _graphId, ["consentType"] = "AllPrincipals", ["scope"] = "User.Read" });
        _deepPage = await MiddleAsync("/applications?$top=999&$select=id");
        _deepSortedPage = await MiddleAsync("/applications?$top=999&$select=id&$orderby=displayName");
    }

    /// <summary>The link to a page of five, half-way through a list or nearly so.</summary>
    private async Task<string> MiddleAsync(string list)
    {
        List<string> links = [list.Replace("$top=999", "$top=5", StringComparison.Ordinal)];
        int pageSize = (await GetAsync("/applications?$top=1&$count=true"))["@odata.count"]!.GetValue<int>() > 999 ? 999 : 5;
        for (string? next = list.Replace("$top=999", $"$top={pageSize}", StringComparison.Ordinal); next is not null;)
        {
            next = (await GetAsync(next))["@odata.nextLink"]?.ToString();
            if (next is not null)
            {
                links.Add(next.Replace($"$top={pageSize}", "$top=5", StringComparison.Ordinal));
            }
        }

        return links[links.Count / 2].Replace("&$select=id", "", StringComparison.Ordinal);
    }

    private static SizedRequest One(string name, Func<Task<JsonNode>> send) => new(name, async () =>
    {
        await send();
        return 1;
    });

    private SizedRequest Page(string name, string path) => Page(name, () => path);

    /// <summary>A list that must not come out empty; its cost is that of each object.</summary>
    private SizedRequest Page(string name, Func<string> path) => new(name, async () =>
    {
        int count = (await GetAsync(path()))["value"]!.AsArray().Count;
        return count > 0 ? count : throw new InvalidOperationException($"{name}: nothing was found.");
    });

    private async Task<JsonNode> CreateAndDeleteAsync()
    {
        JsonNode app = await SendAsync("POST", "/applications", new JsonObject { ["displayName"] = "Short-lived", ["identifierUris"] = new JsonArray($"api://short-lived-{_count++}") });
        await SendAsync("DELETE", $"/applications/{app["id"]}");
        return await SendAsync("DELETE", $"/directory/deletedItems/{app["id"]}");
    }

    private async Task<JsonNode> AddAndRemoveSecretAsync()
    {
        JsonNode secret = await SendAsync("POST", $"/applications/{_app["id"]}/addPassword", new JsonObject());
        return await SendAsync("POST", $"/applications/{_app["id"]}/removePassword", new JsonObject { ["keyId"] = secret["keyId"]!.DeepClone() });
    }

    private async Task<JsonNode> GrantAndRevokeAsync()
    {
        JsonNode grant = await SendAsync("POST", "/oauth2PermissionGrants", new JsonObject { ["clientId"] = _principal["id"]!.DeepClone(), ["resourceId"] = _graphId, ["consentType"] = "Principal", ["principalId"] = _tenant.Users[2].Id.ToString(), ["scope"] = "User.Read" });
        return await SendAsync("DELETE", $"/oauth2PermissionGrants/{grant["id"]}");
    }

    private Task<JsonNode> TokenAsync() => PostAsync(new()
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = _app["appId"]!.ToString(),
        ["client_secret"] = _secret,
        ["scope"] = "https://graph.microsoft.com/.default",
    });

    private async Task<JsonNode> SignInAsync() => await SignInForTokenAsync("https://graph.microsoft.com/User.Read");

    private async Task<string> SignInForTokenAsync(string scope)
    {
        Uri address = new($"https://login.microsoftonline.com/{_tenant.TenantId}/oauth2/v2.0/authorize?client_id={CommandLineTools}&response_type=code&redirect_uri={Uri.EscapeDataString("http://localhost")}&scope={Uri.EscapeDataString(scope)}");
        Uri landed = await _tenant.OpenInBrowserAsync(address, new Uri("http://localhost"), null, CancellationToken.None);
        string code = landed.Query.TrimStart('?').Split('&').Single(part => part.StartsWith("code=", StringComparison.Ordinal))["code=".Length..];
        JsonNode answer = await PostAsync(new()
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = CommandLineTools,
            ["code"] = Uri.UnescapeDataString(code),
            ["redirect_uri"] = "http://localhost",
            ["scope"] = scope,
        });
        return answer["access_token"]!.ToString();
    }

    private async Task<JsonNode> PostAsync(Dictionary<string, string> form)
    {
        using FormUrlEncodedContent content = new(form);
        using HttpResponseMessage response = await _http.PostAsync(new Uri($"https://login.microsoftonline.com/{_tenant.TenantId}/oauth2/v2.0/token"), content);
        return await ReadAsync(response);
    }

    private Task<JsonNode> GetAsync(string path) => SendAsync("GET", path);

    private async Task<JsonNode> SendAsync(string method, string path, JsonObject? body = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path.StartsWith('/') ? Graph + path : path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        return await ReadAsync(response);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        string text = await response.Content.ReadAsStringAsync();
        return !response.IsSuccessStatusCode ? throw new InvalidOperationException($"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri}: {text}")
            : text.Length == 0 ? new JsonObject()
            : JsonNode.Parse(text)!;
    }
}
