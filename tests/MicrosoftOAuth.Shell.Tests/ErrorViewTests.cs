using System.Management.Automation;
using System.Management.Automation.Internal;

namespace MicrosoftOAuth.Shell.Tests;

public sealed class ErrorViewTests : IDisposable
{
    private readonly ShellBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_error_of_a_command_shows_message_recommendation_and_id()
    {
        Assert.Equal(
            """
            Write-Failure: The thing broke.
              Recommendation: Glue it.
              Id: ItBroke,Write-Failure

            """.ReplaceLineEndings("\n"),
            _bench.RunCommand("Write-Failure").Error);
    }

    [Fact]
    public void An_error_in_a_script_shows_its_line()
    {
        ShellRun run = _bench.RunScript("'one'\nWrite-Failure # here");

        Assert.Equal(
            $"""
            Write-Failure: {_bench.Folder}{Path.DirectorySeparatorChar}script.ps1:2
            Line |
               2 |  Write-Failure # here
                 |  ~~~~~~~~~~~~~
                 | The thing broke.
              Recommendation: Glue it.
              Id: ItBroke,Write-Failure

            """.ReplaceLineEndings("\n"),
            run.Error);
    }

    [Fact]
    public void A_terminating_error_looks_the_same()
    {
        Assert.Equal(_bench.RunCommand("Write-Failure").Error, _bench.RunCommand("Write-Failure -ErrorAction Stop").Error);
        Assert.Equal(_bench.RunCommand("Write-Failure").Error, _bench.RunCommand("Write-Failure -Fatal").Error);
    }

    [Fact]
    public void A_thrown_text_is_not_repeated_as_its_id()
    {
        Assert.Equal("Exception: enough\n", _bench.RunCommand("throw 'enough'").Error);
    }

    [Fact]
    public void A_script_that_can_not_be_parsed_shows_where()
    {
        ShellRun run = _bench.RunScript("'fine'\n  if (\n");

        Assert.StartsWith("ParserError: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("   2 |    if (\n     |        ~\n     | Missing condition in if statement", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void Long_messages_beside_a_position_are_wrapped_to_the_width()
    {
        ShellRun run = _bench.RunScript("throw ('word ' * 60)");

        Assert.All(run.Error.Split('\n').Skip(1), static line => Assert.InRange(line.Length, 0, ShellTerminal.RedirectedWidth));
    }

    [Fact]
    public void An_unknown_command_is_named()
    {
        Assert.StartsWith("Get-Nothing: The term 'Get-Nothing'", _bench.RunCommand("Get-Nothing").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_native_program_complains_is_left_as_it_is()
    {
        ErrorRecord record = new(new RemoteException("disk full"), "NativeCommandError", ErrorCategory.NotSpecified, targetObject: null);

        Assert.Equal("disk full", ConciseError.Render(record, 120));
    }

    [Fact]
    public void A_long_message_is_wrapped_between_words_and_keeps_its_own_lines()
    {
        ErrorRecord record = new(new InvalidOperationException("one two three\nfour"), "Id", ErrorCategory.InvalidOperation, targetObject: null);

        string plain = new StringDecorated(ConciseError.Render(record, 25)).ToString(OutputRendering.PlainText);

        Assert.Equal("InvalidOperation: one two\nthree\nfour\n  Id: Id", plain.ReplaceLineEndings("\n"));
    }
}
