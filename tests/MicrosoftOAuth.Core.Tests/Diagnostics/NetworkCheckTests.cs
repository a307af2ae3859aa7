namespace MicrosoftOAuth.Core.Tests.Diagnostics;

/// <summary>The checks that ask a host.</summary>
public sealed class NetworkCheckTests : IDisposable
{
    private readonly FakeWire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData(0, DiagnosticStatus.Ok, "Within 1 seconds")]
    [InlineData(-20, DiagnosticStatus.Ok, "Within 20 seconds")]
    [InlineData(90, DiagnosticStatus.Warning, "90 seconds ahead of")]
    [InlineData(-600, DiagnosticStatus.Problem, "10 minutes behind")]
    [InlineData(86400, DiagnosticStatus.Problem, "24 hours ahead of")]
    public async Task The_clock_is_held_against_the_answers_date(int secondsAhead, DiagnosticStatus status, string words)
    {
        _wire.Answer("GET /common/v2.0/.well-known/openid-configuration", 200, "{}", answer => answer.Headers.Date = _wire.Clock.GetUtcNow().AddSeconds(-secondsAhead));
        Diagnostic found = await RunAsync("Clock");
        Assert.Equal(status, found.Status);
        Assert.Contains(words, found.Detail, StringComparison.Ordinal);
        Assert.Equal(status != DiagnosticStatus.Ok, found.Remedy is not null);
    }

    [Fact]
    public async Task Without_a_date_or_an_answer_nobody_knows()
    {
        _wire.Answer("GET", 200, "{}");
        Assert.Equal(DiagnosticStatus.Info, (await RunAsync("Clock")).Status);
        _wire.Drop("GET");
        Assert.Equal(DiagnosticStatus.Info, (await RunAsync("Clock")).Status);
    }

    [Theory]
    [InlineData(200, DiagnosticStatus.Ok)]
    [InlineData(401, DiagnosticStatus.Ok)]
    [InlineData(404, DiagnosticStatus.Ok)]
    [InlineData(407, DiagnosticStatus.Problem)]
    [InlineData(503, DiagnosticStatus.Problem)]
    public async Task Any_answer_of_the_host_itself_proves_the_way(int status, DiagnosticStatus expected)
    {
        _wire.Answer("GET /v1.0/", status);
        Diagnostic found = await RunAsync("Microsoft Graph");
        Assert.Equal(expected, found.Status);
        Assert.Contains($"https://graph.microsoft.com/v1.0/ answered {status}", found.Detail, StringComparison.Ordinal);
        Assert.True(_wire.IsDone);
    }

    [Fact]
    public async Task A_lost_connection_is_told_at_once_and_not_tried_again()
    {
        _wire.Drop("GET /common/v2.0/");
        Diagnostic found = await RunAsync("Sign-in endpoint");
        Assert.Equal(DiagnosticStatus.Problem, found.Status);
        Assert.Contains("cannot be reached: The connection was reset.", found.Detail, StringComparison.Ordinal);
        Assert.Single(_wire.Sent);
    }

    [Fact]
    public async Task A_host_that_never_answers_is_a_problem_after_ten_seconds()
    {
        _wire.Hang("GET");
        Diagnostic found = await _wire.RunAsync(RunAsync("Sign-in endpoint"));
        Assert.Equal((DiagnosticStatus.Problem, "No answer within 10 seconds."), (found.Status, found.Detail));
    }

    [Fact]
    public async Task Each_cloud_has_hosts_of_its_own()
    {
        DiagnosticSubject china = Subjects.Of(_wire) with { Cloud = MicrosoftCloud.Of(CloudEnvironment.China) };
        _wire.Answer("GET", 200).Answer("GET", 200);
        await RunAsync("Sign-in endpoint", china);
        await RunAsync("Microsoft Graph", china);
        Assert.Equal(["login.partner.microsoftonline.cn", "microsoftgraph.chinacloudapi.cn"], _wire.Sent.Select(sent => sent.Uri.Host));
    }

    private Task<Diagnostic> RunAsync(string check) => RunAsync(check, Subjects.Of(_wire));

    private static async Task<Diagnostic> RunAsync(string check, DiagnosticSubject subject)
    {
        await foreach (Diagnostic found in new Doctor(subject, [Subjects.Check(check)]).RunAsync(offline: false, reports: null, CancellationToken.None))
        {
            return found;
        }

        throw new InvalidOperationException("A check without a finding.");
    }
}
