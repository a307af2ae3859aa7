using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using MicrosoftOAuth.Sandbox.Server.Certificates;
using MicrosoftOAuth.Sandbox.Server.Hosting;
using MicrosoftOAuth.Sandbox.Server.Proxy;

namespace MicrosoftOAuth.Sandbox.Server;

/// <summary>A practice tenant on loopback: for every program that can be told of a proxy and of a certificate to trust.</summary>
internal sealed class PracticeServer : IAsyncDisposable
{
    private const double LeastBytesPerSecond = 240;

    private readonly TenantApplication application;
    private readonly X509Certificate2 certificate;
    private AuthorityFile? authorityFile;
    private LoopbackHost? proxy;

    private PracticeServer(PracticeTenant tenant, PracticeServerOptions options)
    {
        Tenant = tenant;
        Authority = new(PracticeTenant.HostNames, options.Clock.GetUtcNow());
        certificate = Authority.IssueForHosts();
        application = new(tenant);
    }

    public PracticeTenant Tenant { get; }

    /// <summary>Where the proxy listens, and TLS for those who map the host names themselves.</summary>
    public IPEndPoint ProxyEndPoint => proxy!.EndPoint;

    /// <summary>The proxy as HTTPS_PROXY wants it.</summary>
    public Uri ProxyAddress => new($"http://{ProxyEndPoint}");

    /// <summary>The absolute path of the certificate to trust (PEM).</summary>
    public string AuthorityFile => authorityFile!.Path;

    /// <summary>The authority behind the hosts' certificates.</summary>
    internal PracticeAuthority Authority { get; }

    /// <exception cref="IOException">A port is taken or a file cannot be written.</exception>
    public static async Task<PracticeServer> StartAsync(PracticeTenant tenant, PracticeServerOptions options)
    {
        var server = new PracticeServer(tenant, options);
        try
        {
            await server.ListenAsync(options);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
            await proxy.DisposeAsync();
        authorityFile?.Dispose();
        certificate.Dispose();
        Authority.Dispose();
    }

    private async Task ListenAsync(PracticeServerOptions options)
    {
        var gate = new ConnectGate(PracticeTenant.HostNames, options.Limits, options.Clock);
        proxy = await LoopbackHost.StartAsync(
            options.Port,
            limits =>
            {
                limits.MaxRequestBodySize = options.Limits.BodyBytes;
                limits.MaxConcurrentConnections = options.Limits.Connections;
                limits.MaxRequestLineSize = options.Limits.RequestLineBytes;
                limits.RequestHeadersTimeout = options.Limits.HeadersTime;
                limits.MinRequestBodyDataRate = new(LeastBytesPerSecond, options.Limits.BodyGrace);
            },
            listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.Use(next => connection => gate.OnConnectedAsync(connection, next));
                listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate, HandshakeTimeout = options.Limits.HandshakeTime });
            },
            application.AnswerAsync);
        authorityFile = Certificates.AuthorityFile.Write(Authority.CertificatePem, options.AuthorityFile);
    }
}
