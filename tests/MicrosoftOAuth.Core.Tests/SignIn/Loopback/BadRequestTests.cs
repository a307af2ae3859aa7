using System.Net.Sockets;

namespace MicrosoftOAuth.Core.Tests.SignIn.Loopback;

/// <summary>Requests that no browser sends, or only a hostile page; after each the right answer still arrives.</summary>
public sealed class BadRequestTests : IAsyncLifetime
{
    private const string Form = "Content-Type: application/x-www-form-urlencoded\r\n";
    private readonly ReceiverBench _bench = new();

    public Task InitializeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", 400)]
    [InlineData("GET /?code=x&state=the-state HTTP/1.1\r\nHost: evil.example:80\r\n\r\n", 400)]
    [InlineData("GET /?code=x&state=the-state HTTP/1.1\r\nHost: [::2]\r\n\r\n", 400)]
    [InlineData("GET /?code=x&state=the-state HTTP/1.1\r\nHost: \r\n\r\n", 400)]
    [InlineData("GET /?code=x&state=the-state HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /?code=x&state=the-state HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400)]
    [InlineData("GET http://localhost/?code=x&state=the-state HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET /\r\n\r\n", 400)]
    [InlineData("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nBroken\r\n\r\n", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\n folded: yes\r\n\r\n", 400)]
    [InlineData("\r\n\r\n", 400)]
    [InlineData("\0\u0001\u00ff\r\n\r\n", 400)]
    [InlineData("PUT /?code=x&state=the-state HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    [InlineData("OPTIONS / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n\r\n", 405)]
    [InlineData("get /?code=x&state=the-state HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\n" + Form + "\r\n", 411)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\n" + Form + "Content-Length: -1\r\n\r\n", 411)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\n" + Form + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\n" + Form + "Content-Length: 99999999999999\r\n\r\n", 413)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n", 415)]
    [InlineData("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", 415)]
    public async Task Is_refused(string request, int status)
    {
        string answer = await HalfClosedAsync(request);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Equal(status == 405, answer.Contains("\r\nAllow: GET, POST\r\n", StringComparison.Ordinal));
        Assert.True(_bench.IsWaiting);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1")]
    [InlineData("127.0.0.1:65535")]
    [InlineData("[::1]")]
    [InlineData("[::1]:8400")]
    public async Task A_name_of_this_machine_is_not(string host)
    {
        Assert.Contains("another sign-in", await HalfClosedAsync($"GET /?state=x HTTP/1.1\r\nHost: {host}\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_may_have_64_kilobytes_and_no_more()
    {
        const string Start = "GET /?state=x HTTP/1.1\r\nHost: localhost\r\nCookie: ";
        string fitting = Start + new string('c', LoopbackRequest.MostHead - Start.Length - 4) + "\r\n\r\n";
        Assert.Contains("another sign-in", await HalfClosedAsync(fitting), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", await HalfClosedAsync(Start + new string('c', 10 * LoopbackRequest.MostHead)), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", await HalfClosedAsync($"GET /?state={new string('s', LoopbackRequest.MostForm)} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_may_come_byte_by_byte()
    {
        string form = $"code=x&state={ReceiverBench.State}";
        using TcpClient client = await _bench.ConnectAsync();
        client.NoDelay = true;
        foreach (byte letter in System.Text.Encoding.ASCII.GetBytes($"POST / HTTP/1.1\r\nhost: localhost\r\n{Form}content-length: {form.Length}\r\n\r\n{form}"))
        {
            await client.GetStream().WriteAsync(new[] { letter });
        }

        Assert.True((await _bench.Answer).HasCode);
    }

    [Fact]
    public async Task Who_says_nothing_is_closed_by_the_clock_and_holds_up_nobody()
    {
        using TcpClient silent = await _bench.ConnectAsync();
        using TcpClient slow = await _bench.ConnectAsync();
        await slow.GetStream().WriteAsync("GET / HT"u8.ToArray());
        Assert.Equal(404, (await _bench.GetAsync("/favicon.ico")).Status);
        await CloseByClockAsync(silent);
        await CloseByClockAsync(slow);
        Assert.True(_bench.IsWaiting);
        Assert.Equal(404, (await _bench.GetAsync("/favicon.ico")).Status);
    }

    [Fact]
    public async Task A_crowd_of_silent_connections_is_sent_away_in_time()
    {
        List<TcpClient> crowd = [];
        try
        {
            for (int i = 0; i < LoopbackReceiver.MostConnections; i++)
            {
                crowd.Add(await _bench.ConnectAsync());
            }

            Task<string> browser = HalfClosedAsync("GET /?state=x HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await CloseByClockAsync(crowd[0]);
            Assert.Contains("another sign-in", await browser, StringComparison.Ordinal);
        }
        finally
        {
            crowd.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task Who_leaves_in_the_middle_is_forgotten()
    {
        foreach (string part in new[] { "", "G", "GET / HTTP/1.1\r\nHost: localhost\r\n", "POST / HTTP/1.1\r\nHost: localhost\r\n" + Form + "Content-Length: 10\r\n\r\ncode=" })
        {
            Assert.Equal("", await HalfClosedAsync(part));
            using TcpClient reset = await _bench.ConnectAsync();
            reset.LingerState = new LingerOption(enable: true, seconds: 0);
            await reset.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(part));
        }

        Assert.True(_bench.IsWaiting);
    }

    /// <summary>Whatever was tried before: the one who knows the state is let in.</summary>
    public async Task DisposeAsync()
    {
        if (_bench.IsWaiting)
        {
            Assert.Equal(200, (await _bench.PostAsync(("code", "x"), ("state", ReceiverBench.State))).Status);
            Assert.True((await _bench.Answer).HasCode);
        }

        await _bench.DisposeAsync();
    }

    /// <summary>Sends, says that no more will come, and reads what is answered.</summary>
    private Task<string> HalfClosedAsync(string request) => _bench.SendAsync(request, closesAfter: true);

    /// <summary>Moves the clock until the connection is closed by the other side.</summary>
    private async Task CloseByClockAsync(TcpClient client)
    {
        Task<string> closed = ReceiverBench.ReadAsync(client.GetStream());
        for (int tries = 0; tries < 1000 && !closed.IsCompleted; tries++)
        {
            _bench.Clock.Advance(LoopbackReceiver.ConnectionLimit);
            await Task.WhenAny(closed, Task.Delay(20));
        }

        try
        {
            Assert.Equal("", await closed);
        }
        catch (IOException)
        {
            // A reset closes as well.
        }
    }
}
