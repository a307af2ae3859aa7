using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.SignIn.Loopback;

/// <summary>Sign-ins in a browser from end to end: the real MSAL, a practice tenant at the wire, a real loopback port.</summary>
public sealed class LoopbackSignInTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly PracticeSessions _practice;
    private readonly ReportList _reports = [];
    private readonly List<Page> _pages = [];
    private readonly TaskCompletionSource<Uri> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = s_patience };

    public LoopbackSignInTests() => _practice = new(new() { Clock = _clock });

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_person_signs_in_and_sees_that_it_arrived()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions(), AcceptAsync);
        Assert.Equal(_practice.Tenant.AdministratorName, context.Account);
        Page page = Assert.Single(_pages);
        Assert.Equal((200, "The sign-in has arrived"), (page.Status, page.Title));
        Dictionary<string, string> asked = QueryOf(await _opened.Task);
        Assert.Equal("form_post", asked["response_mode"]);
        Assert.Matches("^http://localhost:[0-9]+$", asked["redirect_uri"]);
        AssertIsFree(new Uri(asked["redirect_uri"]).Port);
        Assert.Equal(1, _practice.TokenRequests);
        VerboseReport address = Assert.Single(_reports.OfType<VerboseReport>(), report => report.Message.Contains("If no browser opens", StringComparison.Ordinal));
        Assert.Contains((await _opened.Task).AbsoluteUri, address.Message, StringComparison.Ordinal);
        Assert.Contains(_reports.OfType<ProgressReport>(), report => report.Message == "Waiting for the browser");
    }

    [Fact]
    public async Task A_second_sign_in_of_the_session_has_a_port_of_its_own_and_silence_in_between()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions(), AcceptAsync);
        await context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, _reports, CancellationToken.None);
        Assert.Single(_pages);
        await context.ClearTokensAsync(CancellationToken.None);
        await context.GetTokenAsync([], TokenChoice.Cached, _reports, CancellationToken.None);
        Assert.Equal(2, _pages.Count);
    }

    [Fact]
    public async Task An_app_with_a_port_and_a_path_of_its_own_is_answered_there()
    {
        string registered = $"http://localhost:{ReceiverBench.FreePort()}/callback";
        SignInOptions options = await DesktopAppAsync(registered);
        OAuthContext context = await ConnectAsync(options, AcceptAsync);
        Assert.Equal(options.ClientId, context.ClientId);
        Assert.Equal(registered, QueryOf(await _opened.Task)["redirect_uri"]);
    }

    [Fact]
    public async Task A_port_that_is_taken_opens_no_browser()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        SignInOptions options = await DesktopAppAsync($"http://localhost:{((IPEndPoint)other.LocalEndpoint).Port}");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(options, AcceptAsync));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.False(_opened.Task.IsCompleted);
    }

    [Fact]
    public async Task A_redirect_uri_elsewhere_is_refused_before_anything_is_sent()
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions { RedirectUri = new Uri("https://app.example/callback") }, AcceptAsync));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Empty(_practice.Tenant.Requests);
    }

    [Fact]
    public async Task A_refusal_is_explained_in_the_browser_and_in_the_error()
    {
        const string Description = "AADSTS90094: <b>Admin</b> approval. Trace ID: 11 Correlation ID: 22 Timestamp: 33";
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions(), address => AnswerAsync(
            address,
            ("error", "access_denied"),
            ("error_subcode", "cancel"),
            ("error_description", Description),
            ("state", QueryOf(address)["state"]))));
        Assert.Equal((OAuthErrorKind.ConsentRequired, "AADSTS90094", "22"), (e.Kind, e.ServiceCode, e.CorrelationId));
        Page page = Assert.Single(_pages);
        Assert.Contains("&lt;b&gt;Admin&lt;/b&gt; approval", page.Html, StringComparison.Ordinal);
        Assert.Contains("<dd>22</dd>", page.Html, StringComparison.Ordinal);
        Assert.Equal(0, _practice.TokenRequests);
    }

    [Fact]
    public async Task A_strangers_answer_is_never_redeemed()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions(), async address =>
        {
            await AnswerAsync(address, ("code", "stolen"), ("state", "guessed"));
            await AnswerAsync(address, ("error", "access_denied"), ("state", "guessed"));
            Assert.Equal(0, _practice.TokenRequests);
            await AcceptAsync(address);
        });
        Assert.Equal(_practice.Tenant.AdministratorName, context.Account);
        Assert.Equal([400, 400, 200], _pages.Select(page => page.Status));
        Assert.Equal(1, _practice.TokenRequests);
    }

    [Fact]
    public async Task Nobody_answers_and_in_time_the_port_is_free()
    {
        Task<OAuthContext> connecting = ConnectAsync(new SignInOptions { Timeout = TimeSpan.FromMinutes(2) }, _ => Task.CompletedTask);
        int port = new Uri(QueryOf(await _opened.Task.WaitAsync(s_patience))["redirect_uri"]).Port;
        using TcpClient idle = new();
        await idle.ConnectAsync(IPAddress.Loopback, port).WaitAsync(s_patience);
        _clock.Advance(TimeSpan.FromMinutes(2));
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => connecting.WaitAsync(s_patience));
        Assert.Equal(OAuthErrorKind.Timeout, e.Kind);
        AssertIsFree(port);
        Assert.True(_reports.OfType<ProgressReport>().Last().IsCompleted);
    }

    [Fact]
    public async Task Whoever_is_stopped_waits_no_more_and_leaves_the_port_free()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<OAuthContext> connecting = ConnectAsync(new SignInOptions(), (_, cancel) => HangAsync(closed, cancel), stop.Token);
        int port = new Uri(QueryOf(await _opened.Task.WaitAsync(s_patience))["redirect_uri"]).Port;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting.WaitAsync(s_patience));
        Assert.True(closed.Task.IsCompleted);
        AssertIsFree(port);
    }

    [LinuxFact]
    public async Task A_machine_without_a_browser_says_what_to_do_instead()
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions(), browser: null));
        Assert.Equal(OAuthErrorKind.InteractionRequired, e.Kind);
        Assert.Contains("-UseDeviceCode", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_stays_open_holds_up_nobody()
    {
        TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        OAuthContext context = await ConnectAsync(
            new SignInOptions(),
            async (address, cancel) =>
            {
                await AcceptAsync(address);
                await HangAsync(closed, cancel);
            },
            CancellationToken.None);
        Assert.NotNull(context.Account);
        Assert.True(closed.Task.IsCompleted);
    }

    private static async Task HangAsync(TaskCompletionSource closed, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
        finally
        {
            closed.SetResult();
        }
    }

    private Task<OAuthContext> ConnectAsync(SignInOptions options, Func<Uri, Task>? browser) =>
        ConnectAsync(options, browser is null ? null : (address, _) => browser(address), CancellationToken.None);

    private Task<OAuthContext> ConnectAsync(SignInOptions options, Func<Uri, CancellationToken, Task>? browser, CancellationToken cancellationToken)
    {
        PlayedMachine machine = new()
        {
            Browser = browser is null ? null : (address, cancel) =>
            {
                _opened.TrySetResult(address);
                return browser(address, cancel);
            },
        };
        return OAuthContext.ConnectAsync(
            options with { Environment = CloudEnvironment.Sandbox, Machine = machine },
            new Core.Wire(_practice.Tenant.CreateHandler(), _clock),
            _reports,
            cancellationToken);
    }

    /// <summary>The person signs in at the practice tenant, whose last page posts itself to the loopback port.</summary>
    private async Task AcceptAsync(Uri address)
    {
        Uri redirectUri = new(QueryOf(address)["redirect_uri"]);
        Uri ended = await _practice.Tenant.OpenInBrowserAsync(address, redirectUri, userName: null, CancellationToken.None);
        await AnswerAsync(address, [.. QueryOf(ended).Select(pair => (pair.Key, pair.Value))]);
    }

    private async Task AnswerAsync(Uri address, params (string Name, string Value)[] form)
    {
        using FormUrlEncodedContent content = new(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value)));
        using HttpResponseMessage response = await _http.PostAsync(new Uri(QueryOf(address)["redirect_uri"]), content);
        _pages.Add(new Page((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers));
    }

    private async Task<SignInOptions> DesktopAppAsync(string redirectUri) => new()
    {
        ClientId = await _practice.NewAppAsync(new JsonObject { ["displayName"] = "Desktop", ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray(redirectUri) } }),
        TenantId = _practice.TenantId,
        Scopes = ["User.Read"],
        RedirectUri = new Uri(redirectUri),
    };

    private static void AssertIsFree(int port)
    {
        using TcpListener next = new(IPAddress.Loopback, port);
        next.Start();
    }

    private static Dictionary<string, string> QueryOf(Uri address) => address.Query.TrimStart('?').Split('&')
        .Select(part => part.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')), StringComparer.Ordinal);
}
