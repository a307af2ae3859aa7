namespace MicrosoftOAuth.Shell.Tests;

public sealed class ExitCodeTests : IDisposable
{
    private readonly ShellBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_script_that_ends_exits_with_0() => Assert.Equal(0, _bench.RunScript("'fine'").Code);

    [Theory]
    [InlineData("exit 7", 7)]
    [InlineData("function Leave { exit 3 } Leave", 3)]
    [InlineData("try { exit 4 } finally { $Host.UI.WriteLine('last words') }", 4)]
    [InlineData("exit", 0)]
    public void Exit_names_the_code(string text, int code)
    {
        ShellRun script = _bench.RunScript(text + "\n'not reached'");
        ShellRun command = _bench.RunCommand(text + "; 'not reached'");

        Assert.Equal(code, script.Code);
        Assert.Equal(code, command.Code);
        Assert.DoesNotContain("not reached", script.Out + command.Out, StringComparison.Ordinal);
        Assert.Empty(script.Error + command.Error);
    }

    [Theory]
    [InlineData("throw 'no'")]
    [InlineData("$ErrorActionPreference = 'Stop'; Write-Failure")]
    [InlineData("Write-Failure -ErrorAction Stop")]
    [InlineData("if (")]
    public void A_terminating_error_exits_with_1(string text)
    {
        Assert.Equal(1, _bench.RunScript(text).Code);
        Assert.Equal(1, _bench.RunCommand(text).Code);
    }

    [Fact]
    public void A_non_terminating_error_is_shown_and_the_script_goes_on()
    {
        ShellRun run = _bench.RunScript("'before'; Write-Failure; 'after'");

        Assert.Equal(0, run.Code);
        Assert.Equal("before\nafter\n", run.Out);
        Assert.Contains("The thing broke.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_that_is_caught_is_not_shown()
    {
        ShellRun run = _bench.RunScript("try { Write-Failure -Fatal } catch { \"caught $($_.FullyQualifiedErrorId)\" }");

        Assert.Equal("caught ItBroke,Write-Failure\n", run.Out);
        Assert.Empty(run.Error);
        Assert.Equal(0, run.Code);
    }
}
