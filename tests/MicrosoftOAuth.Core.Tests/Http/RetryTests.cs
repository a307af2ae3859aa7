using System.Net.Http.Headers;

namespace MicrosoftOAuth.Core.Tests;

public sealed class RetryTests
{
    private const string App = """{"id":"33333333-3333-3333-3333-333333333333","appId":"44444444-4444-4444-4444-444444444444","displayName":"X"}""";
    private static readonly AppReference s_app = new(null, "33333333-3333-3333-3333-333333333333", null);

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Waits_as_long_as_the_service_asks(int status)
    {
        FakeWire wire = new FakeWire()
            .Answer("GET /v1.0/applications/", status, "", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(17)))
            .Answer("GET /v1.0/applications/", 200, App)
            .Answer("GET /v1.0/servicePrincipals(", 404);
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthApp app = await wire.RunAsync(new ApplicationClient(context).FindAsync(s_app, CancellationToken.None));
        Assert.Equal("X", app.DisplayName);
        Assert.True(wire.Sent[1].Time - wire.Sent[0].Time >= TimeSpan.FromSeconds(17));
        Assert.True(wire.IsDone);
    }

    [Fact]
    public async Task Gives_up_after_four_more_tries_and_says_so()
    {
        FakeWire wire = new();
        for (int i = 0; i < 5; i++)
        {
            wire.Answer("GET", 429, """{"error":{"code":"TooManyRequests","message":"Too many requests."}}""", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(1)));
        }

        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => wire.RunAsync(new ApplicationClient(context).FindAsync(s_app, CancellationToken.None)));
        Assert.Equal(OAuthErrorKind.Throttled, e.Kind);
        Assert.Equal(429, e.HttpStatus);
        Assert.True(wire.IsDone);
    }

    [Fact]
    public async Task Does_not_wait_an_hour()
    {
        FakeWire wire = new FakeWire().Answer("GET", 429, "", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromHours(1)));
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new ApplicationClient(context).FindAsync(s_app, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.Throttled, e.Kind);
    }

    [Fact]
    public async Task A_lost_connection_is_tried_again_for_a_read()
    {
        FakeWire wire = new FakeWire().Drop("GET").Answer("GET", 200, App).Answer("GET", 404);
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        Assert.Equal("X", (await wire.RunAsync(new ApplicationClient(context).FindAsync(s_app, CancellationToken.None))).DisplayName);
    }

    [Fact]
    public async Task A_lost_connection_is_not_tried_again_for_a_write()
    {
        FakeWire wire = new FakeWire().Answer("GET /v1.0/applications?", 200, """{"value":[]}""").Drop("POST /v1.0/applications");
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new ApplicationClient(context).CreateAsync(new NewApp("X", SignInAudience.SingleTenant), CancellationToken.None));
        Assert.Equal(OAuthErrorKind.ServiceUnavailable, e.Kind);
        Assert.Contains("connection was reset", e.Message, StringComparison.Ordinal);
        Assert.True(wire.IsDone);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        FakeWire wire = new FakeWire().Answer("GET /v1.0/applications?", 200, """{"value":[]}""").Hang("POST /v1.0/applications");
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => wire.RunAsync(new ApplicationClient(context).CreateAsync(new NewApp("X", SignInAudience.SingleTenant), CancellationToken.None)));
        Assert.Equal(OAuthErrorKind.ServiceUnavailable, e.Kind);
        Assert.Contains("did not answer within 100 seconds", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait()
    {
        using CancellationTokenSource stop = new();
        FakeWire wire = new FakeWire().Answer("GET", 429, "", response => response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(60)));
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        Task<OAuthApp> find = new ApplicationClient(context).FindAsync(s_app, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/applications?$skiptoken=1", OAuthErrorKind.ServiceError)]
    [InlineData("https://evil.example/v1.0/applications?$skiptoken=1", OAuthErrorKind.HostNotAllowed)]
    public async Task A_next_link_that_repeats_or_leaves_is_refused(string link, OAuthErrorKind kind)
    {
        string page = $$"""{"value":[{{App}}],"@odata.nextLink":"{{link}}"}""";
        FakeWire wire = new FakeWire().Answer("GET", 200, page).Answer("GET", 200, page);
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        List<OAuthApp> apps = [];
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(async () =>
        {
            await foreach (OAuthApp app in new ApplicationClient(context).ListAsync(null, null, null, CancellationToken.None))
            {
                apps.Add(app);
            }
        });
        Assert.Equal(kind, e.Kind);
        Assert.All(wire.Sent, request => Assert.Equal("graph.microsoft.com", request.Uri.Host));
        Assert.NotEmpty(apps);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_a_clear_error()
    {
        FakeWire wire = new FakeWire().Answer("GET", 200, """{"id":"33""");
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new ApplicationClient(context).FindAsync(s_app, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.ServiceError, e.Kind);
    }

    [Theory]
    [InlineData(401, "InvalidAuthenticationToken", OAuthErrorKind.Unauthorized)]
    [InlineData(403, "Authorization_RequestDenied", OAuthErrorKind.PermissionDenied)]
    [InlineData(400, "Request_BadRequest", OAuthErrorKind.InvalidRequest)]
    [InlineData(409, "Request_MultipleObjectsWithSameKeyValue", OAuthErrorKind.Conflict)]
    public async Task Graphs_errors_keep_their_code_and_ids(int status, string code, OAuthErrorKind kind)
    {
        FakeWire wire = new FakeWire().Answer("GET", status, $$"""{"error":{"code":"{{code}}","message":"No.","innerError":{"request-id":"r1","client-request-id":"c1"} } }""");
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new ApplicationClient(context).FindAsync(s_app, CancellationToken.None));
        Assert.Equal((kind, code, status, "r1", "c1"), (e.Kind, e.ServiceCode, e.HttpStatus!.Value, e.TraceId, e.CorrelationId));
        Assert.False(string.IsNullOrEmpty(e.Remedy));
    }
}
