using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>A property that a $orderby sorts by, and in which direction.</summary>
internal sealed record OrderTerm(string Property, bool IsDescending)
{
    public static IReadOnlyList<OrderTerm> ReadAll(string? text, Shape shape) =>
        text is null ? [] : [.. text.Split(',').Select(term => Read(term, shape))];

    private static OrderTerm Read(string text, Shape shape)
    {
        var words = text.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2 || (words.Length == 2 && words[1] is not ("asc" or "desc")))
            throw new ODataException($"Syntax error at position {text.Length} in '{text}'.");
        var property = shape.FindInAnyCase(words[0])
            ?? throw new ODataException($"Could not find a property named '{words[0]}' on type '{shape.Name}'.");
        return new(property.Name, words.Length == 2 && words[1] == "desc");
    }

    /// <summary>Sorts objects by the first term, and where that finds them equal by the next ones.</summary>
    public static List<T> Sort<T>(IEnumerable<T> items, IReadOnlyList<OrderTerm> terms, Func<T, IPropertySource> source)
    {
        string Key(T item, OrderTerm term) => Scalar.Of(source(item).Value([term.Property]))?.ToString() ?? "";
        IOrderedEnumerable<T>? sorted = null;
        foreach (var term in terms)
        {
            sorted = (sorted, term.IsDescending) switch
            {
                (null, false) => items.OrderBy(item => Key(item, term), StringComparer.OrdinalIgnoreCase),
                (null, true) => items.OrderByDescending(item => Key(item, term), StringComparer.OrdinalIgnoreCase),
                (_, false) => sorted.ThenBy(item => Key(item, term), StringComparer.OrdinalIgnoreCase),
                (_, true) => sorted.ThenByDescending(item => Key(item, term), StringComparer.OrdinalIgnoreCase),
            };
        }

        return [.. sorted ?? items];
    }
}
