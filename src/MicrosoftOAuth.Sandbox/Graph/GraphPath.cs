namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The segments of a Graph path in one spelling: keys in parentheses become segments of their own.</summary>
internal static class GraphPath
{
    /// <summary>
    /// applications('x') is applications/x; applications(appId='x') is applications/appId=x; the namespace before an action
    /// (microsoft.graph.addPassword) goes, as does myorganization.
    /// </summary>
    public static List<string> Normalize(IEnumerable<string> segments)
    {
        var result = new List<string>();
        foreach (var segment in segments)
        {
            var open = segment.IndexOf('(', StringComparison.Ordinal);
            if (open > 0 && segment.EndsWith(')'))
            {
                result.Add(segment[..open]);
                result.Add(Key(segment[(open + 1)..^1]));
            }
            else if (segment.StartsWith("microsoft.graph.", StringComparison.Ordinal) && IsAction(segment))
            {
                result.Add(segment["microsoft.graph.".Length..]);
            }
            else if (!segment.Equals("myorganization", StringComparison.OrdinalIgnoreCase) || result.Count > 0)
            {
                result.Add(segment);
            }
        }

        return result;
    }

    private static string Key(string key)
    {
        var equals = key.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? Unquote(key) : key[..equals] + "=" + Unquote(key[(equals + 1)..]);
    }

    private static string Unquote(string value) =>
        value.Length >= 2 && value[0] == '\'' && value[^1] == '\'' ? value[1..^1].Replace("''", "'", StringComparison.Ordinal) : value;

    private static readonly HashSet<string> Actions = new(
        ["addPassword", "removePassword", "addKey", "removeKey", "restore", "getByIds", "getMemberGroups", "getMemberObjects", "checkMemberGroups", "checkMemberObjects"],
        StringComparer.Ordinal);

    /// <summary>Types, such as microsoft.graph.application in deletedItems, keep their namespace.</summary>
    private static bool IsAction(string segment) => Actions.Contains(segment["microsoft.graph.".Length..]);
}
