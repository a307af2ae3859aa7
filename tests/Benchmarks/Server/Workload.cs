using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MicrosoftOAuth.Benchmarks.Server;

/// <summary>What clients ask: a name and the requests, taken in turn.</summary>
internal sealed record Workload(string Name, IReadOnlyList<byte[]> Requests)
{
    private const string CommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";
    private const string DeviceCodeGrant = "urn:ietf:params:oauth:grant-type:device_code";
    private const int Applications = 50;

    /// <summary>Fills a practice tenant as any client would, and makes the requests to ask it.</summary>
    /// <returns>Reads of the directory (one application by its id, the first ten), and an app's tokens.</returns>
    internal static async Task<(Workload Reads, Workload Tokens)> PrepareAsync(ServerProcess server)
    {
        using LoadConnection connection = await LoadConnection.OpenAsync(server);
        string administrator = await SignInAsync(connection);
        JsonElement app = default;
        for (int i = 0; i < Applications; i++)
            app = await PostAsync(connection, administrator, "/applications", string.Create(CultureInfo.InvariantCulture, $$"""{"displayName":"App {{i}}"}"""));
        string id = app.GetProperty("id").GetString()!;
        string appId = app.GetProperty("appId").GetString()!;
        await PostAsync(connection, administrator, "/servicePrincipals", $$"""{"appId":"{{appId}}"}""");
        string secret = (await PostAsync(connection, administrator, $"/applications/{id}/addPassword", """{"passwordCredential":{"displayName":"load"}}""")).GetProperty("secretText").GetString()!;

        return (
            new Workload("GET an application, GET the first ten", [Get(administrator, $"/applications/{id}"), Get(administrator, "/applications?$top=10")]),
            new Workload("client-credentials tokens", [Form($"{await TenantAsync(connection, administrator)}/oauth2/v2.0/token", $"client_id={appId}&client_secret={Uri.EscapeDataString(secret)}&grant_type=client_credentials&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default")]));
    }

    private static async Task<string> SignInAsync(LoadConnection connection)
    {
        JsonElement code = await AskAsync(connection, Form("organizations/oauth2/v2.0/devicecode", $"client_id={CommandLineTools}&scope=https%3A%2F%2Fgraph.microsoft.com%2FApplication.ReadWrite.All"));
        byte[] poll = Form("organizations/oauth2/v2.0/token", $"client_id={CommandLineTools}&grant_type={Uri.EscapeDataString(DeviceCodeGrant)}&device_code={Uri.EscapeDataString(code.GetProperty("device_code").GetString()!)}");
        await connection.AskAsync(poll, wantsBody: false); // authorization_pending, once
        return (await AskAsync(connection, poll)).GetProperty("access_token").GetString()!;
    }

    private static async Task<string> TenantAsync(LoadConnection connection, string token) =>
        (await AskAsync(connection, Get(token, "/organization"))).GetProperty("value")[0].GetProperty("id").GetString()!;

    private static Task<JsonElement> PostAsync(LoadConnection connection, string token, string path, string body) =>
        AskAsync(connection, Bytes($"POST /v1.0{path} HTTP/1.1\r\nHost: {LoadConnection.Host}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));

    private static async Task<JsonElement> AskAsync(LoadConnection connection, byte[] request)
    {
        (int status, string? body) = await connection.AskAsync(request, wantsBody: true);
        return status is >= 200 and < 300 ? JsonElement.Parse(body!) : throw new InvalidOperationException($"{status}: {body}");
    }

    private static byte[] Get(string token, string path) =>
        Bytes($"GET /v1.0{path} HTTP/1.1\r\nHost: {LoadConnection.Host}\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n\r\n");

    private static byte[] Form(string path, string form) =>
        Bytes($"POST /{path} HTTP/1.1\r\nHost: login.microsoftonline.com\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
