namespace MicrosoftOAuth.Catalog.Format;

/// <summary>
/// Where a literal's slot is: FNV-1a (draft-eastlake-fnv) over its characters, letters folded, low bits first. A taken
/// slot sends on to the next one. A slot holds a literal's number, or <see cref="Empty"/>.
/// </summary>
internal static class LiteralHash
{
    public const int Empty = 0xFFFF;

    private const uint Basis = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The hash of a stretch of text.</summary>
    public static int Of(char[] text, int start, int length)
    {
        uint hash = Basis;
        for (int i = start; i < start + length; i++)
            hash = (hash ^ IndexText.Fold(text[i])) * Prime;
        return (int)(hash ^ (hash >> 15));
    }
}
