using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>The numbers of the words that occur in paths. With them the trie compares numbers only.</summary>
internal sealed class LiteralTable(IndexFile file)
{
    public const int None = -1;

    private readonly int _mask = file.Count(Section.LiteralSlots) - 1;

    /// <summary>The number of a literal; <see cref="None"/> if no path has such a word.</summary>
    public int NumberOf(char[] text, int start, int length)
    {
        int slot = LiteralHash.Of(text, start, length) & _mask;
        while (true)
        {
            int number = file.Number(Section.LiteralSlots, slot);
            if (number == LiteralHash.Empty)
                return None;
            if (file.IsString(file.ReadInt32(file.RecordAt(Section.Literals, number)), text, start, length))
                return number;
            slot = (slot + 1) & _mask;
        }
    }

    /// <summary>Notes in a path the number of each segment's text.</summary>
    public void Resolve(ParsedPath path)
    {
        for (int i = 0; i < path.Count; i++)
        {
            PathSegment segment = path.Segments[i];
            bool isWord = segment.Length > 0 && segment.Kind is not (SegmentKind.Key or SegmentKind.PathAddress);
            path.Literals[i] = isWord ? NumberOf(path.Text, segment.Start, segment.Length) : None;
        }
    }

    /// <summary>The number of a word.</summary>
    public int NumberOf(string word) => NumberOf(word.ToCharArray(), 0, word.Length);

    /// <summary>Whether a literal is that name with parameters.</summary>
    public bool IsCallOf(int number, char[] text, int start, int length) =>
        file.IsCallOf(file.ReadInt32(file.RecordAt(Section.Literals, number)), text, start, length);

    /// <summary>Whether a literal is what functions are called, and nothing else: <c>delta</c>, <c>getAllMessages</c>.</summary>
    public bool IsFunction(int number)
    {
        int text = file.ReadInt32(file.RecordAt(Section.Literals, number));
        return file.Begins(text, "get") || file.Begins(text, "delta");
    }

    /// <summary>A literal's text.</summary>
    public string TextOf(int number) => file.ReadString(file.ReadInt32(file.RecordAt(Section.Literals, number)));
}
