using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicrosoftOAuth.Parameters;

/// <summary>Turns names into completions: those that begin with the word first, then those that contain it.</summary>
internal static class Completion
{
    internal static IEnumerable<CompletionResult> Of(string wordToComplete, IEnumerable<(string Name, string Tip)> known)
    {
        string word = wordToComplete.Trim('\'', '"');
        return known
            .Where(item => item.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
            .OrderBy(item => item.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? 0 : 1)
            .Select(item => new CompletionResult(Quote(item.Name), item.Name, CompletionResultType.ParameterValue, item.Tip.Length == 0 ? item.Name : item.Tip));
    }

    private static string Quote(string name) =>
        name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_')
            ? name
            : $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'";
}
