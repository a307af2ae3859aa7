using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>
/// One path on its way through the trie. A literal beats a placeholder, and a wrong turn is taken back. What is written
/// is tried before what it may be short for.
/// </summary>
internal readonly struct PathWalk
{
    private readonly PathTrie _trie;
    private readonly ParsedPath _path;
    private readonly int _length;

    /// <summary>The walk of the first segments of a path.</summary>
    /// <param name="trie">The trie.</param>
    /// <param name="path">The path.</param>
    /// <param name="length">How many of its segments.</param>
    public PathWalk(PathTrie trie, ParsedPath path, int length)
    {
        _trie = trie;
        _path = path;
        _length = length;
    }

    /// <summary>The listed node of the path from a node and a segment on; <see cref="PathTrie.None"/> if there is none.</summary>
    public int From(int node, int index)
    {
        if (node == PathTrie.None)
            return PathTrie.None;
        if (index == _length)
            return _trie.OperationSetOf(node) == 0 ? PathTrie.None : node;

        PathSegment segment = _path[index];
        int literal = _path.LiteralAt(index);
        int found = From(_trie.Child(node, literal), index + 1);
        return found != PathTrie.None ? found : segment.Kind switch
        {
            SegmentKind.PathAddress => FromAddress(node, index),
            SegmentKind.Qualified => FromQualified(node, segment, index),
            SegmentKind.Function => From(EntityByAlternateKey(node, segment), index + 1),
            SegmentKind.Reserved => IsAboutResource(index) ? From(node, index + 1) : PathTrie.None,
            _ => From(_trie.PlaceholderChild(node, segment.Kind, literal), index + 1),
        };
    }

    // An operation by its bare name, or else a cast, which names the type and leaves the resource.
    private int FromQualified(int node, PathSegment segment, int index)
    {
        int start = QualifiedName.Unqualified(_path.Text, segment);
        int bare = _trie.Literals.NumberOf(_path.Text, start, segment.Start + segment.Length - start);
        int found = From(_trie.Child(node, bare), index + 1);
        return found == PathTrie.None ? From(node, index + 1) : found;
    }

    // applications(uniqueName='x') is an application like applications/{id}, unless it is listed as itself.
    private int EntityByAlternateKey(int node, PathSegment segment)
    {
        int parenthesis = Array.IndexOf(_path.Text, '(', segment.Start, segment.Length);
        if (parenthesis < 0)
            return PathTrie.None;
        int collection = _trie.Child(node, _trie.Literals.NumberOf(_path.Text, segment.Start, parenthesis - segment.Start));
        return collection == PathTrie.None ? PathTrie.None : _trie.Child(collection, IndexLayout.PlaceholderSegment);
    }

    // As listed; or the item itself: "items/{id}:/a/b" is some other item, "root:/a/b" is items/{id}.
    // Only where the list has a path between colons at all: "users/{id}:/a/b" means nothing.
    private int FromAddress(int node, int index)
    {
        int address = _trie.Child(node, IndexLayout.PathAddressSegment);
        int found = From(address, index + 1);
        if (found != PathTrie.None || address == PathTrie.None)
            return found;
        if (_trie.SegmentOf(node) == IndexLayout.PlaceholderSegment)
            return From(node, index + 1);
        int items = _trie.Child(_trie.ParentOf(node), _trie.Literals.NumberOf("items"));
        return items == PathTrie.None ? PathTrie.None : From(_trie.Child(items, IndexLayout.PlaceholderSegment), index + 1);
    }

    // The reference to, the raw value of, and the number of: said of the resource before it.
    private bool IsAboutResource(int index) =>
        index == _length - 1 && (_path.Is(index, "$ref") || _path.Is(index, "$value") || _path.Is(index, "$count"));
}
