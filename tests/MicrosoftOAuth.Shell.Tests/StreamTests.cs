using System.Management.Automation;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Shell.Tests;

public sealed class StreamTests : IDisposable
{
    private const char Escape = '\e';

    private readonly ShellBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_format_view_of_the_module_is_used()
    {
        Assert.Equal(
            "\nWhat it is           How big\n----------           -------\nbolt                 3\n\n",
            _bench.RunCommand("Get-Thing").Out);
    }

    [Fact]
    public void A_table_is_as_wide_as_the_terminal_and_120_cells_where_there_is_none()
    {
        const string Wide = "[pscustomobject] @{ A = 'x' * 50; B = 'y' * 60; C = 1; D = 2 }";
        ShellTerminal narrow = ShellBench.Redirected() with { Size = static () => (60, 25) };

        Assert.Contains(new string('x', 50) + " " + new string('y', 60), _bench.RunCommand(Wide).Out, StringComparison.Ordinal);
        Assert.All(_bench.Run(narrow, "-Command", Wide).Out.Split('\n'), static line => Assert.InRange(line.Length, 0, 60));
    }

    [Fact]
    public void Wide_characters_take_two_cells()
    {
        ShellRawUI screen = new(ShellBench.Redirected());

        Assert.Equal(5, screen.LengthInBufferCells("a日本"));
        Assert.Equal(2, screen.LengthInBufferCells("a日本", 2));
        Assert.Equal(2, screen.LengthInBufferCells("\e[31mok\e[0m"));
    }

    [Fact]
    public void Other_streams_go_to_stderr_under_their_names()
    {
        ShellRun run = _bench.RunCommand("$DebugPreference = 'Continue'; Get-Noise -Verbose -InformationAction Continue");

        Assert.Equal("WARNING: mind the gap\nVERBOSE: in detail\nDEBUG: from below\n", run.Error);
        Assert.Equal("by the way\n", run.Out);
    }

    [Fact]
    public void Streams_that_were_not_asked_for_are_silent()
    {
        ShellRun run = _bench.RunCommand("Get-Noise");

        Assert.Equal("WARNING: mind the gap\n", run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void The_host_can_be_written_to()
    {
        ShellRun run = _bench.RunCommand("$Host.UI.Write('a'); $Host.UI.WriteLine('b'); $Host.UI.WriteLine('Red', 'Black', 'c'); $Host.UI.WriteErrorLine('d'); $Host.UI.WriteLine()");

        Assert.Equal("ab\nc\n\n", run.Out);
        Assert.Equal("d\n", run.Error);
    }

    [Fact]
    public void Errors_and_output_keep_their_order_on_a_screen()
    {
        // One writer for both streams; a table holds its first rows back to measure them.
        ShellTerminal screen = ShellBench.Screen() with { Colours = false };
        ShellRun run = _bench.Run(screen with { Error = screen.Out }, "-Command", "[pscustomobject] @{ First = 1 }; Write-Failure; 'last'");

        Assert.InRange(run.Out.IndexOf("The thing broke.", StringComparison.Ordinal), run.Out.IndexOf("First", StringComparison.Ordinal), run.Out.IndexOf("last", StringComparison.Ordinal));
    }

    [Fact]
    public void What_if_is_told_and_nothing_done()
    {
        ShellRun run = _bench.RunCommand("Set-Thing nut -WhatIf");

        Assert.Equal("What if: Performing the operation \"Change\" on target \"nut\".\nleft nut\n", run.Out);
    }

    [Fact]
    public void A_screen_gets_colours()
    {
        ShellRun run = _bench.Run(ShellBench.Screen(), "-Command", "Get-Thing; Get-Noise; Write-Failure");

        Assert.Contains(Escape, run.Out);
        Assert.Contains(Escape, run.Error);
    }

    [Fact]
    public void No_colour_means_none_on_a_screen_and_none_in_a_file()
    {
        const string Everything = "Get-Thing; Get-Noise; Write-Failure; \"`e[31mred`e[0m\"";

        ShellRun plainScreen = _bench.Run(ShellBench.Screen() with { Colours = false }, "-Command", Everything);
        ShellRun file = _bench.Run(ShellBench.Redirected() with { Colours = true }, "-Command", Everything);

        Assert.DoesNotContain(Escape, plainScreen.Out + plainScreen.Error + file.Out + file.Error);
        Assert.Contains("red", file.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_in_a_log_is_a_line_for_each_activity_and_at_most_one_a_second()
    {
        FakeTimeProvider time = new();
        ShellTerminal terminal = ShellBench.Redirected() with { Time = time };
        ProgressLine progress = new(terminal);

        progress.Show(new ProgressRecord(1, "Waiting", "try 1"));
        progress.Show(new ProgressRecord(1, "Waiting", "try 2"));
        time.Advance(TimeSpan.FromSeconds(1));
        progress.Show(new ProgressRecord(1, "Waiting", "try 3") { PercentComplete = 40, SecondsRemaining = 9 });
        time.Advance(TimeSpan.FromSeconds(1));
        progress.Show(new ProgressRecord(1, "Waiting", "try 3") { PercentComplete = 40, SecondsRemaining = 9 });
        progress.Show(new ProgressRecord(2, "Reading", "page 1"));
        progress.Show(new ProgressRecord(2, "Reading", "page 1") { RecordType = ProgressRecordType.Completed });

        Assert.Equal(
            "Waiting: try 1\nWaiting: try 3 (40%) 9 s left\nReading: page 1\n",
            terminal.Error.ToString()!.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Progress_on_a_screen_is_one_line_that_gives_way_to_other_text()
    {
        ShellTerminal terminal = ShellBench.Screen() with { Size = static () => (20, 25), Colours = false };

        ShellRun run = _bench.Run(
            terminal, "-Command",
            "$p = [System.Management.Automation.ProgressRecord]::new(1, 'Waiting', 'a long, long while'); $Host.UI.WriteProgress(1, $p); $Host.UI.WriteErrorLine('x')");

        string blank = '\r' + new string(' ', 19) + '\r';
        Assert.Equal("Waiting: a long, lo" + blank + "x\n", run.Error);
    }

    [Fact]
    public void Progress_of_a_command_is_taken_away_at_its_end()
    {
        ShellRun run = _bench.Run(
            ShellBench.Screen(), "-Command", "$Host.UI.WriteProgress(1, [System.Management.Automation.ProgressRecord]::new(1, 'Waiting', 'now'))");

        Assert.EndsWith("\r", run.Error, StringComparison.Ordinal);
    }
}
