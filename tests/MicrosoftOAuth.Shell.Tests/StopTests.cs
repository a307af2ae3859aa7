using System.Globalization;

namespace MicrosoftOAuth.Shell.Tests;

public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ShellBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Stopping_ends_a_running_script_and_lets_it_clean_up()
    {
        using WatchedWriter output = new("started");
        using ShellSession session = new(ShellBench.Redirected() with { Out = output });
        string script = _bench.Write("endless.ps1", "$Host.UI.WriteLine('started'); try { while ($true) { } } finally { $Host.UI.WriteLine('cleaned up') }");

        Task<int> run = Task.Run(() => session.RunScript(script, []));
        await output.Seen.WaitAsync(Patience);
        bool first = session.Stop();

        Assert.True(first);
        Assert.Equal(130, await run.WaitAsync(Patience));
        Assert.Contains("cleaned up", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_stop_is_refused_so_that_the_process_ends()
    {
        using WatchedWriter output = new("started");
        using ShellSession session = new(ShellBench.Redirected() with { Out = output });
        Task<int> run = Task.Run(() => session.RunCommand("$Host.UI.WriteLine('started'); while ($true) { }"));
        await output.Seen.WaitAsync(Patience);

        Assert.True(session.Stop());
        Assert.False(session.Stop());
        await run.WaitAsync(Patience);
    }

    [Fact]
    public async Task Stopping_ends_the_wait_for_an_answer()
    {
        using WatchedWriter questions = new("[?] Help");
        using SilentReader silence = new();
        using ShellSession session = new(ShellBench.Redirected() with { In = silence, Error = questions });
        Assert.Equal(0, session.Import(_bench.Manifest));

        Task<int> run = Task.Run(() => session.RunCommand("Set-Thing nut"));
        await questions.Seen.WaitAsync(Patience);
        session.Stop();

        Assert.Equal(130, await run.WaitAsync(Patience));
    }

    [Fact]
    public async Task After_a_stop_the_session_runs_the_next_command_and_the_line_that_was_awaited_is_not_lost()
    {
        using WatchedWriter output = new("waiting");
        using SilentReader silence = new();
        using ShellSession session = new(ShellBench.Redirected() with { In = silence, Out = output });
        Task<int> run = Task.Run(() => session.RunCommand("$Host.UI.WriteLine('waiting'); $Host.UI.ReadLine()"));
        await output.Seen.WaitAsync(Patience);
        session.Stop();
        await run.WaitAsync(Patience);

        session.Resume();
        silence.Say("late");

        Assert.Equal(0, session.RunCommand("\"got $($Host.UI.ReadLine())\""));
        Assert.Contains("got late", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_starts_after_a_stop()
    {
        ShellTerminal terminal = ShellBench.Redirected();
        using ShellSession session = new(terminal);
        session.Stop();

        Assert.Equal(130, session.RunCommand("'ran'"));
        Assert.Equal(130, new ShellLoop(session, terminal).Run());
        Assert.Empty(terminal.Out.ToString()!);
    }

    /// <summary>A writer that tells when a text has passed.</summary>
    private sealed class WatchedWriter(string awaited) : StringWriter(CultureInfo.InvariantCulture)
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public override void Write(string? value)
        {
            base.Write(value);
            if (value?.Contains(awaited, StringComparison.Ordinal) == true)
                _seen.TrySetResult();
        }
    }

    /// <summary>Somebody who does not answer, or not yet.</summary>
    private sealed class SilentReader : TextReader
    {
        private readonly TaskCompletionSource<string?> _line = new();

        public void Say(string line) => _line.TrySetResult(line);

        public override string? ReadLine() => _line.Task.GetAwaiter().GetResult();

        protected override void Dispose(bool disposing)
        {
            _line.TrySetResult(null);
            base.Dispose(disposing);
        }
    }
}
