using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using MicrosoftOAuth.Sandbox.Server.Certificates;
using MicrosoftOAuth.Sandbox.Server.Control;
using MicrosoftOAuth.Sandbox.Server.Hosting;
using MicrosoftOAuth.Sandbox.Server.Proxy;
using MicrosoftOAuth.Sandbox.Server.Recording;
using MicrosoftOAuth.Sandbox.Server.Tenants;

namespace MicrosoftOAuth.Sandbox.Server;

/// <summary>A practice tenant on loopback: for every program that can be told of a proxy and of a certificate to trust.</summary>
internal sealed class PracticeServer : IAsyncDisposable
{
    private const double LeastBytesPerSecond = 240;

    private readonly ServedTenant served;
    private readonly X509Certificate2 certificate;
    private readonly StateKeeper? keeper;
    private GraphRecorder? recorder;
    private AuthorityFile? authorityFile;
    private LoopbackHost? proxy;
    private LoopbackHost? control;

    private PracticeServer(PracticeTenantOptions tenant, PracticeServerOptions options)
    {
        Authority = new(PracticeTenant.HostNames, options.Clock.GetUtcNow());
        certificate = Authority.IssueForHosts();
        var stateFile = options.StateFile is null ? null : new StateFile(options.StateFile, options.Clock);
        served = new(stateFile?.LoadOrNew(tenant, options.Warn) ?? new(tenant), tenant);
        keeper = stateFile is null ? null : new(served, stateFile, options.Clock, options.Warn);
    }

    /// <summary>The tenant that is served now.</summary>
    public PracticeTenant Tenant => served.Current;

    /// <summary>Where the proxy listens, and TLS for those who map the host names themselves.</summary>
    public IPEndPoint ProxyEndPoint => proxy!.EndPoint;

    /// <summary>The proxy as HTTPS_PROXY wants it.</summary>
    public Uri ProxyAddress => new($"http://{ProxyEndPoint}");

    /// <summary>The page that shows what there is and what happened.</summary>
    public Uri ControlAddress => new($"http://{control!.EndPoint}/");

    /// <summary>The absolute path of the certificate to trust (PEM).</summary>
    public string AuthorityFile => authorityFile!.Path;

    /// <summary>The authority behind the hosts' certificates.</summary>
    internal PracticeAuthority Authority { get; }

    /// <param name="tenant">What the tenant is like.</param>
    /// <param name="options">How it is served.</param>
    /// <exception cref="IOException">A port is taken or a file cannot be read or written.</exception>
    public static async Task<PracticeServer> StartAsync(PracticeTenantOptions tenant, PracticeServerOptions options)
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

    /// <summary>Ends the tenant and begins another one.</summary>
    public void Reset()
    {
        served.Reset();
        keeper?.Notice();
    }

    public async ValueTask DisposeAsync()
    {
        if (proxy is not null)
            await proxy.DisposeAsync();
        if (control is not null)
            await control.DisposeAsync();
        if (keeper is not null)
            await keeper.DisposeAsync();
        recorder?.Dispose();
        authorityFile?.Dispose();
        certificate.Dispose();
        Authority.Dispose();
    }

    private async Task ListenAsync(PracticeServerOptions options)
    {
        var observers = new List<IExchangeObserver>();
        if (keeper is not null)
            observers.Add(keeper);
        if (options.RecordFile is { } file)
            observers.Add(recorder = new(file, options.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        control = await LoopbackHost.StartAsync(options.ControlPort, limits => limits.MaxConcurrentConnections = options.Limits.Connections, _ => { }, new ControlApplication(this).AnswerAsync);
        proxy = await LoopbackHost.StartAsync(
            options.Port,
            limits => Limit(limits, options.Limits),
            listen => Guard(listen, new(PracticeTenant.HostNames, options.Limits, options.Clock), options.Limits.HandshakeTime),
            new TenantApplication(served, observers).AnswerAsync);
        authorityFile = Certificates.AuthorityFile.Write(Authority.CertificatePem, options.AuthorityFile);
        keeper?.Begin();
    }

    private static void Limit(KestrelServerLimits limits, ProxyLimits proxy)
    {
        limits.MaxRequestBodySize = proxy.BodyBytes;
        limits.MaxConcurrentConnections = proxy.Connections;
        limits.MaxRequestLineSize = proxy.RequestLineBytes;
        limits.RequestHeadersTimeout = proxy.HeadersTime;
        limits.MinRequestBodyDataRate = new(LeastBytesPerSecond, proxy.BodyGrace);
    }

    private void Guard(ListenOptions listen, ConnectGate gate, TimeSpan handshakeTime)
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.Use(next => connection => gate.OnConnectedAsync(connection, next));
        listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificate, HandshakeTimeout = handshakeTime });
    }
}
