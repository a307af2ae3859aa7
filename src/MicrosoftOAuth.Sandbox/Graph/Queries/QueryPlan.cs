using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.OData;

namespace MicrosoftOAuth.Sandbox.Graph.Queries;

/// <summary>
/// How a query is answered: along which scan, and by which condition on the objects that it meets. A scan that an index
/// offers costs what its objects do, however many there are beside them.
/// </summary>
internal sealed class QueryPlan<T>
    where T : DirectoryObject
{
    /// <summary>Up to this many objects are sorted for a page; beyond, the set is walked through in that order instead.</summary>
    private const int FewToSort = 1000;

    private readonly ObjectSet<T> set;
    private readonly TenantDirectory directory;
    private readonly QueryOptions options;
    private readonly FilterNode? filter;
    private readonly Scan<T> candidates;
    private readonly Scan<T> scan;

    /// <summary>Whether the candidates are none that the condition does not accept, were they visible.</summary>
    private readonly bool isExact;

    /// <param name="set">The objects.</param>
    /// <param name="directory">Knows which of them replication has brought.</param>
    /// <param name="options">The query.</param>
    /// <param name="within">What the address itself asks for, beside the query; null for nothing.</param>
    public QueryPlan(ObjectSet<T> set, TenantDirectory directory, QueryOptions options, FilterNode? within = null)
    {
        this.set = set;
        this.directory = directory;
        this.options = options;
        filter = (within, options.Filter?.Root) switch
        {
            ({ } outer, { } inner) => new AndNode(outer, inner),
            var (outer, inner) => outer ?? inner,
        };
        var found = Narrower(filter is null ? null : Candidates(filter), ToWords(options.Search));
        candidates = found ?? new WholeScan<T>(set);
        isExact = options.Search is null && (filter is null || (found is not null && !HasAnd(filter)));
        scan = options.OrderBy switch
        {
            [] => candidates,
            [var term] => InOrder(found, term),
            var terms => new SortedScan<T>(set, candidates, Accepts, terms),
        };
    }

    /// <summary>The objects from a place on.</summary>
    /// <exception cref="ODataException">The place is none of this query's.</exception>
    public IEnumerable<T> From(string? token) => scan.From(token).Where(Accepts);

    /// <summary>The place of an object, for the link to a page that begins with it.</summary>
    public string TokenOf(T item) => scan.TokenOf(item);

    public int Count()
    {
        var visible = set.CountVisible(directory.IsVisible);
        if (filter is null && options.Search is null)
            return visible;
        return isExact && visible == set.Count ? candidates.Count() : candidates.From(null).Count(Accepts);
    }

    private bool Accepts(T item)
    {
        if (!directory.IsVisible(item))
            return false;
        if (filter is null && options.Search is null)
            return true;
        var source = new ObjectSource(item);
        return (filter?.Holds(source) ?? true) && (options.Search?.Holds(source) ?? true);
    }

    /// <summary>The narrowest scan that an index offers for a condition; null where none can.</summary>
    private Scan<T>? Candidates(FilterNode node) => node switch
    {
        CompareNode { Operator: "eq", Path: [var property], Literal: string text } => ByKeys(property, [text]),
        InNode { Path: [var property] } among when among.Literals.All(literal => literal is string) => ByKeys(property, among.Literals.Cast<string>()),
        LambdaNode { IsAll: false, Path: [var property], Condition: CompareNode { Operator: "eq", Path: [var variable], Literal: string text } } any
            when variable == any.Variable && set.FindListIndex(property) is { } index => new KeyScan<T>(set, [(index, text)]),
        TextNode { Function: "startswith", Path: [var property] } start when set.FindIndex(property) is { } index =>
            new PrefixScan<T>(set, property, index, start.Text, isDescending: false),
        AndNode both => Narrower(Candidates(both.Left), Candidates(both.Right)),
        OrNode either => Candidates(either.Left) is KeyScan<T> left && Candidates(either.Right) is KeyScan<T> right
            ? new KeyScan<T>(set, [.. left.Keys, .. right.Keys])
            : null,
        _ => null,
    };

    private WordScan<T>? ToWords(SearchClause? search) =>
        search?.Common is var (property, prefix) && set.FindWordIndex(property) is { } index ? new(set, property, index, prefix) : null;

    private KeyScan<T>? ByKeys(string property, IEnumerable<string> texts) =>
        set.FindIndex(property) is { } index ? new(set, [.. texts.Select(text => (index, text))]) : null;

    private static bool HasAnd(FilterNode node) => node is AndNode || (node is OrNode either && (HasAnd(either.Left) || HasAnd(either.Right)));

    private static Scan<T>? Narrower(Scan<T>? left, Scan<T>? right) =>
        left is null || (right is not null && right.Count() < left.Count()) ? right : left;

    private Scan<T> InOrder(Scan<T>? found, OrderTerm term)
    {
        var (property, isDescending) = term;
        // An object without a text is in no index, so only a full one has them all.
        if (set.FindIndex(property) is { } index && index.Count == set.Count)
        {
            if (found is null)
                return new PrefixScan<T>(set, property, index, "", isDescending);
            if (found is PrefixScan<T> start && start.Property == property)
                return new PrefixScan<T>(set, property, index, start.Prefix, isDescending);
            if (found.Count() > FewToSort)
                return new PrefixScan<T>(set, property, index, "", isDescending);
        }

        return new SortedScan<T>(set, candidates, Accepts, [term]);
    }
}
