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

    /// <summary>Whether the bytes of a stored string are a stretch of text, ignoring case.</summary>
    public static bool AreEqual(byte[] data, int offset, char[] text, int start, int length)
    {
        for (int i = 0; i < length; i++)
        {
            if (Fold((char)data[offset + i]) != Fold(text[start + i]))
                return false;
        }

        return true;
    }
}
