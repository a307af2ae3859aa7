using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;

namespace MicrosoftOAuth.Pipeline;

/// <summary>
/// What all cmdlets share: the library's failures become error records, its reports become warnings, verbose
/// text and progress, and the context to work in is found.
/// </summary>
public abstract class OAuthCommand : AsyncCmdlet
{
    private IProgress<OAuthReport>? _reports;

    /// <summary>A context or its name; the current one when left out.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public object? Context { get; set; }

    /// <summary>The body. Failures of the library may simply be thrown.</summary>
    /// <param name="cancellationToken">Cancelled when the pipeline is stopped.</param>
    protected abstract Task ExecuteAsync(CancellationToken cancellationToken);

    /// <summary>What is done after the last input. Failures of the library may simply be thrown.</summary>
    /// <param name="cancellationToken">Cancelled when the pipeline is stopped.</param>
    protected virtual Task CompleteAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>How long the body may take for one input; null for as long as its parts are allowed to.</summary>
    protected virtual TimeSpan? Limit => null;

    /// <summary>Receives the library's reports on the pipeline thread.</summary>
    protected IProgress<OAuthReport> Reports => _reports ??= OnPipeline<OAuthReport>(Show);

    /// <inheritdoc/>
    protected sealed override Task ProcessRecordAsync(CancellationToken cancellationToken) => GuardAsync(static (command, stop) => command.ExecuteAsync(stop), cancellationToken);

    /// <inheritdoc/>
    protected sealed override Task EndProcessingAsync(CancellationToken cancellationToken) => GuardAsync(static (command, stop) => command.CompleteAsync(stop), cancellationToken);

    /// <summary>The context to work in.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.NotSignedIn"/>: there is none, or none of that name.</exception>
    protected OAuthContext ResolveContext() => ResolveContext(Context);

    /// <summary>The context to work in, which asks nobody where that was wanted.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.NotSignedIn"/>: there is none, or none of that name.</exception>
    protected OAuthContext ContextFor(SwitchParameter nonInteractive) => nonInteractive ? ResolveContext().WithoutAsking() : ResolveContext();

    /// <summary>A context that was named.</summary>
    /// <param name="named">A context or its name; the current one when null.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.NotSignedIn"/>: there is none, or none of that name.</exception>
    protected static OAuthContext ResolveContext(object? named) => (named is PSObject wrapped ? wrapped.BaseObject : named) switch
    {
        OAuthContext context => context,
        null => RunspaceState.Current.CurrentContext ?? throw new OAuthException(
            OAuthErrorKind.NotSignedIn,
            "Nobody is signed in.",
            "Sign in: Connect-MsOAuthApp; or practise without a tenant: Connect-MsOAuthApp -Environment Sandbox"),
        object name => RunspaceState.Current.Find(name.ToString() ?? string.Empty) ?? throw new OAuthException(
            OAuthErrorKind.NotSignedIn,
            $"This runspace has no context named '{name}'.",
            "List them: Get-MsOAuthContext -ListAvailable")
        {
            Target = name,
        },
    };

    /// <summary>Writes a failure that leaves the rest of the input to be worked on.</summary>
    protected void WriteFailure(OAuthException failure, object? target = null) => WriteError(ErrorRecords.From(failure, target));

    private async Task GuardAsync(Func<OAuthCommand, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        // Each record has a pump of its own, so a receiver of reports lives no longer than its record.
        _reports = null;
        try
        {
            await (Limit is { } limit ? WithinAsync(limit, body, cancellationToken) : body(this, cancellationToken));
            if (GraphCatalog.TakeTrouble() is { } trouble)
            {
                WriteWarning(trouble);
            }
        }
        catch (OAuthException failure) when (ErrorRecords.EndsPipeline(failure.Kind))
        {
            ThrowTerminatingError(ErrorRecords.From(failure));
        }
        catch (OAuthException failure)
        {
            WriteFailure(failure);
        }
    }

    private async Task WithinAsync(TimeSpan limit, Func<OAuthCommand, CancellationToken, Task> body, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = new(limit);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await body(this, either.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new OAuthException(
                OAuthErrorKind.Timeout,
                $"It did not end within {limit.TotalSeconds:N0} seconds.",
                $"Give it more time, with -TimeoutSeconds, or see what keeps it: Get-MsOAuthDiagnostic");
        }
    }

    private void Show(OAuthReport report)
    {
        switch (report)
        {
            case DeviceCodeReport code:
                // Both, because either alone is lost somewhere: information in an old host, a warning when output is captured.
                WriteInformation(code.Message, ["MsOAuthDeviceCode", "PSHOST"]);
                WriteWarning(code.Message);
                break;
            case WarningReport:
                WriteWarning(report.Message);
                break;
            case ProgressReport progress:
                WriteProgress(new ProgressRecord(0, progress.Activity, progress.Message)
                {
                    PercentComplete = progress.PercentComplete ?? -1,
                    RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
                });
                break;
            default:
                WriteVerbose(report.Message);
                break;
        }
    }
}
