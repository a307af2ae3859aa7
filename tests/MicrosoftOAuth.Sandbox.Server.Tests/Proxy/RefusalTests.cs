using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Proxy;

/// <summary>What the proxy's port does not do, and that it says so in time.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n", "403", "'example.com' is not one of the practice tenant's hosts")]
    [InlineData("CONNECT graph.microsoft.com:80 HTTP/1.1\r\n\r\n", "403", "port 443 alone")]
    [InlineData("CONNECT graph.microsoft.com.:443 HTTP/1.1\r\n\r\n", "403", "not one of")]
    [InlineData("CONNECT user@graph.microsoft.com:443 HTTP/1.1\r\n\r\n", "403", "not one of")]
    [InlineData("CONNECT 127.0.0.1:443 HTTP/1.1\r\n\r\n", "403", "not one of")]
    [InlineData("CONNECT [::1]:443 HTTP/1.1\r\n\r\n", "403", "not one of")]
    [InlineData("CONNECT graph.microsoft.com HTTP/1.1\r\n\r\n", "400", "host and a port")]
    [InlineData("CONNECT graph.microsoft.com:443443 HTTP/1.1\r\n\r\n", "400", "host and a port")]
    [InlineData("CONNECT graph.microsoft.com:+443 HTTP/1.1\r\n\r\n", "400", "host and a port")]
    [InlineData("CONNECT :443 HTTP/1.1\r\n\r\n", "400", "host and a port")]
    [InlineData("CONNECT graph.microsoft.com:443\r\n\r\n", "400", "request line")]
    [InlineData("CONNECT  graph.microsoft.com:443 HTTP/1.1\r\n\r\n", "400", "request line")]
    [InlineData("CONNECT graph.microsoft.com:443 HTTP/3\r\n\r\n", "400", "request line")]
    [InlineData("CONNECT graph.microsoft.com:443 HTTP/1.1\r\nno colon\r\n\r\n", "400", "no name")]
    [InlineData("CONNECT graph.microsoft.com:443 HTTP/1.1\r\nA: \0\r\n\r\n", "400", "request line")]
    [InlineData("GET http://graph.microsoft.com/v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n", "405", "CONNECT alone")]
    [InlineData("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "405", "CONNECT alone")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400", "request line")]
    [InlineData("\0\u0001\u0002", "400", "neither TLS nor HTTP")]
    [InlineData(" CONNECT", "400", "neither TLS nor HTTP")]
    public async Task What_is_not_a_tunnel_to_the_practice_tenant_is_refused_with_a_reason(string request, string status, string reason)
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();

        await connection.SayAsync(request);
        connection.Socket.Shutdown(SocketShutdown.Send);

        var answer = await connection.HearAllAsync();
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains(reason, answer, StringComparison.Ordinal);
        Assert.Empty(running.Tenant.Requests);
    }

    [Theory]
    [InlineData("CONNECT graph.microsoft.com:443 HTTP/1.1\r\nX: ")]
    [InlineData("CONNECT ")]
    public async Task An_enormous_request_is_refused_and_the_refusal_is_read(string beginning)
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();

        await connection.SayAsync(beginning + new string('x', 200_000));
        connection.Socket.Shutdown(SocketShutdown.Send);

        Assert.StartsWith("HTTP/1.1 431 ", await connection.HearAllAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("CONN")]
    [InlineData("CONNECT graph.microsoft.com:443 HTTP/1.1\r\nX: y\r\n")]
    public async Task Who_does_not_come_to_the_point_is_told_so(string beginning)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var running = await RunningServer.StartAsync(new() { Clock = clock });
        await using var connection = await running.ConnectAsync();
        await connection.SayAsync(beginning);

        Assert.StartsWith("HTTP/1.1 408 ", await HearWhileTimePassesAsync(connection, clock), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tunnel_in_which_nothing_is_said_is_closed()
    {
        await using var running = await RunningServer.StartAsync(new() { Limits = new() { HandshakeTime = TimeSpan.FromMilliseconds(50) } });
        await using var connection = await running.ConnectAsync();
        await connection.SayAsync("CONNECT graph.microsoft.com:443 HTTP/1.1\r\n\r\n");

        Assert.Equal("HTTP/1.1 200 Connection established\r\n\r\n", await connection.HearAllAsync());
    }

    [Fact]
    public async Task Half_a_request_and_an_end_is_no_request()
    {
        await using var running = await RunningServer.StartAsync();
        await using var connection = await running.ConnectAsync();

        await connection.SayAsync("CONNECT graph.micro");
        connection.Socket.Shutdown(SocketShutdown.Send);

        Assert.Equal("", await connection.HearAllAsync());
    }

    [Fact]
    public async Task Connections_beyond_the_limit_are_closed()
    {
        await using var running = await RunningServer.StartAsync(new() { Limits = new() { Connections = 2 } });
        await using var first = await running.ConnectAsync();
        await using var second = await running.ConnectAsync();
        await first.SayAsync("CONNECT graph.microsoft.com:443 HTTP/1.1\r\n\r\n");
        await second.SayAsync("CONNECT graph.microsoft.com:443 HTTP/1.1\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 ", await first.HearHeadAsync(), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await second.HearHeadAsync(), StringComparison.Ordinal);

        await using var third = await running.ConnectAsync();

        Assert.Equal("", await third.HearAllAsync());
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_before_the_tenant_sees_it()
    {
        await using var running = await RunningServer.StartAsync(new() { Limits = new() { BodyBytes = 1000 } });

        // The server's own refusal, not Graph's: nobody judges its form.
        using var client = new HttpClient(RunningServer.NewHandler(running.Server)) { Timeout = RunningServer.Patience };
        using var response = await client.PostAsync(new Uri("https://graph.microsoft.com/v1.0/applications"), new StringContent(new string('x', 1001)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(running.Tenant.Requests);
    }

    [Fact]
    public async Task A_body_that_trickles_is_given_up()
    {
        await using var running = await RunningServer.StartAsync(new() { Limits = new() { BodyGrace = TimeSpan.FromSeconds(1.1) } });
        await using var connection = await running.ConnectAsync();
        await using var secure = await running.SecureAsync(connection, "graph.microsoft.com");

        await secure.SayAsync("POST /v1.0/applications HTTP/1.1\r\nHost: graph.microsoft.com\r\nContent-Length: 100\r\n\r\n{");

        Assert.StartsWith("HTTP/1.1 408 ", await secure.HearHeadAsync(), StringComparison.Ordinal);
        Assert.Empty(running.Tenant.Requests);
    }

    /// <summary>The server's wait begins when it has taken the connection, which nobody sees from here: so the clock goes on until it answers.</summary>
    private static async Task<string> HearWhileTimePassesAsync(Stream connection, FakeTimeProvider clock)
    {
        var answer = connection.HearHeadAsync();
        while (!answer.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await answer;
    }
}
