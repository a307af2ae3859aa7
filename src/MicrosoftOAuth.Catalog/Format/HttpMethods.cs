namespace MicrosoftOAuth.Catalog.Format;

/// <summary>The HTTP methods of the index; a method's place here is its number in the file.</summary>
internal static class HttpMethods
{
    public static readonly string[] Names = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>The number of a method, in any case; -1 for one that the index does not know.</summary>
    public static int NumberOf(string method) =>
        Array.FindIndex(Names, name => string.Equals(name, method, StringComparison.OrdinalIgnoreCase));

    /// <summary>How many methods a mask holds.</summary>
    public static int CountIn(int mask)
    {
        int count = 0;
        for (; mask != 0; mask &= mask - 1)
            count++;
        return count;
    }
}
