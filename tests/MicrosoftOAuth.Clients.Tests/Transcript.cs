using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>
/// The sessions shown in docs/real-clients.md. A run with PRACTICE_TENANT_WRITE_DOCS=1 writes what it saw there; any other run leaves the
/// page alone, since ids and times differ from run to run.
/// </summary>
internal static class Transcript
{
    private static readonly Lock Gate = new();

    public static bool IsKept { get; } = Environment.GetEnvironmentVariable("PRACTICE_TENANT_WRITE_DOCS") == "1";

    public static void Keep(string title, string output)
    {
        if (!IsKept)
            return;
        var page = Path.Combine(Repository.Root, "docs", "real-clients.md");
        lock (Gate)
        {
            var begin = $"<!-- session: {title} -->";
            var text = File.ReadAllText(page);
            var shown = $"{begin}\n```console\n{output.Trim()}\n```\n<!-- end of session -->";
            var updated = Regex.Replace(text, Regex.Escape(begin) + ".*?<!-- end of session -->", shown.Replace("$", "$$", StringComparison.Ordinal), RegexOptions.Singleline, TimeSpan.FromSeconds(5));
            Assert.Contains(begin, text, StringComparison.Ordinal);
            File.WriteAllText(page, updated);
        }
    }
}
