using System.Management.Automation.Runspaces;

namespace MicrosoftOAuth.Shell;

/// <summary>
/// Reads a script's arguments from the words of a command line, by the rules of <c>pwsh -File</c>: values stay
/// strings, a word that starts with a dash is a parameter, and whether it takes the next word is the binder's choice.
/// </summary>
internal static class ScriptArguments
{
    public static IReadOnlyList<CommandParameter> Parse(IEnumerable<string> words)
    {
        List<CommandParameter> parameters = [];
        string? waiting = null;

        foreach (string word in words)
        {
            if (waiting is not null)
            {
                parameters.Add(new CommandParameter(waiting, word));
                waiting = null;
            }
            else if (word.Length < 2 || word[0] != '-')
            {
                parameters.Add(new CommandParameter(null, word));
            }
            else if (word.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0)
            {
                string name = word[..colon];
                string value = word[(colon + 1)..];
                if (value.Length == 0)
                    waiting = name;
                else
                    parameters.Add(new CommandParameter(name, TruthOrText(value)));
            }
            else
            {
                parameters.Add(new CommandParameter(word));
            }
        }

        if (waiting is not null)
            parameters.Add(new CommandParameter(waiting));
        return parameters;
    }

    // -Switch:$false and -Switch:false: the only values that a command line can't say as text.
    private static object TruthOrText(string value) =>
        bool.TryParse(value.StartsWith('$') ? value[1..] : value, out bool truth) ? truth : value;
}
