using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Writes the contexts of this runspace, or the current one.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthContext")]
[OutputType(typeof(OAuthContext))]
public sealed class GetContextCommand : OAuthCommand
{
    /// <summary>The context's name, with wildcards; the current one when left out.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ContextCompleter))]
    public string? Name { get; set; }

    /// <summary>All contexts of this runspace.</summary>
    [Parameter]
    public SwitchParameter ListAvailable { get; set; }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (Name is null && !ListAvailable)
        {
            WriteObject(ResolveContext());
            return Task.CompletedTask;
        }

        WildcardPattern pattern = WildcardPattern.Get(Name ?? "*", WildcardOptions.IgnoreCase);
        OAuthContext[] found = [.. RunspaceState.Current.Contexts.Where(context => pattern.IsMatch(context.Name))];
        if (found.Length == 0 && Name is not null && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            Context = Name;
            ResolveContext();
        }

        // A copy: Get- writes a snapshot, not the list that later sign-ins change.
        WriteObject(found, enumerateCollection: true);
        return Task.CompletedTask;
    }
}
