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
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Runs the body to its end and returns, or throws what it threw. Blocks the calling thread.</summary>
    internal static void Run(Func<Task> body)
    {
        SynchronizationContext? previous = Current;
        Pump pump = new();
        SetSynchronizationContext(pump);
        try
        {
            pump.RunToEnd(body());
        }
        finally
        {
            SetSynchronizationContext(previous);
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            _queue.Enqueue((d, state));
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
                Serve(Take());
            }
        }

        while (TryTake() is { } late)
        {
            Serve(late);
        }

        body.GetAwaiter().GetResult();
    }

    private static void Serve((SendOrPostCallback Callback, object? State) work) => work.Callback(work.State);

    private (SendOrPostCallback Callback, object? State) Take()
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

    private (SendOrPostCallback Callback, object? State)? TryTake()
    {
        lock (_queue)
        {
            return _queue.Count > 0 ? _queue.Dequeue() : null;
        }
    }
}
