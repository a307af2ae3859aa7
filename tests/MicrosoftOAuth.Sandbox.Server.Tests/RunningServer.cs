using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;
using MicrosoftOAuth.Conformance.Schema;

namespace MicrosoftOAuth.Sandbox.Server.Tests;

/// <summary>A server on a free port, and a client that is told of its proxy and its authority and of nothing else.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    /// <summary>How long anything here may take before a test gives up.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string CommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    private RunningServer(PracticeServer server)
    {
        Server = server;
        Http = new(new JudgingHandler(NewHandler(server))) { Timeout = Patience };
    }

    public PracticeServer Server { get; }

    public PracticeTenant Tenant => Server.Tenant;

    public HttpClient Http { get; }

    public IMsalHttpClientFactory HttpFactory => new Factory(Http);

    public string Authority => $"https://login.microsoftonline.com/{Tenant.TenantId}";

    public static async Task<RunningServer> StartAsync(PracticeServerOptions? options = null, PracticeTenantOptions? tenant = null) =>
        new(await PracticeServer.StartAsync(tenant ?? new(), options ?? new()));

    /// <summary>What a program does that reads HTTPS_PROXY and SSL_CERT_FILE.</summary>
    public static SocketsHttpHandler NewHandler(PracticeServer server) => new()
    {
        Proxy = new WebProxy(server.ProxyAddress),
        SslOptions = new() { CertificateChainPolicy = TrustOnly(X509CertificateLoader.LoadCertificateFromFile(server.AuthorityFile)) },
    };

    public static X509ChainPolicy TrustOnly(X509Certificate2 authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        return policy;
    }

    /// <summary>A Graph token of the administrator's, through the unmodified MSAL.</summary>
    public async Task<string> SignInAsync()
    {
        var app = PublicClientApplicationBuilder.Create(CommandLineTools)
            .WithAuthority(Authority)
            .WithHttpClientFactory(HttpFactory)
            .WithRedirectUri("http://localhost")
            .Build();
        var result = await app.AcquireTokenInteractive(["https://graph.microsoft.com/Application.ReadWrite.All"])
            .WithCustomWebUi(new Person(Tenant))
            .ExecuteAsync();
        return result.AccessToken;
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> GraphAsync(string token, string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "https://graph.microsoft.com/v1.0" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    /// <summary>A registration with its service principal and a secret.</summary>
    public async Task<(string AppId, string Secret)> NewAppAsync(string displayName)
    {
        var token = await SignInAsync();
        var (created, app) = await GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = displayName });
        Assert.Equal(HttpStatusCode.Created, created);
        var appId = app!["appId"]!.GetValue<string>();
        var (_, _) = await GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = appId });
        var (_, secret) = await GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword", new JsonObject { ["passwordCredential"] = new JsonObject { ["displayName"] = "key" } });
        return (appId, secret!["secretText"]!.GetValue<string>());
    }

    /// <summary>A bare connection to the proxy's port.</summary>
    public async Task<NetworkStream> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Server.ProxyEndPoint);
        return new(socket, ownsSocket: true);
    }

    /// <summary>TLS as a client begins it that trusts the authority alone.</summary>
    public async Task<SslStream> SecureAsync(Stream connection, string host)
    {
        var secure = new SslStream(connection);
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host, CertificateChainPolicy = TrustOnly(Server.Authority.Certificate) });
        return secure;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }

    private sealed class Factory(HttpClient http) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => http;
    }

    private sealed class Person(PracticeTenant tenant) : ICustomWebUi
    {
        public Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken) =>
            tenant.OpenInBrowserAsync(authorizationUri, redirectUri, userName: null, cancellationToken);
    }
}
