namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Percent-encoding (RFC 3986, 2.1).</summary>
internal static class PercentCode
{
    // Stands for whatever is not ASCII: no listed word has such a character, and an id is not looked at.
    private const char Other = '\uFFFD';

    /// <summary>The character at a percent sign, which is the sign itself where no code follows.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">Where the sign is; afterwards, where its code ends.</param>
    /// <param name="end">Where the text ends.</param>
    public static char Read(string text, ref int position, int end)
    {
        int high = position + 2 < end ? Digit(text[position + 1]) : -1;
        int low = high < 0 ? -1 : Digit(text[position + 2]);
        if (low < 0)
            return '%';
        position += 2;
        int code = (high << 4) | low;
        return code < 0x80 ? (char)code : Other;
    }

    private static int Digit(char character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };
}
