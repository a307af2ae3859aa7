using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;
using MicrosoftOAuth.Conformance.Schema;

namespace MicrosoftOAuth.Sandbox.Tests;

/// <summary>A practice tenant with the clients that tests use on it.</summary>
internal sealed class TenantClient : IDisposable
{
    public const string CommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    private readonly HttpClient http;

    public TenantClient(PracticeTenantOptions? options = null)
        : this(new PracticeTenant(options))
    {
    }

    private TenantClient(PracticeTenant tenant)
    {
        Tenant = tenant;
        http = new(CreateHandler());
    }

    /// <summary>The clients of a tenant that is there already.</summary>
    public static TenantClient Of(PracticeTenant tenant) => new(tenant);

    public PracticeTenant Tenant { get; }

    public IMsalHttpClientFactory HttpFactory => new Factory(http);

    public string Authority => $"https://login.microsoftonline.com/{Tenant.TenantId}";

    /// <summary>A way to the tenant on which every answer of the Graph is held against Microsoft's schema.</summary>
    public HttpMessageHandler CreateHandler() => new JudgingHandler(Tenant.CreateHandler());

    public void Dispose() => http.Dispose();

    /// <summary>A Graph token for a user through Microsoft Graph Command Line Tools.</summary>
    public async Task<string> SignInAsync(string? userName = null, params string[] scopes)
    {
        var app = PublicClientApplicationBuilder.Create(CommandLineTools)
            .WithAuthority(Authority)
            .WithHttpClientFactory(HttpFactory)
            .WithRedirectUri("http://localhost")
            .Build();
        string[] wanted = scopes.Length > 0 ? scopes : ["https://graph.microsoft.com/Application.ReadWrite.All"];
        var result = await app.AcquireTokenInteractive(wanted)
            .WithCustomWebUi(new PracticeWebUi(Tenant))
            .WithLoginHint(userName ?? Tenant.AdministratorName)
            .ExecuteAsync();
        return result.AccessToken;
    }

    public async Task<GraphAnswer> GraphAsync(string token, string method, string path, JsonNode? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith("https://", StringComparison.Ordinal) ? path : "https://graph.microsoft.com/v1.0" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        return await GraphAnswer.ReadAsync(response);
    }

    public async Task<GraphAnswer> FormAsync(string address, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using var response = await http.PostAsync(new Uri(address), content);
        return await GraphAnswer.ReadAsync(response);
    }

    public Task<GraphAnswer> TokenAsync(params (string Name, string Value)[] form) => FormAsync(Authority + "/oauth2/v2.0/token", form);

    public async Task<GraphAnswer> SendAsync(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        return await GraphAnswer.ReadAsync(response);
    }

    private sealed class Factory(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }
}

/// <summary>An answer of the practice tenant, read.</summary>
internal sealed record GraphAnswer(HttpStatusCode Status, JsonNode Body, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public string ErrorCode => Body["error"]!["code"]!.GetValue<string>();

    public string ErrorMessage => Body["error"]!["message"]!.GetValue<string>();

    public string this[string name] => Body[name]!.ToString();

    public static async Task<GraphAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var isJson = text.Length > 0 && text[0] is '{' or '[';
        return new(
            response.StatusCode,
            isJson ? JsonNode.Parse(text)! : new JsonObject(),
            text,
            response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }
}

/// <summary>The practice tenant's person as MSAL's browser.</summary>
internal sealed class PracticeWebUi(PracticeTenant tenant, string? userName = null) : ICustomWebUi
{
    public Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken) =>
        tenant.OpenInBrowserAsync(authorizationUri, redirectUri, userName, cancellationToken);
}
