using System.Management.Automation;
using MicrosoftOAuth.Tests.StandIn;

namespace MicrosoftOAuth.Tests.StandInTests;

/// <summary>What the stand-in refuses: a file that uses it fails and says why.</summary>
public sealed class PesterLimitTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pester-limits-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("1 | Should -Exist", "Should was given -Exist, which the stand-in does not know.")]
    [InlineData("Should -Invoke Get-Command -Times 1 -Exactly", "Should was given -Invoke Get-Command -Times 1 -Exactly, which the stand-in does not know.")]
    [InlineData("Get-Command Get-Help | Should -HaveParameter Name -Mandatory", "Should was given -HaveParameter Name -Mandatory")]
    [InlineData("1 | Should -EQ 1", "Should was given -EQ 1")]
    [InlineData("1 | Should Be 1", "Should was given 1")]
    [InlineData("1 | Should", "Should needs exactly one operator and has none")]
    [InlineData("1 | Should -Be 1 -BeTrue", "Should needs exactly one operator and has Be BeTrue")]
    [InlineData("1 | Should -Be", "Should -Be needs a value to compare with.")]
    [InlineData("$true | Should -BeTrue 'why'", "Should -BeTrue takes no value to compare with.")]
    [InlineData("1 | Should -Be 1 'why'", "Should was given why")]
    [InlineData("1 | Should -Be 1 -ErrorAction Continue", "Should -ErrorAction Continue is not known")]
    [InlineData("Mock Get-Command { }", "Mock is a word of Pester that the stand-in does not know.")]
    [InlineData("InModuleScope Any { }", "InModuleScope is a word of Pester that the stand-in does not know.")]
    [InlineData("Set-ItResult -Skipped -Because 'reasons'", "Set-ItResult is a word of Pester that the stand-in does not know.")]
    [InlineData("It 'inner' { }", "It 'inner' stands inside a test or a setup")]
    [InlineData("Describe 'inner' { }", "Describe 'inner' stands inside a test or a setup")]
    [InlineData("BeforeAll { }", "BeforeAll stands inside a test or another setup")]
    [InlineData("1, 2 | Should -HaveCount two", "A collection cannot have the size 'two'.")]
    [InlineData("1, 2 | Should -HaveCount -1", "A collection cannot have the size '-1'.")]
    [InlineData("1 | Select-Object", "The term 'Select-Object' is not recognized")]
    public void A_test_fails_on_what_is_not_known(string body, string message)
    {
        var result = Assert.Single(Run($"Describe 'Any' {{\n It 'test' {{\n {body}\n }}\n}}"));

        Assert.Equal(PesterOutcome.Failed, result.Outcome);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Some.Tests.ps1:3", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nor_does_a_quiet_error_preference_hide_it()
    {
        var result = Assert.Single(Run("Describe 'Any' { It 'test' { $ErrorActionPreference = 'Ignore'; 1 | Should -Exist } }"));

        Assert.Equal(PesterOutcome.Failed, result.Outcome);
    }

    [Theory]
    [InlineData("BeforeEach { }\nDescribe 'Any' { It 'test' { } }", "BeforeEach stands outside of any block")]
    [InlineData("AfterEach { }\nDescribe 'Any' { It 'test' { } }", "AfterEach stands outside of any block")]
    [InlineData("BeforeAll { }\nBeforeAll { }\nDescribe 'Any' { It 'test' { } }", "BeforeAll is given twice in one block")]
    [InlineData("Describe 'Any' { It 'test' }", "Cannot process command because of one or more missing mandatory parameters: Test.")]
    [InlineData("Describe 'Any' { It 'test' -Pending { } }", "A parameter cannot be found that matches parameter name 'Pending'.")]
    [InlineData("Describe 'Any' { BeforeAll { }; InModuleScope Any { } }", "InModuleScope is a word of Pester")]
    public void A_file_fails_on_what_is_not_known(string text, string message)
    {
        var failure = Assert.Single(Run(text), result => result.Path is ["(discovery)"]);

        Assert.Equal(PesterOutcome.Failed, failure.Outcome);
        Assert.StartsWith(message, failure.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_was_never_reached_has_failed()
    {
        var results = Run("Describe 'Any' { It 'first' { }; It 'leaves' { exit }; It 'last' { } }");

        Assert.Equal([PesterOutcome.Passed, PesterOutcome.Failed, PesterOutcome.Failed], results.Select(result => result.Outcome));
        Assert.StartsWith("The run ended before this test did.", results[2].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_are_there_from_discovery_on()
    {
        var module = Write("Some.psm1", "function Get-Some { 'some' }");

        var results = Run("Describe 'Any' { It 'test <_>' -ForEach (Get-Some) { Get-Some | Should -Be $_ } }", module);

        Assert.Equal(["Passed: Any.test some"], results.Select(result => result.ToString()));
    }

    [Fact]
    public void A_module_that_cannot_be_imported_is_an_exception() =>
        Assert.ThrowsAny<RuntimeException>(() => Run("Describe 'Any' { It 'test' { } }", Path.Combine(_folder.FullName, "None.psd1")));

    [Fact]
    public void A_file_leaves_no_trace()
    {
        var results = Run("Describe 'Any' { It 'writes' { [System.IO.File]::WriteAllText(\"$TestDrive/file\", ''); throw $TestDrive } }");

        var drive = results[0].Error!.ReplaceLineEndings("\n").Split('\n')[0];
        Assert.True(Path.IsPathRooted(drive));
        Assert.False(Directory.Exists(drive));
    }

    [Fact]
    public void Files_are_discovered_by_name_in_order()
    {
        Write("Some.ps1", "");
        string[] files = [Write("B.Tests.ps1", ""), Write("A.Tests.ps1", "")];

        Assert.Equal(files.Order(StringComparer.Ordinal), PesterFile.Discover(_folder.FullName));
        Assert.Equal([files[0]], PesterFile.Discover(files[0]));
        Assert.Throws<DirectoryNotFoundException>(() => PesterFile.Discover(Path.Combine(_folder.FullName, "none")));
    }

    private IReadOnlyList<PesterResult> Run(string text, params string[] modules) =>
        PesterFile.Run(Write("Some.Tests.ps1", text), modules);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
