namespace MicrosoftOAuth.Shell.Tests;

public sealed class LoopTests : IDisposable
{
    private readonly ShellBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Redirected_input_is_read_command_by_command_without_a_prompt()
    {
        ShellRun run = _bench.Run(ShellBench.Redirected("$a = 20\nfunction Add {\n  $a + 1\n}\nAdd\n(Get-Thing).Name\n"));

        Assert.Equal("21\nbolt\n", run.Out);
        Assert.Empty(run.Error);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void A_question_takes_its_answer_from_the_line_after_the_command()
    {
        Assert.Equal("changed nut\n3\n", _bench.Run(ShellBench.Redirected("Set-Thing nut\ny\n1+2\n")).Out);
    }

    [Fact]
    public void An_error_ends_the_command_and_not_the_loop()
    {
        ShellRun run = _bench.Run(ShellBench.Redirected("throw 'no'\n'next'\n"));

        Assert.Equal("next\n", run.Out);
        Assert.Equal("Exception: no\n", run.Error);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public void The_last_command_decides_the_exit_code()
    {
        Assert.Equal(1, _bench.Run(ShellBench.Redirected("'fine'\nthrow 'no'\n")).Code);
        Assert.Equal(1, _bench.Run(ShellBench.Redirected("if (\n")).Code);
    }

    [Fact]
    public void Exit_leaves_the_loop_with_its_number()
    {
        ShellRun run = _bench.Run(ShellBench.Redirected("exit 9\n'not reached'\n"));

        Assert.Equal(9, run.Code);
        Assert.Empty(run.Out);
    }

    [Fact]
    public void A_person_gets_a_prompt_and_a_second_one_for_unfinished_text()
    {
        ShellRun run = _bench.Run(ShellBench.Screen("if ($true) {\n'yes' }\n"));

        Assert.Equal("PS> >> yes\nPS> ", run.Out);
    }
}
