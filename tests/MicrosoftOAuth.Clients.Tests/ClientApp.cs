using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>An app that an administrator has registered, for a client that signs in as one.</summary>
/// <param name="ClientId">Its client id.</param>
/// <param name="Secret">Its secret.</param>
internal sealed record ClientApp(string ClientId, string Secret)
{
    public const string RedirectUri = "https://localhost/back";

    private const string AzureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

    private const string Graph = "https://graph.microsoft.com/v1.0";

    /// <summary>
    /// Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, DelegatedPermissionGrant.ReadWrite.All and
    /// User.Read.All: what tools that register apps ask for.
    /// </summary>
    private static readonly string[] AppRoles =
    [
        "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
        "06b708a9-e830-4db3-a914-8e69da51d44f",
        "8e8e4742-1d95-4f68-9d56-6ee75648c72a",
        "df021288-bdef-4463-88db-98f22de89214",
    ];

    /// <summary>The variables that the clients' scripts read it from.</summary>
    public Dictionary<string, string> AddTo(Dictionary<string, string> variables)
    {
        variables["CLIENT_ID"] = ClientId;
        variables["CLIENT_SECRET"] = Secret;
        variables["REDIRECT_URI"] = RedirectUri;
        return variables;
    }

    /// <summary>Registers an app that signs in by itself, with the administrator's own sign-in.</summary>
    public static async Task<ClientApp> RegisterAsync(PracticeProcess server)
    {
        using var client = await AdministratorAsync(server);
        var app = await PostAsync(client, "applications", new JsonObject
        {
            ["displayName"] = "A client of the practice tenant",
            ["signInAudience"] = "AzureADMyOrg",
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(RedirectUri) },
        });
        var principal = await PostAsync(client, "servicePrincipals", new JsonObject { ["appId"] = Text(app, "appId") });
        var graph = (await client.GetFromJsonAsync<JsonNode>($"{Graph}/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')"))!;
        foreach (var role in AppRoles)
        {
            await PostAsync(client, $"servicePrincipals/{Text(graph, "id")}/appRoleAssignedTo", new JsonObject
            {
                ["principalId"] = Text(principal, "id"),
                ["resourceId"] = Text(graph, "id"),
                ["appRoleId"] = role,
            });
        }

        var secret = await PostAsync(client, $"applications/{Text(app, "id")}/addPassword", []);
        return new(Text(app, "appId"), Text(secret, "secretText"));
    }

    /// <summary>Registers an app that people sign in to on their own machine, and gives its client id.</summary>
    public static async Task<string> RegisterPublicAsync(PracticeProcess server, string displayName)
    {
        using var client = await AdministratorAsync(server);
        var app = await PostAsync(client, "applications", new JsonObject
        {
            ["displayName"] = displayName,
            ["signInAudience"] = "AzureADMyOrg",
            ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost") },
        });
        return Text(app, "appId");
    }

    private static async Task<HttpClient> AdministratorAsync(PracticeProcess server)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            Proxy = new WebProxy(server.Proxy),
            SslOptions = new() { CertificateChainPolicy = TrustIn(server.AuthorityFile) },
        });
        client.DefaultRequestHeaders.Authorization = new("Bearer", await SignInAsync(client, server.TenantId));
        return client;
    }

    /// <summary>By a device code that the practice administrator enters.</summary>
    private static async Task<string> SignInAsync(HttpClient client, string tenantId)
    {
        var address = $"https://login.microsoftonline.com/{tenantId}/oauth2/v2.0";
        var code = await AskAsync(client, address + "/devicecode", new()
        {
            ["client_id"] = AzureCli,
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        var grant = new Dictionary<string, string>
        {
            ["client_id"] = AzureCli,
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code",
            ["device_code"] = Text(code, "device_code"),
        };

        // The administrator enters the code after the first poll, which is told to wait.
        var pending = await AskAsync(client, address + "/token", grant);
        Assert.Equal("authorization_pending", Text(pending, "error"));
        return Text(await AskAsync(client, address + "/token", grant), "access_token");
    }

    private static async Task<JsonNode> AskAsync(HttpClient client, string address, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await client.PostAsync(address, content);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static async Task<JsonNode> PostAsync(HttpClient client, string path, JsonObject body)
    {
        using var answer = await client.PostAsJsonAsync($"{Graph}/{path}", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static X509ChainPolicy TrustIn(string authorityFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authorityFile);
        return policy;
    }
}
