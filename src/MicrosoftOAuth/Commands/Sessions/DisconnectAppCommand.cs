using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Forgets a session and its tokens, in memory and on disk.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "MsOAuthApp")]
[OutputType(typeof(void))]
public sealed class DisconnectAppCommand : OAuthCommand
{
    /// <summary>The context's name; the current one when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Name { get; set; }

    /// <summary>Forgets all sessions of this runspace.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        object? named = Context ?? Name;
        foreach (OAuthContext context in All ? [.. RunspaceState.Current.Contexts] : new[] { ResolveContext(named) })
        {
            // First, so that the session is gone even where its tokens on disk cannot be reached.
            RunspaceState.Current.Remove(context);
            try
            {
                await context.ClearTokensAsync(cancellationToken);
                WriteVerbose($"The session {context.Name} and its tokens are forgotten{(context.KeepsTokens ? ", in memory and on disk" : string.Empty)}.");
            }
            catch (OAuthException failure)
            {
                WriteFailure(failure, context.Name);
            }
        }
    }
}
