using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MicrosoftOAuth.Help.Tests;

/// <summary>What the engine's own Get-Help makes of built help that lies beside a module's manifest.</summary>
public sealed class GetHelpTests : Samples
{
    private readonly Runspace _runspace;

    public GetHelpTests()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-US");
        var module = Directory.CreateDirectory(Path.Combine(Folder, "HelpSample")).FullName;
        Assert.Empty(HelpBuild.Run(Path.GetDirectoryName(Page("Get-HelpSample"))!, Path.Combine(module, "en-US"), Assembly));
        var manifest = Path.Combine(module, "HelpSample.psd1");
        File.WriteAllText(manifest, "@{ ModuleVersion = '1.0'; RootModule = 'HelpSample.psm1'; CmdletsToExport = 'Get-HelpSample', 'Set-HelpSample' }");
        File.WriteAllText(Path.Combine(module, "HelpSample.psm1"), $"Import-Module -Name '{AssemblyPath}'");

        _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        _runspace.Open();
        Run($"Import-Module -Name '{manifest}'");
    }

    [Fact]
    public void The_synopsis_and_the_description_are_shown()
    {
        Assert.Equal("Gets a sample by its name, or all of them & more.", Text("(Get-Help Get-HelpSample).Synopsis"));
        Assert.Equal(
            ["Get-HelpSample gets samples. See the guide (https://example.org/guide) and Set-HelpSample.", "Two kinds there are:", "- one that is short;", "- one with <angle> brackets, <String>, and a second line."],
            Run("(Get-Help Get-HelpSample -Full).description.Text").Select(text => text.ToString().TrimEnd()));
    }

    [Fact]
    public void Examples_are_shown()
    {
        Assert.Equal("2", Text("@((Get-Help Get-HelpSample -Full).examples.example).Count"));
        Assert.Contains("Example 1: One by its name", Text("(Get-Help Get-HelpSample -Full).examples.example[0].title"), StringComparison.Ordinal);
        Assert.Equal("Get-HelpSample -Name 'one' |\n    Set-HelpSample -Force", Text("(Get-Help Get-HelpSample -Full).examples.example[0].code"));
        Assert.Equal("Gets one sample and sets it.", Text("(Get-Help Get-HelpSample -Full).examples.example[0].remarks[0].Text"));
        Assert.Equal("Name  Id\n----  --\none   1", Text("(Get-Help Get-HelpSample -Full).examples.example[1].remarks[1].Text"));
    }

    [Fact]
    public void Parameters_are_shown()
    {
        Assert.Equal(["The sample's names. They may be patterns.", "There may be many."], Run("(Get-Help Get-HelpSample -Parameter Name).description.Text").Select(text => text.ToString().TrimEnd()));
        Assert.Equal("true", Text("(Get-Help Get-HelpSample -Parameter Name).required"));
        Assert.Equal("0", Text("(Get-Help Get-HelpSample -Parameter Name).position"));
        Assert.Equal("True (ByPropertyName, ByValue)", Text("(Get-Help Get-HelpSample -Parameter Name).pipelineInput"));
        Assert.Equal("true", Text("(Get-Help Get-HelpSample -Parameter Name).globbing"));
        Assert.Equal("SampleId, ObjectId", Text("(Get-Help Get-HelpSample -Parameter Id).aliases"));
        Assert.Equal("Web", Text("(Get-Help Get-HelpSample -Parameter Platform).defaultValue"));
        Assert.Equal("SwitchParameter", Text("(Get-Help Get-HelpSample -Parameter Force).type.name"));
        Assert.Equal(["Force", "Id", "Name", "Platform"], Run("(Get-Help Get-HelpSample -Full).parameters.parameter.name").Select(name => name.ToString()));
    }

    [Fact]
    public void Each_parameter_set_has_its_syntax()
    {
        const string Syntax = "(Get-Help Get-HelpSample -Full).syntax.syntaxItem";

        Assert.Equal(["Name", "Platform", "Force"], Run($"{Syntax}[0].parameter.name").Select(name => name.ToString()));
        Assert.Equal(["Web", "Spa"], Run($"{Syntax}[0].parameter[1].parameterValueGroup.parameterValue").Select(value => value.ToString()));
        Assert.Equal(["Id", "Force"], Run($"{Syntax}[1].parameter.name").Select(name => name.ToString()));
        Assert.Equal(["true", "false"], Run($"{Syntax}[1].parameter.required").Select(required => required.ToString()));
        Assert.Equal("Guid", Text($"{Syntax}[1].parameter[0].parameterValue"));
    }

    [Fact]
    public void Inputs_outputs_notes_and_links_are_shown()
    {
        Assert.Equal("System.String[]", Text("(Get-Help Get-HelpSample -Full).inputTypes.inputType.type.name"));
        Assert.Equal(["HelpSample.Sample", "None"], Run("(Get-Help Get-HelpSample -Full).returnValues.returnValue.type.name").Select(name => name.ToString()));
        Assert.Equal("Needs nothing.", Text("(Get-Help Get-HelpSample -Full).alertSet.alert[0].Text"));
        Assert.Equal(
            ["https://example.org/docs/Get-HelpSample.md", "", "https://example.org/guide"],
            Run("(Get-Help Get-HelpSample -Full).relatedLinks.navigationLink.uri").Select(uri => uri.ToString()));
        Assert.Equal(
            ["Online Version:", "Set-HelpSample", "The guide"],
            Run("(Get-Help Get-HelpSample -Full).relatedLinks.navigationLink.linkText").Select(text => text.ToString()));
    }

    [Fact]
    public void A_page_with_little_in_it_is_shown_too() =>
        Assert.Equal("Sets a sample.", Text("(Get-Help Set-HelpSample -Full).Synopsis"));

    [Fact]
    public void A_topic_is_found_by_its_name()
    {
        Assert.StartsWith("TOPIC\n    about_HelpSample\n", Text("Get-Help about_HelpSample").ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal("What samples are for.", Text("(Get-Help about_HelpSamp*).Synopsis"));
    }

    public override void Dispose()
    {
        _runspace.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    private string Text(string script) => Assert.Single(Run(script)).ToString();

    private Collection<PSObject> Run(string script)
    {
        using var shell = PowerShell.Create(_runspace);
        var output = shell.AddScript(script).Invoke();
        Assert.Equal([], shell.Streams.Error.Select(error => error.ToString()));
        return output;
    }
}
