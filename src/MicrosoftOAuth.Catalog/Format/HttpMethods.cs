namespace MicrosoftOAuth.Catalog.Format;

/// <summary>The HTTP methods of the index; a method's place here is its number in the file.</summary>
internal static class HttpMethods
{
    /// <summary>The number of POST, the only method that actions take.</summary>
    public const int Post = 1;

    public static readonly string[] Names = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>The number of a method, in any case; -1 for one that the index does not know.</summary>
    public static int NumberOf(string method)
    {
        int number = Names.Length - 1;
        while (number >= 0 && !string.Equals(Names[number], method, StringComparison.OrdinalIgnoreCase))
            number--;
        return number;
    }
}
