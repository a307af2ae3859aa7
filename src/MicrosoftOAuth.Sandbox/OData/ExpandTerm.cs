namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>A relationship that a $expand brings along.</summary>
/// <param name="Navigation">Its name, in the schema's spelling.</param>
/// <param name="SelectText">The properties of the related objects, as written; null for their usual ones.</param>
internal sealed record ExpandTerm(string Navigation, string? SelectText)
{
    /// <summary>The most related objects that come along with one.</summary>
    public const int MostItems = 20;

    /// <param name="text">The query option; null where there is none.</param>
    /// <param name="navigations">The relationships that can come along.</param>
    /// <param name="typeName">The type they belong to, for the error.</param>
    /// <exception cref="ODataException">It is malformed, or there is no such relationship.</exception>
    public static ExpandTerm? Read(string? text, IEnumerable<string> navigations, string typeName)
    {
        if (text is null)
            return null;
        if (TopLevelCommas(text) > 0)
            throw new ODataException("Only one property can be expanded in a single query.", isUnsupported: true);
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? text : text[..open]).Trim();
        var known = navigations.FirstOrDefault(navigation => navigation.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ODataException($"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type '{typeName}'.");
        return new(known, open < 0 ? null : ReadSelect(text, text[(open + 1)..]));
    }

    private static string? ReadSelect(string text, string options)
    {
        const string Select = "$select=";
        var trimmed = options.Trim();
        if (!trimmed.EndsWith(')') || !trimmed.StartsWith(Select, StringComparison.OrdinalIgnoreCase))
            throw new ODataException($"Parsing OData Select and Expand failed: Syntax error in '{text}'; of the nested options $select alone is supported.");
        return trimmed[Select.Length..^1];
    }

    private static int TopLevelCommas(string text)
    {
        var depth = 0;
        var commas = 0;
        foreach (var character in text)
        {
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            commas += character == ',' && depth == 0 ? 1 : 0;
        }

        return commas;
    }
}
