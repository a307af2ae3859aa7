using System.Globalization;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>The query options of a request, understood and checked against the type they are for.</summary>
internal sealed class QueryOptions
{
    private const int DefaultPage = 100;
    private const int LargestPage = 999;

    public Filter? Filter { get; private init; }

    public SearchClause? Search { get; private init; }

    /// <summary>The selected properties, in the order of the type; null for all.</summary>
    public IReadOnlyList<Property>? Select { get; private init; }

    public ExpandTerm? Expand { get; private init; }

    public IReadOnlyList<OrderTerm> OrderBy { get; private init; } = [];

    public int Top { get; private init; } = DefaultPage;

    public bool Count { get; private init; }

    /// <summary>Whether the request asks for advanced queries, with the header ConsistencyLevel: eventual.</summary>
    public bool IsEventual { get; private init; }

    /// <summary>Where the page begins; null for the first one. Only the scan that gave it can read it.</summary>
    public string? SkipToken { get; private init; }

    /// <param name="call">The request.</param>
    /// <param name="shape">The type of the objects it is about.</param>
    /// <param name="navigations">The relationships that $expand can bring along; null for none.</param>
    /// <param name="isCount">Whether the request asks for a number of objects alone (/$count), which counts as $count=true.</param>
    /// <exception cref="ODataException">An option is malformed, unknown, or not to be had without ConsistencyLevel.</exception>
    public static QueryOptions Read(Call call, Shape shape, IEnumerable<string>? navigations = null, bool isCount = false)
    {
        var query = call.Query;
        foreach (var pair in query.Pairs)
        {
            if (pair.Key is "$skip" or "$apply" or "$compute" or "$index" or "$schemaversion")
                throw new ODataException($"'{pair.Key}' is not supported by the service.");
            if (pair.Key.StartsWith('$') && pair.Key is not ("$filter" or "$search" or "$select" or "$expand" or "$orderby" or "$top" or "$count" or "$skiptoken" or "$format"))
                throw new ODataException($"The query parameter '{pair.Key}' is not supported.");
        }

        var isEventual = "eventual".Equals(call.Header("ConsistencyLevel") ?? query["ConsistencyLevel"], StringComparison.OrdinalIgnoreCase);
        var counts = ReadFlag(query["$count"]) || isCount;
        var filter = query["$filter"] is { } filterText ? FilterParser.Parse(filterText, shape) : null;
        if (filter?.Refusal is { } refusal && !(isEventual && counts))
            throw new ODataException(refusal, isUnsupported: true);
        if (query["$search"] is not null && !isEventual)
            throw new ODataException("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'", isUnsupported: true);
        if (query["$orderby"] is not null && (filter is not null || query["$search"] is not null) && !(isEventual && counts))
            throw new ODataException("Sorting not supported for current query.", isUnsupported: true);

        return new()
        {
            Filter = filter,
            Search = query["$search"] is { } search ? SearchClause.Parse(search, shape) : null,
            Select = ReadSelect(query["$select"], shape),
            Expand = ExpandTerm.Read(query["$expand"], navigations ?? [], shape.Name),
            OrderBy = OrderTerm.ReadAll(query["$orderby"], shape),
            Top = ReadTop(query["$top"]),
            Count = counts && isEventual,
            IsEventual = isEventual,
            SkipToken = query["$skiptoken"],
        };
    }

    /// <exception cref="ODataException">A property is unknown.</exception>
    public static IReadOnlyList<Property>? ReadSelect(string? text, Shape shape)
    {
        if (text is null or "*")
            return null;
        var names = new HashSet<string>(text.Split(',').Select(name => SelectedName(name.Trim(), shape)), StringComparer.Ordinal);
        return [.. shape.Properties.Where(property => names.Contains(property.Name))];
    }

    private static bool ReadFlag(string? text) => text switch
    {
        null => false,
        _ when bool.TryParse(text, out var flag) => flag,
        _ => throw new ODataException($"Invalid value '{text}' for $count query option found. Valid values are 'true', 'false'."),
    };

    private static int ReadTop(string? text)
    {
        if (text is null)
            return DefaultPage;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var top))
            throw new ODataException($"Invalid value '{text}' for $top query option found. The $top query option requires a non-negative integer value.");
        if (top is 0 or > LargestPage)
            throw new ODataException($"Invalid page size specified: '{text}'. Must be between 1 and {LargestPage} inclusive.", isUnsupported: true);
        return top;
    }

    private static string SelectedName(string name, Shape shape) =>
        shape.FindInAnyCase(name)?.Name
        ?? throw new ODataException($"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type '{shape.Name}'.");
}
