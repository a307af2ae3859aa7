using System.Net;
using System.Net.NetworkInformation;
using System.Net.Security;
using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Proxy;

/// <summary>Programs that know a proxy and a certificate reach the practice tenant by its real host names.</summary>
public sealed class TunnelTests
{
    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_client_speaks_either_version_of_HTTP(string version)
    {
        await using var running = await RunningServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration")
        {
            Version = new(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await running.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(version, response.Version.ToString(2));
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("\"token_endpoint\":\"https://login.microsoftonline.com/common/oauth2/v2.0/token\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_host_has_a_certificate_that_is_taken_and_answers_something()
    {
        await using var running = await RunningServer.StartAsync();
        Assert.NotEmpty(PracticeTenant.HostNames);
        foreach (var host in PracticeTenant.HostNames)
        {
            using var response = await running.Http.GetAsync(new Uri($"https://{host}/"));
            Assert.NotEqual(HttpStatusCode.MisdirectedRequest, response.StatusCode);
        }
    }

    [Fact]
    public async Task MSAL_and_Graph_work_unmodified()
    {
        await using var running = await RunningServer.StartAsync();
        var (appId, secret) = await running.NewAppAsync("Through the proxy");
        var app = ConfidentialClientApplicationBuilder.Create(appId).WithClientSecret(secret).WithAuthority(running.Authority).WithHttpClientFactory(running.HttpFactory).Build();

        var result = await app.AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync();

        Assert.Equal(TokenSource.IdentityProvider, result.AuthenticationResultMetadata.TokenSource);
        Assert.Contains(running.Tenant.Requests, request => request.RequestBody.Contains($"client_id={appId}", StringComparison.Ordinal) && request.Status == 200);
    }

    [Fact]
    public async Task TLS_without_a_proxy_is_taken_from_those_who_map_the_host_names()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        await using var secure = await running.SecureAsync(connection, "graph.microsoft.com");

        await secure.SayAsync($"GET /v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com:{running.Server.ProxyEndPoint.Port}\r\nConnection: close\r\n\r\n");

        Assert.Contains("InvalidAuthenticationToken", await secure.HearAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_client_s_first_TLS_bytes_may_come_with_its_CONNECT()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        await using var hasty = new HastyStream(connection, "CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: graph.microsoft.com:443\r\n\r\n");
        await using var secure = await running.SecureAsync(hasty, "graph.microsoft.com");

        await secure.SayAsync("GET /v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com\r\nConnection: close\r\n\r\n");

        Assert.Contains("InvalidAuthenticationToken", await secure.HearAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_not_the_practice_tenants_is_misdirected_even_within_TLS()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();
        await using var secure = await running.SecureAsync(connection, "graph.microsoft.com");

        await secure.SayAsync("GET /v1.0/me HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 421 ", await secure.HearAllAsync(), StringComparison.Ordinal);
        Assert.Empty(running.Tenant.Requests);
    }

    [Fact]
    public async Task A_path_arrives_as_it_was_sent()
    {
        await using var running = await RunningServer.StartAsync();

        using var response = await running.Http.GetAsync(new Uri("https://graph.microsoft.com/v1.0/applications(appId='a%2Fb')?$filter=startswith%28displayName%2C%27x%27%29"));

        Assert.Equal("https://graph.microsoft.com/v1.0/applications(appId='a%2Fb')?$filter=startswith%28displayName%2C%27x%27%29", running.Tenant.Requests[^1].Uri.OriginalString);
    }

    [Theory]
    [InlineData(PracticeFaultKind.DropBefore)]
    [InlineData(PracticeFaultKind.DropAfter)]
    [InlineData(PracticeFaultKind.Truncate)]
    public async Task A_fault_breaks_the_real_connection(PracticeFaultKind kind)
    {
        await using var running = await RunningServer.StartAsync();
        running.Tenant.InjectFault(new() { Kind = kind, PathContains = "/v1.0/me" });

        await Assert.ThrowsAsync<HttpRequestException>(() => running.Http.GetAsync(new Uri("https://graph.microsoft.com/v1.0/me")));
    }

    [Fact]
    public async Task It_listens_on_loopback_alone()
    {
        await using var running = await RunningServer.StartAsync();
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == running.Server.ProxyEndPoint.Port);

        Assert.All(listeners, listener => Assert.Equal(IPAddress.Loopback, listener.Address));
        Assert.NotEmpty(listeners);
    }

    /// <summary>Says something before the first bytes that are written, and takes the proxy's answer out of what is read.</summary>
    private sealed class HastyStream(Stream inner, string preface) : Stream
    {
        private bool hasSpoken;
        private bool hasHeard;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            byte[] all = hasSpoken ? [.. buffer.Span] : [.. System.Text.Encoding.ASCII.GetBytes(preface), .. buffer.Span];
            hasSpoken = true;
            await inner.WriteAsync(all, cancellationToken);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!hasHeard)
            {
                hasHeard = true;
                Assert.StartsWith("HTTP/1.1 200 ", await inner.HearHeadAsync(), StringComparison.Ordinal);
            }

            return await inner.ReadAsync(buffer, cancellationToken);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
