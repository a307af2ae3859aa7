using MicrosoftOAuth.Catalog.Format;
using MicrosoftOAuth.Catalog.Matching;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>Builds the trie of all paths and lays it out breadth first.</summary>
internal sealed class TrieTables
{
    private static readonly ListedSegment s_me = new(SignedInUser.Me, SegmentKind.Word);
    private static readonly ListedSegment s_users = new(SignedInUser.Users, SegmentKind.Word);
    private static readonly ListedSegment s_someUser = new("{id}", SegmentKind.Key);

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
        foreach (ListedSegment[] twin in paths.Select(path => tables.TwinOf(root, path)).OfType<ListedSegment[]>().ToArray())
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

    /// <summary>The slots of the literals' hashes, at most half of them taken.</summary>
    public SectionBuffer WriteLiteralSlots()
    {
        int count = 2;
        while (count < 2 * _literals.Length)
            count *= 2;
        int[] slots = Enumerable.Repeat(LiteralHash.Empty, count).ToArray();
        for (int number = 0; number < _literals.Length; number++)
        {
            int slot = LiteralHash.Of(_literals[number].ToCharArray(), 0, _literals[number].Length) & (count - 1);
            while (slots[slot] != LiteralHash.Empty)
                slot = (slot + 1) & (count - 1);
            slots[slot] = number;
        }

        var section = new SectionBuffer();
        foreach (int number in slots)
            section.UInt16(number);
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

    private int NumberOf(ListedSegment segment) => segment.Kind switch
    {
        SegmentKind.Key => IndexLayout.PlaceholderSegment,
        SegmentKind.PathAddress => IndexLayout.PathAddressSegment,
        _ => NumberOf(segment.Text),
    };

    private int NumberOf(string word) => Array.BinarySearch(_literals, word, StringComparer.OrdinalIgnoreCase);

    private Node Insert(Node root, ListedSegment[] segments) =>
        segments.Aggregate(root, (node, segment) => node.Child(NumberOf(segment)));

    // The same path in the other form, where both words stand side by side.
    private ListedSegment[]? TwinOf(Node root, ListedPath path)
    {
        ListedSegment[] segments = path.Segments;
        for (int i = 0; i <= Math.Min(SignedInUser.DeepestPlace, segments.Length - 1); i++)
        {
            bool isMe = IsWord(segments[i], SignedInUser.Me);
            bool isUsers = IsWord(segments[i], SignedInUser.Users) && i + 1 < segments.Length;
            Node parent = Insert(root, [.. segments.Take(i)]);
            if ((isMe || isUsers) && parent.HasChild(NumberOf(SignedInUser.Me)) && parent.HasChild(NumberOf(SignedInUser.Users)))
                return isMe ? [.. segments.Take(i), s_users, s_someUser, .. segments.Skip(i + 1)] : [.. segments.Take(i), s_me, .. segments.Skip(i + 2)];
        }

        return null;
    }

    private static bool IsWord(ListedSegment segment, string word) => segment.Text.Equals(word, StringComparison.OrdinalIgnoreCase);

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
