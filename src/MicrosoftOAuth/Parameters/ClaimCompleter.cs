using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes the names of optional claims.</summary>
public sealed class ClaimCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(wordToComplete, OptionalClaim.KnownNames.Select(name => (name, string.Empty)));
}
