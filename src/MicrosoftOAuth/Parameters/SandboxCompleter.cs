using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes the names of this runspace's sandboxes.</summary>
public sealed class SandboxCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(wordToComplete, RunspaceState.Current.Sandboxes.Select(sandbox => (sandbox.Name, $"{sandbox.AppCount} apps in {sandbox.TenantId}")));
}
