namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Splits a path at its slashes, but not within a quoted argument: <c>getByPath(path='/a/b')</c> is one segment.</summary>
internal static class PathSplitter
{
    public static List<string> Split(string path)
    {
        var parts = new List<string>(8);
        int start = 0;
        bool inParentheses = false;
        bool inQuotes = false;
        for (int i = 0; i < path.Length; i++)
        {
            switch (StructureAt(path, i))
            {
                case '/' when !inQuotes:
                    parts.Add(path.Substring(start, i - start));
                    start = i + 1;
                    inParentheses = false;
                    break;
                case '(' when !inQuotes:
                    inParentheses = true;
                    break;
                case ')' when !inQuotes:
                    inParentheses = false;
                    break;
                case '\'' when inParentheses:
                    inQuotes = !inQuotes;
                    break;
            }
        }

        parts.Add(path.Substring(start));
        return parts;
    }

    // Quotes and parentheses count whether encoded or not. An encoded slash is data.
    private static char StructureAt(string path, int index)
    {
        if (path[index] != '%' || index + 2 >= path.Length || path[index + 1] != '2')
            return path[index];
        return path[index + 2] switch
        {
            '7' => '\'',
            '8' => '(',
            '9' => ')',
            _ => '%',
        };
    }
}
