using MicrosoftOAuth.Conformance.Recordings;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>docs/practice-tenant.md says what there is.</summary>
public sealed class CoverageTests
{
    private const string Begin = "<!-- written by the tests: begin -->\n";
    private const string End = "<!-- written by the tests: end -->";

    [SharedDataFact]
    public async Task The_page_about_the_practice_tenant_is_not_stale()
    {
        var report = await Replayer.ReplayAsync(RecordedRequest.ReadFile(SharedData.File("graph-recordings/applications.jsonl")), asToday: false, CancellationToken.None);
        var page = Path.Combine(Repository(), "docs", "practice-tenant.md");
        var text = await File.ReadAllTextAsync(page);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var wanted = text[..begin] + CoverageText.Write(report) + text[text.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("PRACTICE_TENANT_WRITE_DOCS") == "1")
            await File.WriteAllTextAsync(page, wanted);

        Assert.Equal(wanted, await File.ReadAllTextAsync(page));
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MicrosoftOAuth.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests do not run within the repository.");
        return folder.FullName;
    }
}
