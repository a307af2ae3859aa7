namespace MicrosoftOAuth.Catalog.Format;

/// <summary>
/// Where a literal's slot is: FNV-1a (draft-eastlake-fnv) over its length and its first and last characters, letters folded, low bits first. A taken
/// slot sends on to the next one. A slot holds a literal's number, or <see cref="Empty"/>.
/// </summary>
internal static class LiteralHash
{
    public const int Empty = 0xFFFF;

    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    // Of a long word its beginning, its end and its length are enough, and most long words are ids.
    private const int Part = 8;

    /// <summary>The hash of a stretch of text.</summary>
    public static int Of(char[] text, int start, int length)
    {
        uint hash = (Basis ^ (uint)length) * Prime;
        int end = start + length;
        for (int i = start; i < end; i++)
        {
            if (i == start + Part && length > 2 * Part)
                i = end - Part;
            hash = (hash ^ IndexText.Fold(text[i])) * Prime;
        }

        return (int)(hash ^ (hash >> 15));
    }
}
