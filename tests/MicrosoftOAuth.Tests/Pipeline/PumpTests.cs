using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Pipeline;

/// <summary>The pump in the real engine, under a cmdlet that waits for gates which the test opens.</summary>
public sealed class PumpTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly ModuleSession _session;
    private readonly PumpScript _script = new();

    public PumpTests()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.Commands.Add(new SessionStateCmdletEntry("Invoke-Pump", typeof(InvokePumpCommand), helpFileName: null));
        state.Commands.Add(new SessionStateCmdletEntry("Select-First", typeof(SelectFirstCommand), helpFileName: null));
        _session = new ModuleSession(import: false, state);
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Awaits_come_back_to_the_pipeline_thread()
    {
        _script.Body = async (cmdlet, stop) =>
        {
            int before = Environment.CurrentManagedThreadId;
            await Task.Run(() => Thread.Yield(), stop);
            cmdlet.WriteObject(before == Environment.CurrentManagedThreadId);
            await Task.Yield();
            cmdlet.WriteObject(before == Environment.CurrentManagedThreadId);
        };
        Assert.All(Run("Invoke-Pump $args[0]").ThrowIfFailed().Output, same => Assert.True((bool)same.BaseObject));
    }

    [Fact]
    public void An_early_stop_runs_the_bodys_finally()
    {
        bool cleaned = false;
        int written = 0;
        _script.Body = async (cmdlet, stop) =>
        {
            try
            {
                for (int i = 0; i < 1000; i++)
                {
                    await Task.Run(() => Thread.Yield(), stop);
                    written++;
                    cmdlet.WriteObject(i);
                }
            }
            finally
            {
                await Task.Yield();
                cleaned = true;
            }
        };
        Assert.Equal(0, Run("Invoke-Pump $args[0] | Select-First").Single.BaseObject);
        Assert.True(cleaned);
        Assert.Equal(1, written);
    }

    [Fact]
    public async Task Ctrl_C_cancels_the_work_and_waits_for_it()
    {
        using SemaphoreSlim started = new(0);
        bool ended = false;
        _script.Body = async (_, stop) =>
        {
            started.Release();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stop);
            }
            finally
            {
                await Task.Yield();
                ended = true;
            }
        };
        using PowerShell shell = PowerShell.Create(_session.Runspace);
        IAsyncResult run = shell.AddScript("Invoke-Pump $args[0]").AddArgument(_script).BeginInvoke();
        Assert.True(await started.WaitAsync(s_patience));

        long before = Stopwatch.GetTimestamp();
        await Task.Run(shell.Stop).WaitAsync(s_patience);
        Assert.True(ended, "The pipeline ended before the body did.");
        Assert.True(Stopwatch.GetElapsedTime(before) < TimeSpan.FromSeconds(5));
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(run));
        Assert.Equal(PSInvocationState.Stopped, shell.InvocationStateInfo.State);
    }

    [Fact]
    public void Reports_from_other_threads_arrive_in_order_in_the_middle_of_a_wait()
    {
        _script.Body = async (cmdlet, stop) =>
        {
            TaskCompletionSource shown = new(TaskCreationOptions.RunContinuationsAsynchronously);
            IProgress<string> progress = cmdlet.OnPipelineThread<string>(text =>
            {
                cmdlet.WriteWarning(text);
                cmdlet.WriteProgress(new ProgressRecord(1, "Waiting", text));
                if (text == "second")
                {
                    shown.SetResult();
                }
            });
            await Task.Run(
                async () =>
                {
                    progress.Report("first");
                    progress.Report("second");
                    await shown.Task;
                },
                stop);
            cmdlet.WriteObject("after");
        };
        RunResult result = Run("Invoke-Pump $args[0]").ThrowIfFailed();
        Assert.Equal(["first", "second"], result.Warnings);
        Assert.Equal(["first", "second"], result.Progress.Select(record => record.StatusDescription));
        Assert.Equal("after", result.Single.BaseObject);
    }

    [Fact]
    public void A_warning_that_stops_cancels_the_wait_and_is_the_error()
    {
        bool cancelled = false;
        _script.Body = async (cmdlet, stop) =>
        {
            IProgress<string> progress = cmdlet.OnPipelineThread<string>(cmdlet.WriteWarning);
            try
            {
                await Task.Run(
                    async () =>
                    {
                        progress.Report("Take care.");
                        await Task.Delay(Timeout.InfiniteTimeSpan, stop);
                    },
                    stop);
            }
            finally
            {
                cancelled = stop.IsCancellationRequested;
            }
        };
        RunResult result = Run("Invoke-Pump $args[0] -WarningAction Stop");
        Assert.True(cancelled);
        Assert.Contains("Take care.", result.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminating_error_after_an_await_ends_the_pipeline()
    {
        _script.Body = async (cmdlet, stop) =>
        {
            await Task.Run(() => Thread.Yield(), stop);
            cmdlet.ThrowTerminatingError(new ErrorRecord(new InvalidOperationException("No."), "Refused", ErrorCategory.InvalidOperation, null));
        };
        Assert.Equal("Refused,MicrosoftOAuth.Tests.Pipeline.InvokePumpCommand", Run("Invoke-Pump $args[0]; 'unreached'").Error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Input_objects_are_worked_on_one_after_the_other()
    {
        int running = 0;
        _script.Body = async (cmdlet, stop) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref running));
            await Task.Run(() => Thread.Yield(), stop);
            Interlocked.Decrement(ref running);
            cmdlet.WriteObject(cmdlet.InputObject);
        };
        Assert.Equal([1, 2, 3], Run("1..3 | Invoke-Pump $args[0]").ThrowIfFailed().Output.Select(item => (int)item.BaseObject));
    }

    private RunResult Run(string script) => _session.Run(script, _script);
}

/// <summary>Carries a test's body into the cmdlet.</summary>
public sealed class PumpScript
{
    public Func<InvokePumpCommand, CancellationToken, Task> Body { get; set; } = (_, _) => Task.CompletedTask;
}

[Cmdlet(VerbsLifecycle.Invoke, "Pump")]
public sealed class InvokePumpCommand : MicrosoftOAuth.Pipeline.AsyncCmdlet
{
    [Parameter(Mandatory = true, Position = 0)]
    public PumpScript Script { get; set; } = new();

    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    public IProgress<T> OnPipelineThread<T>(Action<T> handler) => OnPipeline(handler);

    protected override Task ProcessRecordAsync(CancellationToken cancellationToken) => Script.Body(this, cancellationToken);
}

/// <summary>Stops the commands before it as Select-Object -First does; that cmdlet is not in the bare engine.</summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        Type stop = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        throw (Exception)Activator.CreateInstance(
            stop,
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic,
            binder: null,
            [this],
            culture: null)!;
    }
}
