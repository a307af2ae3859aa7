using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes Nango's Microsoft providers.</summary>
public sealed class ProviderCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Of(wordToComplete, NangoClient.Providers.Select(name => (name, string.Empty)));
}
