using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>What stands between the parentheses of a segment: a key, or named parameters.</summary>
internal readonly struct CallArguments
{
    // More than any function of Graph has.
    private const int Most = 16;

    private readonly ParsedPath _path;
    private readonly (int Start, int Length)[] _names;

    private CallArguments(ParsedPath path, (int Start, int Length)[] names, int count, bool isKey)
    {
        _path = path;
        _names = names;
        Count = count;
        IsKey = isKey;
    }

    /// <summary>The number of named parameters.</summary>
    public int Count { get; }

    /// <summary>Whether it is one value without a name.</summary>
    public bool IsKey { get; }

    /// <summary>Where the parenthesis closes; -1 if it does not.</summary>
    public static int ClosingParenthesis(char[] text, int open, int end)
    {
        bool inQuotes = false;
        int depth = 0;
        for (int i = open; i < end; i++)
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

    /// <summary>Reads the arguments in a stretch of a path's text.</summary>
    /// <returns>Whether they are well formed.</returns>
    public static bool TryParse(ParsedPath path, int start, int end, out CallArguments arguments)
    {
        arguments = default;
        (start, end) = Trim(path.Text, start, end);
        if (start == end)
            return true;

        (int, int)[] names = new (int, int)[Most];
        int named = 0;
        int parts = 0;
        while (start <= end)
        {
            int comma = EndOfPart(path.Text, start, end);
            if (parts++ == Most)
                return false;
            if (TryReadName(path.Text, start, comma, out (int, int) name))
                names[named++] = name;
            start = comma + 1;
        }

        bool isKey = parts == 1 && named == 0;
        arguments = new CallArguments(path, names, named, isKey);
        return isKey || named == parts;
    }

    /// <summary>Appends the parameters' names in the index's order, in parentheses, to the path's text.</summary>
    public void AppendNames()
    {
        for (int i = 1; i < Count; i++)
        {
            for (int j = i; j > 0 && Compare(_names[j - 1], _names[j]) > 0; j--)
                (_names[j - 1], _names[j]) = (_names[j], _names[j - 1]);
        }

        for (int i = 0; i < Count; i++)
        {
            _path.Append(i == 0 ? '(' : ',');
            _path.Append(_names[i].Start, _names[i].Length);
        }

        _path.Append(')');
    }

    private int Compare((int Start, int Length) left, (int Start, int Length) right)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            int difference = IndexText.Fold(_path.Text[left.Start + i]) - IndexText.Fold(_path.Text[right.Start + i]);
            if (difference != 0)
                return difference;
        }

        return left.Length - right.Length;
    }

    // "period='D7'": a name of letters, digits and underscores, and something behind the sign.
    private static bool TryReadName(char[] text, int start, int end, out (int Start, int Length) name)
    {
        name = default;
        (start, end) = Trim(text, start, end);
        int sign = Array.IndexOf(text, '=', start, end - start);
        if (sign < 0 || sign == end - 1)
            return false;
        (start, int nameEnd) = Trim(text, start, sign);
        for (int i = start; i < nameEnd; i++)
        {
            if (text[i] is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_'))
                return false;
        }

        name = (start, nameEnd - start);
        return nameEnd > start;
    }

    private static int EndOfPart(char[] text, int start, int end)
    {
        bool inQuotes = false;
        int i = start;
        for (; i < end && (inQuotes || text[i] != ','); i++)
            inQuotes ^= text[i] == '\'';
        return i;
    }

    private static (int Start, int End) Trim(char[] text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return (start, end);
    }
}
