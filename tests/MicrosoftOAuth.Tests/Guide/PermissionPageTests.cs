using System.Management.Automation;
using System.Text;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Guide;

/// <summary>
/// The commands in docs/permissions.md write what the page shows: each block of PowerShell is run, all in one session, and what
/// stands in the block behind it is its output, warnings included. PRACTICE_TENANT_WRITE_DOCS=1 writes the output anew.
/// </summary>
public sealed partial class PermissionPageTests
{
    /// <summary>What the page answers, each by a heading that links to it.</summary>
    private static readonly string[] s_complaints =
    [
        "microsoftgraph/microsoft-graph-explorer-v4/issues/442",
        "microsoftgraph/msgraph-sdk-powershell/issues/2872",
        "microsoftgraph/microsoft-graph-explorer-v4/issues/3484",
        "microsoftgraph/microsoft-graph-explorer-v4/issues/4053",
        "microsoftgraph/msgraph-sdk-powershell/issues/1781",
        "microsoftgraph/microsoft-graph-explorer-v4/issues/1271",
        "microsoftgraph/microsoft-graph-docs-contrib/pull/9999",
        "dotnet/dev-proxy/issues/1474",
        "dotnet/dev-proxy/issues/1565",
        "microsoftgraph/msgraph-sdk-powershell/issues/899",
        "dotnet/dev-proxy/issues/213",
    ];

    private static readonly string s_path = Path.Combine(Repository.Root, "docs", "permissions.md");

    private readonly string _page = File.ReadAllText(s_path).ReplaceLineEndings("\n");

    [Fact]
    public void Every_command_writes_what_the_page_shows()
    {
        using ModuleSession session = new();
        session.Run("$null = Connect-MsOAuthApp -Environment Sandbox").ThrowIfFailed();
        // All found before the first is run: the time limit is the expression's, not the commands'.
        Match[] blocks = Shown().Matches(_page).ToArray<Match>();
        StringBuilder written = new();
        int at = 0;
        foreach (Match block in blocks)
        {
            string script = block.Groups["script"].Value;
            written.Append(_page, at, block.Index - at).Append($"```powershell\n{script}```\n\n```text\n{Output(session, script)}```\n");
            at = block.Index + block.Length;
        }

        string run = written.Append(_page, at, _page.Length - at).ToString();

        if (Environment.GetEnvironmentVariable("PRACTICE_TENANT_WRITE_DOCS") == "1")
        {
            File.WriteAllText(s_path, run);
            return;
        }

        Assert.Equal(run, _page);
        Assert.Equal(Regex.Count(_page, "^```powershell$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)), blocks.Length);
    }

    [Fact]
    public void Every_complaint_has_its_answer() => Assert.All(s_complaints, complaint => Assert.Contains($"https://github.com/{complaint})", _page, StringComparison.Ordinal));

    /// <summary>What a script writes, but for the word on the data's age, which comes one day.</summary>
    private static string Output(ModuleSession session, string script) => string.Concat(session.Run($"& {{\n{script}}} 3>&1").ThrowIfFailed().Output
        .Where(item => item.BaseObject is not WarningRecord { Message: var message } || !message.Contains("days old", StringComparison.Ordinal))
        .Select(item => item.BaseObject is WarningRecord warning ? $"WARNING: {warning.Message}\n" : $"{item}\n"));

    [GeneratedRegex("```powershell\n(?<script>.*?)```\n\n```text\n.*?```\n", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shown();
}
