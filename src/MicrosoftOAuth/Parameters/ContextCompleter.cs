using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes the names of this runspace's contexts.</summary>
public sealed class ContextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(wordToComplete, RunspaceState.Current.Contexts.Select(context => (context.Name, Describe(context))));

    private static string Describe(OAuthContext context) => $"{context.Account ?? context.ClientId} in {context.TenantId}";
}
