using MicrosoftOAuth.Catalog.Format;
using MicrosoftOAuth.Catalog.Matching;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>Builds the trie of all paths and lays it out breadth first.</summary>
internal sealed class TrieTables
{
    private readonly string[] _literals;
    private readonly List<Node> _nodes = [];

    private TrieTables(string[] literals) => _literals = literals;

    public static TrieTables Build(CallTables calls)
    {
        ListedPath[] paths = calls.Paths.ToArray();
        var tables = new TrieTables(BestSpellings(paths.SelectMany(path => path.Spellings)));
        if (tables._literals.Length >= IndexLayout.PathAddressSegment)
            throw new InvalidDataException("There are more words in the paths than the format can number.");

        var root = new Node(0);
        foreach (ListedPath path in paths)
            tables.Insert(root, path.Segments).OperationSet = calls.OperationSetOf(path);

        // What comes after /me comes after /users/{id} too. The nodes without operations let a reader know both words
        // where the list has one of the two paths only.
        foreach (PathSegment[] twin in paths.Select(path => tables.TwinOf(root, path)).OfType<PathSegment[]>().ToArray())
            tables.Insert(root, twin);

        tables.LayOut(root);
        return tables;
    }

    public SectionBuffer WriteLiterals(TextPool text)
    {
        var section = new SectionBuffer();
        foreach (string literal in _literals)
            section.Int32(text.OffsetOf(literal));
        return section;
    }

    public SectionBuffer WriteNodes()
    {
        var section = new SectionBuffer();
        foreach (Node node in _nodes)
            section.UInt16(node.Segment).UInt16(node.FirstChild).UInt16(node.Parent).UInt16(node.OperationSet);
        return section.UInt16(0).UInt16(_nodes.Count).UInt16(0).UInt16(0);
    }

    // The sources write some words now in lower case, now in camel case: the one with more capitals tells more.
    private static string[] BestSpellings(IEnumerable<string> spellings) =>
        spellings
            .GroupBy(word => word, StringComparer.OrdinalIgnoreCase)
            .Select(words => words.OrderByDescending(word => word.Count(char.IsUpper)).ThenBy(word => word, StringComparer.Ordinal).First())
            .OrderBy(word => word, StringComparer.OrdinalIgnoreCase)
            .ToArray();

    private int NumberOf(PathSegment segment) => segment.Kind switch
    {
        SegmentKind.Key => IndexLayout.PlaceholderSegment,
        SegmentKind.PathAddress => IndexLayout.PathAddressSegment,
        _ => Array.BinarySearch(_literals, segment.Text, StringComparer.OrdinalIgnoreCase),
    };

    private Node Insert(Node root, PathSegment[] segments) =>
        segments.Aggregate(root, (node, segment) => node.Child(NumberOf(segment)));

    private PathSegment[]? TwinOf(Node root, ListedPath path) => SignedInUser.Twin(path.Segments, after =>
    {
        Node parent = Insert(root, [.. path.Segments.Take(after)]);
        return SignedInUser.Words.All(word => parent.HasChild(NumberOf(word)));
    });

    private void LayOut(Node root)
    {
        _nodes.Add(root);
        for (int i = 0; i < _nodes.Count; i++)
        {
            _nodes[i].FirstChild = _nodes.Count;
            foreach (Node child in _nodes[i].Children)
            {
                child.Parent = i;
                _nodes.Add(child);
            }
        }
    }

    private sealed class Node(int segment)
    {
        private readonly SortedDictionary<int, Node> _children = [];

        public int Segment { get; } = segment;

        public int FirstChild { get; set; }

        public int Parent { get; set; }

        public int OperationSet { get; set; }

        public IEnumerable<Node> Children => _children.Values;

        public bool HasChild(int number) => _children.ContainsKey(number);

        public Node Child(int number)
        {
            if (!_children.TryGetValue(number, out Node? child))
            {
                child = new Node(number);
                _children.Add(number, child);
            }

            return child;
        }
    }
}
