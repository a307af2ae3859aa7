namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// A path in its normal form: decoded text in one buffer, and segments that are stretches of it. Meant to be used again
/// and again, so that reading a path leaves nothing behind for the garbage collector.
/// </summary>
internal sealed class ParsedPath
{
    // Twice what any listed path has. The walk through the trie goes as deep as the path is long.
    private const int MostSegments = 50;

    /// <summary>The segments; the first <see cref="Count"/> of them count.</summary>
    public readonly PathSegment[] Segments = new PathSegment[MostSegments];

    /// <summary>The numbers of the segments' texts among the index's literals, once they are noted.</summary>
    public readonly int[] Literals = new int[MostSegments];

    /// <summary>The decoded text, all segments and what lies between them.</summary>
    public char[] Text = new char[512];

    /// <summary>The number of segments.</summary>
    public int Count;

    /// <summary>How much of the text is taken.</summary>
    public int Length;

    /// <summary>Empties it and makes room, for a path of so many characters.</summary>
    public void Clear(int characters)
    {
        Count = 0;
        Length = 0;

        // Twice: the normal form of a call is written behind the call.
        if (Text.Length < 2 * characters)
            Text = new char[2 * characters];
    }

    /// <summary>Adds a character to the text.</summary>
    public void Append(char character) => Text[Length++] = character;

    /// <summary>Adds a stretch of the text to the text again.</summary>
    public void Append(int start, int length)
    {
        Array.Copy(Text, start, Text, Length, length);
        Length += length;
    }

    /// <summary>Adds a segment.</summary>
    /// <returns>Whether there was room for it.</returns>
    public bool Add(SegmentKind kind, int start = 0, int length = 0)
    {
        if (Count == MostSegments)
            return false;
        Segments[Count++] = new PathSegment(start, length, kind);
        return true;
    }

    /// <summary>A segment's text.</summary>
    public string TextOf(int index) => new(Text, Segments[index].Start, Segments[index].Length);

    /// <summary>Whether a stretch of the text is that word, ignoring the case of ASCII letters.</summary>
    public bool Is(int start, int length, string word)
    {
        if (length != word.Length)
            return false;
        for (int i = 0; i < length; i++)
        {
            if (Format.IndexText.Fold(Text[start + i]) != Format.IndexText.Fold(word[i]))
                return false;
        }

        return true;
    }

    /// <summary>Whether a segment is that word, ignoring case.</summary>
    public bool Is(int index, string word) => Is(Segments[index].Start, Segments[index].Length, word);
}
