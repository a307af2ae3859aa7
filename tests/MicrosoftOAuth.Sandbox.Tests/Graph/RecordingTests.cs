using MicrosoftOAuth.Conformance.Recordings;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Real traffic with Microsoft Graph, played again.</summary>
public sealed class RecordingTests
{
    [SharedDataFact]
    public async Task Recorded_requests_are_answered_with_the_same_status_and_properties()
    {
        var report = await Replayer.ReplayAsync(RecordedRequest.ReadFile(SharedData.File("graph-recordings/applications.jsonl")), asToday: false, CancellationToken.None);

        Assert.True(report.Requests.Count > 180);
        Assert.True(report.StatusShare is 1, string.Join(Environment.NewLine, report.Differences));
        Assert.True(report.PathShare > 0.97, string.Join(Environment.NewLine, report.Differences));
    }

    [SharedDataFact]
    public async Task Today_nothing_that_was_recorded_is_missing_but_what_is_Microsofts_own()
    {
        var report = await Replayer.ReplayAsync(RecordedRequest.ReadFile(SharedData.File("graph-recordings/applications.jsonl")), asToday: true, CancellationToken.None);

        Assert.Equal(1, report.StatusShare);
        Assert.All(report.Requests.SelectMany(request => request.Missing), path => Assert.NotEqual("", KnownDifferences.ReasonFor(path, isMissing: true)));
    }

    [Fact]
    public async Task A_request_that_is_answered_otherwise_is_counted_and_named()
    {
        RecordedRequest[] recording =
        [
            new("one", "GET", "https://graph.microsoft.com/v1.0/me", null, 200, new() { ["id"] = "x", ["shoeSize"] = 44 }, ""),
            new("one", "GET", "https://graph.microsoft.com/v1.0/nothing", null, 200, null, ""),
        ];

        var report = await Replayer.ReplayAsync(recording, asToday: false, CancellationToken.None);

        Assert.Equal(0.5, report.StatusShare);
        Assert.Equal(0, report.PathShare);
        Assert.Contains(report.Differences, difference => difference.EndsWith("no /shoeSize", StringComparison.Ordinal));
        Assert.Contains(report.Differences, difference => difference.Contains("400 instead of 200", StringComparison.Ordinal));
    }
}
