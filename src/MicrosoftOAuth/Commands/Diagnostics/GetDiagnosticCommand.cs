using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Looks at everything that signing in depends on, and says what is wrong and how to mend it.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthDiagnostic")]
[OutputType(typeof(Diagnostic))]
public sealed class GetDiagnosticCommand : OAuthCommand
{
    /// <summary>Leaves out the checks that touch the network.</summary>
    [Parameter]
    public SwitchParameter Offline { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthContext? context = Context is null ? RunspaceState.Current.CurrentContext : ResolveContext();
        Doctor doctor = new(EngineFacts.Read(this), context);
        await foreach (Diagnostic found in doctor.RunAsync(Offline, Reports, cancellationToken))
        {
            WriteObject(found);
        }
    }
}
