namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Reads what stands between the parentheses of a segment: a key, or named parameters.</summary>
internal static class CallArguments
{
    /// <summary>Where the parenthesis closes; -1 if it does not.</summary>
    public static int ClosingParenthesis(string text, int open)
    {
        bool inQuotes = false;
        int depth = 0;
        for (int i = open; i < text.Length; i++)
        {
            if (text[i] == '\'')
                inQuotes = !inQuotes;
            else if (!inQuotes && text[i] == '(')
                depth++;
            else if (!inQuotes && text[i] == ')' && --depth == 0)
                return i;
        }

        return -1;
    }

    /// <summary>The parameters' names in the index's order, or one unnamed key.</summary>
    /// <returns>Whether the arguments are well formed.</returns>
    public static bool TryParse(string arguments, out List<string> names, out bool isKey)
    {
        names = [];
        isKey = false;
        if (arguments.Trim().Length == 0)
            return true;

        List<string> parts = SplitAtCommas(arguments);
        foreach (string part in parts)
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? string.Empty : part.Substring(0, equals).Trim();
            bool isNamed = IsName(name) && equals < part.TrimEnd().Length - 1;
            if (isNamed)
                names.Add(name);
        }

        isKey = parts.Count == 1 && names.Count == 0;
        names.Sort(StringComparer.OrdinalIgnoreCase);
        return isKey || names.Count == parts.Count;
    }

    private static bool IsName(string text) =>
        text.Length > 0 && text.All(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    private static List<string> SplitAtCommas(string arguments)
    {
        var parts = new List<string>(2);
        bool inQuotes = false;
        int start = 0;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == '\'')
            {
                inQuotes = !inQuotes;
            }
            else if (arguments[i] == ',' && !inQuotes)
            {
                parts.Add(arguments.Substring(start, i - start));
                start = i + 1;
            }
        }

        parts.Add(arguments.Substring(start));
        return parts;
    }
}
