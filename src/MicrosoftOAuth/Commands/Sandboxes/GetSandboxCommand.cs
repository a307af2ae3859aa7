using System.Management.Automation;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Writes the sandboxes of this runspace, or the one of a session.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthSandbox")]
[OutputType(typeof(OAuthSandbox))]
public sealed class GetSandboxCommand : OAuthCommand
{
    /// <summary>The sandbox's name, with wildcards; all of them when left out.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SandboxCompleter))]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (Context is not null)
        {
            WriteObject(OAuthSandbox.Of(ResolveContext()));
            return Task.CompletedTask;
        }

        if (Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            WriteObject(SandboxReference.Resolve(Name));
            return Task.CompletedTask;
        }

        WildcardPattern pattern = WildcardPattern.Get(Name ?? "*", WildcardOptions.IgnoreCase);
        WriteObject(RunspaceState.Current.Sandboxes.Where(sandbox => pattern.IsMatch(sandbox.Name)).ToArray(), enumerateCollection: true);
        return Task.CompletedTask;
    }
}
