using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace MicrosoftOAuth.Pipeline;

/// <summary>
/// Brings every await of an async body back to the thread that runs it, because PowerShell accepts
/// <c>Write*</c> calls only on the pipeline's own thread.
/// </summary>
/// <remarks>
/// The body runs on the pipeline thread itself rather than on the thread pool with a message queue between them.
/// So an exception that PowerShell throws out of a Write call (a stopped pipeline, <c>Select-Object -First</c>,
/// <c>-WarningAction Stop</c>) passes through the body like any other, and its finally blocks run.
/// </remarks>
internal sealed class Pump : SynchronizationContext
{
    private static readonly AsyncLocal<Pump?> s_running = new();

    private readonly Queue<Work> _queue = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _isOver;

    /// <summary>The pump whose body led here, on whichever thread its awaits have come to; null outside of one.</summary>
    internal static Pump? Running => s_running.Value;

    /// <summary>Runs the body to its end and returns, or throws what it threw. Blocks the calling thread.</summary>
    internal static void Run(Func<AsyncCmdlet, CancellationToken, Task> body, AsyncCmdlet cmdlet, CancellationToken stop)
    {
        SynchronizationContext? previous = Current;
        Pump? outer = s_running.Value;
        Pump pump = new();
        SetSynchronizationContext(pump);
        s_running.Value = pump;
        try
        {
            pump.RunToEnd(body(cmdlet, stop));
        }
        finally
        {
            s_running.Value = outer;
            SetSynchronizationContext(previous);
        }
    }

    /// <summary>Calls a function on the pipeline thread, between two callbacks of the body.</summary>
    /// <param name="function">What PowerShell allows on its own thread only, such as running a script block.</param>
    /// <param name="cancellationToken">Gives up waiting; a call that has begun ends by itself.</param>
    /// <returns>Its result, or its failure; cancelled where the pipeline is stopped or the body has ended.</returns>
    internal Task<T> InvokeAsync<T>(Func<T> function, CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenRegistration registration = cancellationToken.Register(() => result.TrySetCanceled(cancellationToken));
        _ = result.Task.ContinueWith(_ => registration.Dispose(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        lock (_queue)
        {
            if (_isOver)
            {
                result.TrySetCanceled(CancellationToken.None);
            }
            else
            {
                _queue.Enqueue(new Work(_ => Call(function, result), state: null));
                Monitor.Pulse(_queue);
            }
        }

        return result.Task;
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue(new Work(d, state));
            Monitor.Pulse(_queue);
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId == _thread)
        {
            d(state);
            return;
        }

        using ManualResetEventSlim done = new();
        ExceptionDispatchInfo? failure = null;
        Post(
            _ =>
            {
                try
                {
                    d(state);
                }
                catch (Exception e)
                {
                    failure = ExceptionDispatchInfo.Capture(e);
                }
                finally
                {
                    done.Set();
                }
            },
            state: null);
        done.Wait();
        failure?.Throw();
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private void RunToEnd(Task body)
    {
        if (!body.IsCompleted)
        {
            // The end of the body is itself a callback, so whatever was posted before it is served first.
            _ = body.ContinueWith(
                static (_, pump) => ((Pump)pump!).Post(static _ => { }, state: null),
                this,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            while (!body.IsCompleted)
            {
                Take().Run();
            }
        }

        while (TakeLast() is { } late)
        {
            late.Run();
        }

        body.GetAwaiter().GetResult();
    }

    private Work Take()
    {
        lock (_queue)
        {
            while (_queue.Count == 0)
            {
                Monitor.Wait(_queue);
            }

            return _queue.Dequeue();
        }
    }

    private Work? TakeLast()
    {
        lock (_queue)
        {
            _isOver = _queue.Count == 0;
            return _isOver ? null : _queue.Dequeue();
        }
    }

    private static void Call<T>(Func<T> function, TaskCompletionSource<T> result)
    {
        if (result.Task.IsCompleted)
        {
            return;
        }

        try
        {
            result.TrySetResult(function());
        }
        catch (PipelineStoppedException)
        {
            // The body sees its own token cancelled, and ends as a stopped one does.
            result.TrySetCanceled(CancellationToken.None);
        }
        catch (Exception e)
        {
            result.TrySetException(e);
        }
    }

    private sealed class Work(SendOrPostCallback callback, object? state)
    {
        internal void Run() => callback(state);
    }
}
