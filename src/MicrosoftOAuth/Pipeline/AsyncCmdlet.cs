using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace MicrosoftOAuth.Pipeline;

/// <summary>
/// A cmdlet whose body is async. Awaits return to the pipeline thread, so the body may write objects, errors,
/// warnings and progress anywhere. On Ctrl+C the token is cancelled and the body is waited for.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private ExceptionDispatchInfo? _reportFailure;

    /// <summary>The async body, run once for each input object.</summary>
    /// <param name="cancellationToken">Cancelled when the pipeline is stopped.</param>
    protected abstract Task ProcessRecordAsync(CancellationToken cancellationToken);

    /// <summary>Run once after the last input object.</summary>
    /// <param name="cancellationToken">Cancelled when the pipeline is stopped.</param>
    protected virtual Task EndProcessingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => RunOnPipeline(static (cmdlet, stop) => cmdlet.ProcessRecordAsync(stop));

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => RunOnPipeline(static (cmdlet, stop) => cmdlet.EndProcessingAsync(stop));

    /// <summary>Called by PowerShell on another thread. The pump keeps waiting for the body, which sees the token.</summary>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>
    /// A receiver for reports from any thread. Each is handled on the pipeline thread, in order and before the
    /// body's end; what the handler throws (say under <c>-WarningAction Stop</c>) cancels the body and then
    /// ends the cmdlet.
    /// </summary>
    /// <typeparam name="T">The report.</typeparam>
    /// <param name="handler">What to do with a report, on the pipeline thread.</param>
    protected IProgress<T> OnPipeline<T>(Action<T> handler) =>
        new PipelineProgress<T>(SynchronizationContext.Current, handler, this);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the cancellation source.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stop.Dispose();
        }
    }

    private void RunOnPipeline(Func<AsyncCmdlet, CancellationToken, Task> body)
    {
        _reportFailure = null;
        try
        {
            Pump.Run(body, this, _stop.Token);
        }
        catch (OperationCanceledException) when (_reportFailure is null && _stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        finally
        {
            // Whatever the body made of its cancellation, the report's own failure is the cause and wins.
            _reportFailure?.Throw();
        }
    }

    private void FailFromReport(Exception failure)
    {
        _reportFailure ??= ExceptionDispatchInfo.Capture(failure);
        _stop.Cancel();
    }

    private sealed class PipelineProgress<T>(SynchronizationContext? pipeline, Action<T> handler, AsyncCmdlet owner)
        : IProgress<T>
    {
        public void Report(T value)
        {
            if (pipeline is null || SynchronizationContext.Current == pipeline)
            {
                handler(value);
                return;
            }

            pipeline.Post(
                _ =>
                {
                    try
                    {
                        handler(value);
                    }
                    catch (Exception failure)
                    {
                        owner.FailFromReport(failure);
                    }
                },
                state: null);
        }
    }
}
