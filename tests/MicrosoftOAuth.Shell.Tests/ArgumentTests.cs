namespace MicrosoftOAuth.Shell.Tests;

public sealed class ArgumentTests : IDisposable
{
    private readonly ShellBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_script_gets_named_switch_and_positional_arguments()
    {
        ShellRun run = _bench.RunScript(
            """
            param([string] $First, [int] $Count, [switch] $Fast, [string[]] $Names)
            "$First|$Count|$($Count.GetType().Name)|$Fast|$Names"
            """,
            "one", "-Count", "3", "-Fast", "-Names:a");

        Assert.Equal("one|3|Int32|True|a\n", run.Out);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void A_switch_can_be_turned_off()
    {
        Assert.Equal("False\n", _bench.RunScript("param([switch] $Fast) $Fast.IsPresent", "-Fast:$false").Out);
    }

    [Fact]
    public void A_colon_at_the_end_takes_the_next_word_even_with_a_dash()
    {
        Assert.Equal("-5\n", _bench.RunScript("param([string] $Value) $Value", "-Value:", "-5").Out);
    }

    [Fact]
    public void A_value_is_never_evaluated()
    {
        Assert.Equal("$(1+1); a,b\n", _bench.RunScript("param($Value) $Value", "$(1+1); a,b").Out);
    }

    [Fact]
    public void A_script_without_parameters_gets_its_words_in_args()
    {
        Assert.Equal("a|-b|c\n", _bench.RunScript("$args -join '|'", "a", "-b", "c").Out);
    }

    [Fact]
    public void A_parameter_that_the_script_does_not_have_is_a_terminating_error()
    {
        ShellRun run = _bench.RunScript("[CmdletBinding()] param() 'ran'", "-Unknown", "x");

        Assert.Equal(1, run.Code);
        Assert.Contains("NamedParameterNotFound", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void A_script_knows_where_it_lies_and_can_run_its_neighbours()
    {
        _bench.Write("neighbour.ps1", "'from ' + (Split-Name $PSCommandPath); exit 5");

        ShellRun run = _bench.RunScript(
            """
            function Split-Name($Path) { [IO.Path]::GetFileName($Path) }
            Split-Name $PSCommandPath
            $PSScriptRoot
            & "$PSScriptRoot/neighbour.ps1"
            "it said $LASTEXITCODE"
            """);

        Assert.Equal($"script.ps1\n{_bench.Folder}\nfrom neighbour.ps1\nit said 5\n", run.Out);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void Command_joins_the_words_behind_it()
    {
        Assert.Equal("3\n", _bench.Run("-Command", "1", "+", "2").Out);
        Assert.Equal("3\n", _bench.Run("-c", "1+2").Out);
    }

    [Theory]
    [InlineData("-Help")]
    [InlineData("--help")]
    [InlineData("-?")]
    public void Help_is_output(string option)
    {
        ShellRun run = _bench.Run(option);

        Assert.Equal(0, run.Code);
        Assert.Contains("-Command", run.Out, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [InlineData("-Wrong")]
    [InlineData("-Command")]
    [InlineData("missing.ps1")]
    [InlineData("Get-Thing")]
    public void Wrong_arguments_exit_with_2_and_say_what_to_type(string argument)
    {
        ShellRun run = _bench.Run(argument);

        Assert.Equal(2, run.Code);
        Assert.Contains("-Help", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void The_manifest_is_found_above_the_given_folder()
    {
        string manifest = _bench.Write("MicrosoftOAuth.psd1", "@{}");
        string deep = Directory.CreateDirectory(Path.Combine(_bench.Folder, "src", "bin")).FullName;

        Assert.Equal(manifest, ModuleLocator.FindManifest(deep));
        Assert.Equal(manifest, ModuleLocator.FindManifest(_bench.Folder));
        Assert.Null(ModuleLocator.FindManifest(Path.GetPathRoot(deep)!));
    }

    [Fact]
    public void A_module_that_can_not_be_imported_ends_the_run()
    {
        ShellTerminal terminal = ShellBench.Redirected();
        string broken = _bench.Write("Broken.psd1", "@{ RootModule = 'nowhere.psm1'; ModuleVersion = '1.0' }");

        Assert.Equal(1, Program.Run(["-Command", "'ran'"], terminal, broken));
        Assert.Contains("Import-Module: ", terminal.Error.ToString(), StringComparison.Ordinal);
        Assert.Empty(terminal.Out.ToString()!);
    }

    [Fact]
    public void A_missing_manifest_is_said()
    {
        ShellTerminal terminal = ShellBench.Redirected();

        Assert.Equal(1, Program.Run(["-Command", "1"], terminal, manifest: null));
        Assert.Contains("MicrosoftOAuth.psd1", terminal.Error.ToString(), StringComparison.Ordinal);
    }
}
