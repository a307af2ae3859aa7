namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// Brings a path into its normal form: the same for a template of Microsoft's list and for what a user types,
/// so that both meet in the trie. It also mends the slips in Microsoft's list (<c>{id}}</c>, <c>(team-id)</c>,
/// a slash forgotten before <c>{</c> or after <c>)</c>).
/// Sources: the Microsoft Graph documentation; OData 4.01 URL Conventions, 4.3 and 4.4 (keys, qualified names).
/// </summary>
internal static class PathParser
{
    // Twice what any listed path has. The walk through the trie goes as deep as the path is long.
    private const int MostSegments = 50;

    /// <summary>The segments; <see langword="null"/> if the text cannot be the path of a Graph resource.</summary>
    public static PathSegment[]? Parse(string url)
    {
        string? path = GraphUrl.PathOf(url);
        if (string.IsNullOrEmpty(path))
            return null;

        List<string> raw = PathSplitter.Split(path!);
        var segments = new List<PathSegment>(raw.Count + 2);
        for (int i = 0; i < raw.Count; i++)
        {
            string text = Decode(raw[i]);
            bool isAnchor = text.Length > 1 && text[text.Length - 1] == ':';
            if (!Add(segments, isAnchor ? text.Substring(0, text.Length - 1) : text, holdsSlash: raw[i].Contains('/', StringComparison.Ordinal)))
                return null;
            if (isAnchor && i + 1 < raw.Count)
            {
                int last = EndOfAddress(raw, i + 1);
                for (int part = i + 1; part <= last; part++)
                {
                    if (raw[part].Length == 0 || raw[part] is "." or "..")
                        return null;
                }

                segments.Add(new PathSegment(string.Empty, SegmentKind.PathAddress));
                i = last;
            }
        }

        return segments.Count <= MostSegments ? segments.ToArray() : null;
    }

    private static string Decode(string text) => text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;

    // A path address runs to the segment that ends in a colon. Without one it runs to the end,
    // unless it is a single placeholder as in the templates "root:/{item-path}/media/reactions".
    private static int EndOfAddress(List<string> raw, int first)
    {
        for (int i = first; i < raw.Count; i++)
        {
            if (raw[i].EndsWith(':'))
                return i;
        }

        return IsPlaceholder(Decode(raw[first])) ? first : raw.Count - 1;
    }

    private static bool IsPlaceholder(string text) => text.Length > 2 && text[0] == '{' && text[text.Length - 1] == '}';

    // A slash that is not encoded can only stand in the quotes of a call; elsewhere the quotes were left open.
    private static bool Add(List<PathSegment> segments, string text, bool holdsSlash)
    {
        if (text.Length == 0 || text is "." or "..")
            return false;
        if (text.EndsWith("}}", StringComparison.Ordinal))
            text = text.Substring(0, text.Length - 1);
        if (IsPlaceholder(text) || (text[0] == '(' && text[text.Length - 1] == ')'))
        {
            segments.Add(new PathSegment(text, SegmentKind.Key));
            return true;
        }

        if (text[0] == '$')
        {
            segments.Add(new PathSegment(text, SegmentKind.Reserved));
            return true;
        }

        int parenthesis = text.IndexOf('(', StringComparison.Ordinal);
        if (parenthesis > 0 && IsIdentifier(text, parenthesis))
            return AddCall(segments, text, parenthesis);
        if (holdsSlash)
            return false;

        int brace = text.IndexOf('{', StringComparison.Ordinal);
        if (brace > 0 && text[text.Length - 1] == '}' && text[brace - 1] != '=')
        {
            segments.Add(Word(text.Substring(0, brace)));
            segments.Add(new PathSegment(text.Substring(brace), SegmentKind.Key));
            return true;
        }

        segments.Add(Word(text));
        return true;
    }

    // name(...) and what a forgotten slash may have left behind it.
    private static bool AddCall(List<PathSegment> segments, string text, int parenthesis)
    {
        int close = CallArguments.ClosingParenthesis(text, parenthesis);
        if (close < 0)
            return false;
        string name = text.Substring(0, parenthesis);
        if (!CallArguments.TryParse(text.Substring(parenthesis + 1, close - parenthesis - 1), out List<string> names, out bool isKey))
            return false;

        if (isKey)
        {
            segments.Add(Word(name));
            segments.Add(new PathSegment(string.Empty, SegmentKind.Key));
        }
        else
        {
            string normal = names.Count == 0 ? name : $"{name}({string.Join(",", names)})";
            segments.Add(IsQualified(name)
                ? new PathSegment(normal, SegmentKind.Qualified)
                : new PathSegment(normal, SegmentKind.Function));
        }

        return close == text.Length - 1 || Add(segments, text.Substring(close + 1), holdsSlash: false);
    }

    private static PathSegment Word(string text)
    {
        if (Guid.TryParse(text, out _))
            return new PathSegment(text, SegmentKind.Key);
        return new PathSegment(text, IsQualified(text) ? SegmentKind.Qualified : SegmentKind.Word);
    }

    private static bool IsQualified(string text) =>
        text.StartsWith(QualifiedName.Namespace, StringComparison.OrdinalIgnoreCase);

    private static bool IsIdentifier(string text, int length)
    {
        for (int i = 0; i < length; i++)
        {
            char c = text[i];
            bool fits = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || (i > 0 && c is (>= '0' and <= '9') or '.');
            if (!fits)
                return false;
        }

        return true;
    }
}
