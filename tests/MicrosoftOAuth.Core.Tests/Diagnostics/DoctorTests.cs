using MicrosoftOAuth.Core.Tests.Sessions;

namespace MicrosoftOAuth.Core.Tests.Diagnostics;

/// <summary>The doctor itself: every check is heard, none for longer than ten seconds, and none can fail it.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly FakeWire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task What_a_check_throws_is_a_finding_without_what_is_secret()
    {
        Diagnostic[] found = await RunAsync(
            new PlayedCheck("a", (_, _) => Task.FromResult(new Diagnostic("a", DiagnosticStatus.Ok, "fine"))),
            new PlayedCheck("b", (_, _) => throw new InvalidOperationException("The proxy tunnel request to proxy 'http://ada:p@ss/w0rd@proxy.example:8080/' failed.\nMore")),
            new PlayedCheck("c", (_, _) => Task.FromException<Diagnostic>(new OperationCanceledException("of its own"))));
        Assert.Equal(["a", "b", "c"], found.Select(one => one.Check));
        Assert.Equal([DiagnosticStatus.Ok, DiagnosticStatus.Warning, DiagnosticStatus.Warning], found.Select(one => one.Status));
        Assert.Equal("The check itself failed: The proxy tunnel request to proxy 'http://proxy.example:8080/' failed. More", found[1].Detail);
    }

    [Theory]
    [InlineData(false, DiagnosticStatus.Warning)]
    [InlineData(true, DiagnosticStatus.Problem)]
    public async Task A_check_that_never_ends_is_left_behind_after_ten_seconds(bool usesNetwork, DiagnosticStatus status)
    {
        using ManualResetEventSlim never = new();
        DateTimeOffset begun = _wire.Clock.GetUtcNow();
        Task<Diagnostic[]> run = RunAsync(
            new PlayedCheck("deaf", (_, _) => { never.Wait(CancellationToken.None); return Task.FromResult(new Diagnostic("deaf", DiagnosticStatus.Ok, string.Empty)); }, usesNetwork),
            new PlayedCheck("next", (_, _) => Task.FromResult(new Diagnostic("next", DiagnosticStatus.Ok, string.Empty))));
        Diagnostic[] found = await _wire.RunAsync(run);
        never.Set();
        Assert.Equal(("deaf", status, "No answer within 10 seconds."), (found[0].Check, found[0].Status, found[0].Detail));
        Assert.Equal("next", found[1].Check);
        Assert.InRange(_wire.Clock.GetUtcNow() - begun, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Checks_run_side_by_side()
    {
        TaskCompletionSource met = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Diagnostic[] found = await RunAsync(
            new PlayedCheck("waits", async (_, cancel) => { await met.Task.WaitAsync(cancel); return new Diagnostic("waits", DiagnosticStatus.Ok, string.Empty); }),
            new PlayedCheck("opens", (_, _) => { met.SetResult(); return Task.FromResult(new Diagnostic("opens", DiagnosticStatus.Ok, string.Empty)); }));
        Assert.All(found, one => Assert.Equal(DiagnosticStatus.Ok, one.Status));
    }

    [Fact]
    public async Task Whoever_stops_it_is_obeyed()
    {
        using CancellationTokenSource stop = new();
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PlayedCheck check = new("waits", async (_, cancel) => { started.SetResult(); await Task.Delay(Timeout.InfiniteTimeSpan, cancel); throw new InvalidOperationException("Unreached."); });
        Task<Diagnostic[]> run = RunAsync([check], stop.Token);
        await started.Task;
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [KeyringlessFact]
    public async Task Offline_sends_nothing_and_leaves_the_rest()
    {
        DiagnosticSubject subject = Subjects.Of(_wire) with { KeptTokensFolder = Path.Combine(Path.GetTempPath(), "msoauth-" + Guid.NewGuid().ToString("N")) };
        List<Diagnostic> found = [];
        await foreach (Diagnostic one in new Doctor(subject, Doctor.AllChecks).RunAsync(offline: true, reports: null, CancellationToken.None))
        {
            found.Add(one);
        }

        Assert.Empty(_wire.Sent);
        Assert.Equal(
            ["PowerShell", "Module", "Libraries", "Other libraries", "TLS", "Proxy", "Kept tokens", "Identity variables", "Browser", "Session", "Permission index"],
            found.Select(one => one.Check));
        Assert.DoesNotContain(found, one => one.Detail.Contains("The check itself failed", StringComparison.Ordinal));
        Assert.False(Directory.Exists(subject.KeptTokensFolder));
        Assert.Equal(DiagnosticStatus.Warning, found.Single(one => one.Check == "Kept tokens").Status);
    }

    [Fact]
    public async Task The_wait_can_be_watched()
    {
        ReportList reports = [];
        await foreach (Diagnostic _ in new Doctor(Subjects.Of(_wire), [new PlayedCheck("a", (_, _) => Task.FromResult(new Diagnostic("a", DiagnosticStatus.Ok, string.Empty)))]).RunAsync(offline: false, reports, CancellationToken.None))
        {
        }

        Assert.Equal("a", reports.OfType<ProgressReport>().First().Message);
        Assert.True(reports.OfType<ProgressReport>().Last().IsCompleted);
    }

    private Task<Diagnostic[]> RunAsync(params IDiagnosticCheck[] checks) => RunAsync(checks, CancellationToken.None);

    private async Task<Diagnostic[]> RunAsync(IDiagnosticCheck[] checks, CancellationToken cancellationToken)
    {
        List<Diagnostic> found = [];
        await foreach (Diagnostic one in new Doctor(Subjects.Of(_wire), checks).RunAsync(offline: false, reports: null, cancellationToken))
        {
            found.Add(one);
        }

        return [.. found];
    }

    private sealed class PlayedCheck(string name, Func<DiagnosticSubject, CancellationToken, Task<Diagnostic>> run, bool usesNetwork = false) : IDiagnosticCheck
    {
        public string Name => name;

        public bool UsesNetwork => usesNetwork;

        public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken) => run(subject, cancellationToken);
    }
}
