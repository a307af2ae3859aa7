namespace MicrosoftOAuth.Catalog.Format;

/// <summary>The one order of the file: ordinal, ASCII letters folded to upper case (as StringComparer.OrdinalIgnoreCase does).</summary>
internal static class IndexText
{
    public static char Fold(char character) =>
        character is >= 'a' and <= 'z' ? (char)(character - ('a' - 'A')) : character;

    /// <summary>Compares the bytes of a stored string with a string.</summary>
    public static int Compare(byte[] data, int offset, int length, string text)
    {
        int common = Math.Min(length, text.Length);
        for (int i = 0; i < common; i++)
        {
            int difference = Fold((char)data[offset + i]) - Fold(text[i]);
            if (difference != 0)
                return difference;
        }

        return length - text.Length;
    }
}
