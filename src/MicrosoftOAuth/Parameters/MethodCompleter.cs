using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes the methods of Microsoft Graph.</summary>
public sealed class MethodCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(wordToComplete, CallText.Methods.Select(method => (method, string.Empty)));
}
