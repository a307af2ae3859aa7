using System.Management.Automation.Language;
using MicrosoftOAuth.Help;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests;

/// <summary>Get-Help finds the pages, and their examples run.</summary>
public sealed class HelpTests
{
    /// <summary>What every example may use. The page does not repeat it.</summary>
    private const string Preamble = """
        $ErrorActionPreference = 'Stop'
        $ConfirmPreference = 'None'
        $null = Connect-MsOAuthApp -Environment Sandbox
        $app = New-MsOAuthApp -DisplayName 'Nango Integration' -SignInAudience MultiTenant -RedirectUri https://api.nango.dev/oauth/callback
        $app | Add-MsOAuthPermission -DelegatedPermission User.Read, offline_access
        $null = $app | Grant-MsOAuthConsent
        $secret = $app | New-MsOAuthClientSecret -Description 'Preamble'
        $tenant = $app.TenantId
        $apiKey = [System.Net.NetworkCredential]::new('', '5eed0000-0000-4000-8000-00006e616e67').SecurePassword
        """;

    public static TheoryData<string, int> Examples
    {
        get
        {
            TheoryData<string, int> all = [];
            foreach (string page in Directory.GetFiles(Repository.PathOf("docs", "en-US"), "*-*.md").Order(StringComparer.Ordinal))
            {
                for (int i = 0; i < HelpPage.Read(page).Examples.Count; i++)
                {
                    all.Add(Path.GetFileNameWithoutExtension(page), i);
                }
            }

            return all;
        }
    }

    [Fact]
    public void Get_Help_works_offline_for_every_cmdlet()
    {
        using ModuleSession session = new();
        foreach (string page in Directory.GetFiles(Repository.PathOf("docs", "en-US"), "*-*.md"))
        {
            string name = Path.GetFileNameWithoutExtension(page);
            string synopsis = session.Run("(Get-Help $args[0]).Synopsis", name).Single.ToString();
            Assert.Equal(Plain(HelpPage.Read(page).Synopsis), Plain(synopsis));
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs(string name, int index)
    {
        using ModuleSession session = new();
        string code = HelpPage.Read(Repository.PathOf("docs", "en-US", name + ".md")).Examples[index].Code;
        if (NeedsMoreThanTheEngine(session, code))
        {
            // Runs where pwsh is; see tests/Invoke-Pester.ps1.
            return;
        }

        session.Run(Preamble).ThrowIfFailed();
        session.Run(code).ThrowIfFailed();
    }

    private static bool NeedsMoreThanTheEngine(ModuleSession session, string code)
    {
        ScriptBlockAst ast = Parser.ParseInput(code, out _, out ParseError[] errors);
        Assert.Empty(errors);
        return ast.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true)
            .Select(node => ((CommandAst)node).GetCommandName())
            .OfType<string>()
            .Any(command => !command.Contains("MsOAuth", StringComparison.Ordinal)
                && session.Run("Get-Command $args[0] -ErrorAction Ignore", command).Output.Count == 0);
    }

    private static string Plain(string text) => string.Join(' ', text.Replace("`", string.Empty, StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
