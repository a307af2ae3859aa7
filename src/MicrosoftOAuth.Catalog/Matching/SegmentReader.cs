namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Says what the text between two slashes is: a word, an id, a call, or two of them.</summary>
internal static class SegmentReader
{
    /// <summary>Adds the segments that a stretch of the path's text stands for.</summary>
    /// <param name="path">The path; its text holds the stretch.</param>
    /// <param name="start">Where the stretch begins.</param>
    /// <param name="length">How long it is.</param>
    /// <param name="holdsSlash">
    /// Whether it has a slash that is not encoded. That can only stand in the quotes of a call; elsewhere the quotes were left open.
    /// </param>
    /// <returns>False if it is nothing that a path may hold.</returns>
    public static bool Add(ParsedPath path, int start, int length, bool holdsSlash)
    {
        char[] text = path.Text;
        if (length == 0 || (text[start] == '.' && (length == 1 || (length == 2 && text[start + 1] == '.'))))
            return false;
        if (length > 1 && text[start + length - 1] == '}' && text[start + length - 2] == '}')
            length--;

        char last = text[start + length - 1];
        if (text[start] == '$')
            return path.Add(SegmentKind.Reserved, start, length);
        if ((text[start] == '{' && last == '}' && length > 2) || (text[start] == '(' && last == ')'))
            return path.Add(SegmentKind.Key, start, length);

        int parenthesis = Array.IndexOf(text, '(', start, length) - start;
        if (parenthesis > 0 && IsIdentifier(text, start, parenthesis))
            return AddCall(path, start, length, parenthesis);
        if (holdsSlash)
            return false;

        int brace = last == '}' ? Array.IndexOf(text, '{', start, length) - start : -1;
        return brace > 0 && text[start + brace - 1] != '='
            ? AddWord(path, start, brace) && path.Add(SegmentKind.Key)
            : AddWord(path, start, length);
    }

    // name(...) and what a forgotten slash may have left behind it.
    private static bool AddCall(ParsedPath path, int start, int length, int parenthesis)
    {
        int close = CallArguments.ClosingParenthesis(path.Text, start + parenthesis, start + length);
        if (close < 0 || !CallArguments.TryParse(path, start + parenthesis + 1, close, out CallArguments arguments))
            return false;

        bool added = arguments.IsKey
            ? AddWord(path, start, parenthesis) && path.Add(SegmentKind.Key)
            : AddFunction(path, start, parenthesis, arguments);
        int rest = start + length - close - 1;
        return added && (rest == 0 || Add(path, close + 1, rest, holdsSlash: false));
    }

    private static bool AddFunction(ParsedPath path, int start, int nameLength, CallArguments arguments)
    {
        SegmentKind kind = IsQualified(path, start, nameLength) ? SegmentKind.QualifiedCall : SegmentKind.Function;
        if (arguments.Count == 0)
            return path.Add(kind, start, nameLength);
        int normal = path.Length;
        path.Append(start, nameLength);
        arguments.AppendNames();
        return path.Add(kind, normal, path.Length - normal);
    }

    private static bool AddWord(ParsedPath path, int start, int length)
    {
        SegmentKind kind = SegmentKind.Word;
        if (length >= QualifiedName.Namespace.Length)
        {
            kind = length is 32 or 36 && IsGuid(path.Text, start, length) ? SegmentKind.Key
                : IsQualified(path, start, length) ? SegmentKind.Qualified
                : SegmentKind.Word;
            if (kind == SegmentKind.Qualified && length == QualifiedName.Namespace.Length)
                return false;
        }

        return path.Add(kind, start, length);
    }

    private static bool IsQualified(ParsedPath path, int start, int length) =>
        length >= QualifiedName.Namespace.Length && path.Is(start, QualifiedName.Namespace.Length, QualifiedName.Namespace);

    // 32 hexadecimal digits; or, which nothing else looks like, 36 characters with the four hyphens of a GUID.
    private static bool IsGuid(char[] text, int start, int length)
    {
        if (length == 36)
            return text[start + 8] == '-' && text[start + 13] == '-' && text[start + 18] == '-' && text[start + 23] == '-';
        for (int i = start; i < start + length; i++)
        {
            if (text[i] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F')))
                return false;
        }

        return true;
    }

    private static bool IsIdentifier(char[] text, int start, int length)
    {
        for (int i = 0; i < length; i++)
        {
            char c = text[start + i];
            bool fits = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_' || (i > 0 && c is (>= '0' and <= '9') or '.');
            if (!fits)
                return false;
        }

        return true;
    }
}
