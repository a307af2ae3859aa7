namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// Brings a path into its normal form: the same for a template of Microsoft's list and for what a user types,
/// so that both meet in the trie. It also mends the slips in Microsoft's list (<c>{id}}</c>, <c>(team-id)</c>,
/// a slash forgotten before <c>{</c> or after <c>)</c>). One pass over the characters, without a string in between.
/// Sources: the Microsoft Graph documentation; OData 4.01 URL Conventions, 4.3 and 4.4 (keys, qualified names).
/// </summary>
internal static class PathParser
{
    /// <summary>Reads a URL.</summary>
    /// <returns>False if the text cannot be the path of a Graph resource.</returns>
    public static bool TryParse(string url, ParsedPath path)
    {
        path.Clear(url.Length);
        if (!GraphUrl.TryFindPath(url, out int position, out int end))
            return false;

        while (position <= end)
        {
            int start = path.Length;
            position = ReadSegment(url, position, end, path, out bool holdsSlash);
            int length = path.Length - start;
            bool isAnchor = length > 1 && path.Text[path.Length - 1] == ':';
            if (!SegmentReader.Add(path, start, isAnchor ? length - 1 : length, holdsSlash))
                return false;
            if (isAnchor && position <= end && !SkipAddress(url, ref position, end, path))
                return false;
        }

        return true;
    }

    // Decodes up to the next slash that is not within a quoted argument: getByPath(path='/a/b') is one segment.
    // Quotes and parentheses count whether encoded or not; an encoded slash is data.
    private static int ReadSegment(string url, int position, int end, ParsedPath path, out bool holdsSlash)
    {
        bool inParentheses = false;
        bool inQuotes = false;
        holdsSlash = false;
        char[] text = path.Text;
        int length = path.Length;
        for (; position < end; position++)
        {
            char character = url[position];
            if (character == '/')
            {
                if (!inQuotes)
                    break;
                holdsSlash = true;
            }
            else if (character == '%')
            {
                character = PercentCode.Read(url, ref position, end);
            }

            if (character == '\'')
                inQuotes ^= inParentheses;
            else if (character is '(' or ')' && !inQuotes)
                inParentheses = character == '(';
            text[length++] = character;
        }

        path.Length = length;
        return position + 1;
    }

    // A path address runs to the segment that ends in a colon. Without one it runs to the end,
    // unless it is a single placeholder as in the templates "root:/{item-path}/media/reactions".
    private static bool SkipAddress(string url, ref int position, int end, ParsedPath path)
    {
        int first = position;
        int afterFirst = -1;
        while (position <= end)
        {
            int start = position;
            while (position < end && url[position] != '/')
                position++;
            if (IsNoName(url, start, position))
                return false;
            bool isLast = url[position - 1] == ':';
            position++;
            if (afterFirst < 0)
                afterFirst = position;
            if (isLast)
                return path.Add(SegmentKind.PathAddress);
        }

        if (url[first] == '{' && url[afterFirst - 2] == '}')
            position = afterFirst;
        return path.Add(SegmentKind.PathAddress);
    }

    // Nothing, "." and "..": nothing that an item could be called.
    private static bool IsNoName(string url, int start, int end) =>
        start == end || (url[start] == '.' && (end - start == 1 || (end - start == 2 && url[start + 1] == '.')));
}
