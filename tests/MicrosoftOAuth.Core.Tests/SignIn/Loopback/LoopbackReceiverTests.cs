using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MicrosoftOAuth.Core.Tests.SignIn.Loopback;

/// <summary>What ends the wait for a browser's answer, and what does not.</summary>
public sealed class LoopbackReceiverTests
{
    private const string State = ReceiverBench.State;
    private const string Code = "the-secret-code";

    [Fact]
    public async Task An_error_without_words_is_shown_by_its_name()
    {
        await using ReceiverBench bench = new();
        Page page = await bench.GetAsync($"/?error=server_error&error_description=%20&state={State}");
        Assert.Equal((200, "The sign-in was refused"), (page.Status, page.Title));
        Assert.Contains("server_error", page.Html, StringComparison.Ordinal);
        Assert.NotNull((await bench.Answer).Error);
    }

    [Fact]
    public async Task A_form_with_a_code_ends_it_with_a_page()
    {
        await using ReceiverBench bench = new();
        Page page = await bench.PostAsync(("code", Code), ("state", State), ("session_state", "a b+c"));
        Assert.Equal((200, "The sign-in has arrived"), (page.Status, page.Title));
        Assert.Equal(
            "http://localhost/?code=the-secret-code&state=the-state&session_state=a%20b%2Bc",
            (await bench.Answer).ToAddress(new Uri("http://localhost")).AbsoluteUri);
    }

    [Fact]
    public async Task A_redirect_with_a_code_ends_it_too()
    {
        await using ReceiverBench bench = new();
        Page page = await bench.GetAsync($"/?code={Code}&state={State}");
        Assert.Equal(200, page.Status);
        Assert.True((await bench.Answer).HasCode);
    }

    [Fact]
    public async Task An_error_ends_it_with_what_happened_and_what_to_do()
    {
        await using ReceiverBench bench = new();
        Page page = await bench.PostAsync(
            ("error", "access_denied"),
            ("error_description", "AADSTS65004: User declined to consent to access the app. Trace ID: 11aa Correlation ID: 22bb Timestamp: now"),
            ("state", State));
        Assert.Equal((200, "You declined the sign-in"), (page.Status, page.Title));
        foreach (string part in new[] { "AADSTS65004", "22bb", "User declined to consent", "go back to PowerShell", "Grant-MsOAuthConsent -ClientId " + FakeToken.Client })
        {
            Assert.Contains(part, page.Html, StringComparison.Ordinal);
        }

        OAuthException refusal = (await bench.Answer).Refusal(FakeToken.Client)!;
        Assert.Equal((OAuthErrorKind.SignInRefused, "AADSTS65004", "22bb"), (refusal.Kind, refusal.ServiceCode, refusal.CorrelationId));
    }

    [Theory]
    [InlineData("/favicon.ico")]
    [InlineData("/callback?code=x&state=the-state")]
    [InlineData("//?code=x&state=the-state")]
    public async Task Another_path_is_not_found_and_the_wait_goes_on(string path)
    {
        await using ReceiverBench bench = new();
        Assert.StartsWith("HTTP/1.1 404 ", await bench.SendAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"), StringComparison.Ordinal);
        await AssertStillWaitsAsync(bench);
    }

    [Theory]
    [InlineData("code=stolen&state=another")]
    [InlineData("code=stolen&state=THE-STATE")]
    [InlineData("error=access_denied&state=another")]
    public async Task A_stranger_with_another_state_is_told_so_and_ends_nothing(string query)
    {
        await using ReceiverBench bench = new();
        Page page = await bench.GetAsync("/?" + query);
        Assert.Equal((400, "This answers another sign-in"), (page.Status, page.Title));
        await AssertStillWaitsAsync(bench);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=x")]
    [InlineData("?error=access_denied")]
    [InlineData("?state=the-state")]
    [InlineData("?state=the-state&code=")]
    [InlineData("?state=the-state&error=+")]
    [InlineData("?state=the-state&state=another&code=x")]
    [InlineData("?state=the-state&code=x&code=y")]
    [InlineData("?=&&&%zz=%&state=%")]
    public async Task What_is_no_answer_is_a_bad_request_and_ends_nothing(string query)
    {
        await using ReceiverBench bench = new();
        Assert.Equal(400, (await bench.GetAsync("/" + query)).Status);
        await AssertStillWaitsAsync(bench);
    }

    [Fact]
    public async Task Both_addresses_of_localhost_are_listened_on()
    {
        await using ReceiverBench bench = new();
        string request = $"GET /?state=x HTTP/1.1\r\nHost: localhost:{bench.Port}\r\n\r\n";
        Assert.Contains("another sign-in", await bench.SendAsync(request), StringComparison.Ordinal);
        if (ReceiverBench.HasIPv6())
        {
            Assert.Contains("another sign-in", await bench.SendAsync(request, IPAddress.IPv6Loopback), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_answer_that_comes_twice_at_once_counts_once_and_shows_its_page_or_a_closed_port()
    {
        await using ReceiverBench bench = new();
        using TcpClient one = await bench.ConnectAsync();
        using TcpClient other = await bench.ConnectAsync();
        byte[] request = Encoding.ASCII.GetBytes($"GET /?code={Code}&state={State} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        await Task.WhenAll(one.GetStream().WriteAsync(request).AsTask(), other.GetStream().WriteAsync(request).AsTask());
        string[] pages = await Task.WhenAll(ReadUntilEndAsync(one), ReadUntilEndAsync(other));
        Assert.Contains(pages, page => page.Contains("The sign-in has arrived", StringComparison.Ordinal));
        Assert.All(pages, page => Assert.True(page.Length == 0 || page.EndsWith("</html>", StringComparison.Ordinal), page));
        Assert.True((await bench.Answer).HasCode);
    }

    [Fact]
    public void The_same_answer_gets_the_same_page_while_the_port_is_open()
    {
        RedirectDesk desk = new("/", State, clientId: null);
        LoopbackRequest request = new("GET", "/", $"code={Code}&state={State}", "localhost", "");
        Assert.Same(desk.Judge(request).Page, desk.Judge(request).Page);
    }

    [Fact]
    public async Task When_nobody_waits_any_more_the_port_is_free_and_every_connection_closed()
    {
        await using ReceiverBench bench = new();
        using TcpClient idle = await bench.ConnectAsync();
        using TcpClient half = await bench.ConnectAsync();
        await half.GetStream().WriteAsync("POST / HTTP/1.1\r\nHost: localh"u8.ToArray());
        await bench.CancelAsync();
        Assert.Equal("", await ReadUntilEndAsync(idle));
        Assert.Equal("", await ReadUntilEndAsync(half));
        using TcpListener next = new(IPAddress.Loopback, bench.Port);
        next.Start();
    }

    [Fact]
    public async Task A_fixed_port_serves_one_sign_in_after_the_other()
    {
        int port = ReceiverBench.FreePort();
        for (int time = 0; time < 3; time++)
        {
            await using ReceiverBench bench = new($"http://localhost:{port}/callback");
            Assert.Equal(200, (await bench.GetAsync($"/callback?code={Code}&state={State}")).Status);
            Assert.True((await bench.Answer).HasCode);
        }
    }

    /// <summary>A connection that the other side ended, by closing or by a reset.</summary>
    private static async Task<string> ReadUntilEndAsync(TcpClient client)
    {
        try
        {
            return await ReceiverBench.ReadAsync(client.GetStream());
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>The right answer still arrives, and is the only one.</summary>
    private static async Task AssertStillWaitsAsync(ReceiverBench bench)
    {
        Assert.True(bench.IsWaiting);
        Assert.Equal(200, (await bench.PostAsync(("code", Code), ("state", State))).Status);
        Assert.Contains(Code, (await bench.Answer).ToAddress(bench.Address).Query, StringComparison.Ordinal);
    }
}
