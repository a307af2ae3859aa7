using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Makes a context the current one of this runspace.</summary>
[Cmdlet(VerbsCommon.Select, "MsOAuthContext")]
[OutputType(typeof(OAuthContext))]
public sealed class SelectContextCommand : OAuthCommand
{
    /// <summary>The context's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        Context = Name;
        OAuthContext context = ResolveContext();
        RunspaceState.Current.Select(context);
        WriteObject(context);
        return Task.CompletedTask;
    }
}
