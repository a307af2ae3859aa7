using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes the names of Microsoft's APIs, from the beginning of another common name too.</summary>
public sealed class ApiCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        IEnumerable<MicrosoftApi> byAlias = MicrosoftApi.All.Where(api =>
            !api.Name.Contains(word, StringComparison.OrdinalIgnoreCase)
            && api.Aliases.Any(alias => alias.StartsWith(word, StringComparison.OrdinalIgnoreCase)));
        return Completion.Of(wordToComplete, MicrosoftApi.All.Select(Item)).Concat(Completion.Of(string.Empty, byAlias.Select(Item)));
    }

    private static (string Name, string Tip) Item(MicrosoftApi api) => (api.Name, api.AppId);
}
