using System.Text;

namespace MicrosoftOAuth.Sandbox.Server.Arguments;

/// <summary>Reads the command line: <c>--name value</c> or <c>--name=value</c>.</summary>
internal static class ArgumentReader
{
    private const int DescriptionColumn = 36;

    /// <exception cref="WrongArgumentException">An option is unknown, lacks its value, comes twice, or has a value it does not take.</exception>
    public static ServerArguments Read(IReadOnlyList<string> words)
    {
        var arguments = new ServerArguments();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word : word[..equals];
            if (name is "-h" or "-?")
                name = "--help";
            var option = ServerOptionTable.All.FirstOrDefault(candidate => candidate.Name == name) ?? throw Unknown(name);
            if (!seen.Add(name))
                throw new WrongArgumentException($"{name} is there twice.");
            if (option.Form is null && equals >= 0)
                throw new WrongArgumentException($"{name} takes no value.");
            var text = option.Form is null ? ""
                : equals >= 0 ? word[(equals + 1)..]
                : ++index < words.Count ? words[index]
                : throw new WrongArgumentException($"{name} needs a value: {option.Form}.");
            arguments = option.Apply(arguments, new(name, text));
        }

        return arguments;
    }

    public static string Usage()
    {
        var text = new StringBuilder()
            .AppendLine("A Microsoft Entra tenant to practise on, for any program: sign-in, Microsoft Graph,")
            .AppendLine("Azure Resource Manager and Nango on 127.0.0.1, under their real host names.")
            .AppendLine()
            .AppendLine("  practice-tenant [options]")
            .AppendLine();
        foreach (var option in ServerOptionTable.All)
        {
            var left = $"  {option.Name} {option.Form}".TrimEnd();
            text.Append(left.PadRight(DescriptionColumn)).AppendLine(option.Description);
        }

        return text
            .AppendLine()
            .AppendLine("TIME is 250ms, 30s, 5m, 12h or 180d. Exit codes: 0 ended, 1 could not start, 2 wrong arguments.")
            .ToString();
    }

    private static WrongArgumentException Unknown(string name)
    {
        var near = ServerOptionTable.All.FirstOrDefault(option => name.Length > 3 && (option.Name.Contains(name.TrimStart('-'), StringComparison.OrdinalIgnoreCase) || name.Contains(option.Name, StringComparison.OrdinalIgnoreCase)));
        return new($"'{name}' is not an option." + (near is null ? "" : $" Is {near.Name} meant?"));
    }
}
