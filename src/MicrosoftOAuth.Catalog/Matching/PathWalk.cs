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
    private readonly int _method;

    /// <summary>The walk of the first segments of a path.</summary>
    /// <param name="trie">The trie.</param>
    /// <param name="path">The path.</param>
    /// <param name="length">How many of its segments.</param>
    /// <param name="method">The number of the method, for the few places where the list has another form for some methods only.</param>
    public PathWalk(PathTrie trie, ParsedPath path, int length, int method)
    {
        _trie = trie;
        _path = path;
        _length = length;
        _method = method;
    }

    /// <summary>The listed node of the path from a node and a segment on; <see cref="PathTrie.None"/> if there is none.</summary>
    public int From(int node, int index)
    {
        if (node == PathTrie.None)
            return PathTrie.None;
        if (index == _length)
            return _trie.OperationSetOf(node) == 0 ? PathTrie.None : node;

        PathSegment segment = _path.Segments[index];
        int literal = _path.Literals[index];
        int found = From(_trie.Child(node, literal), index + 1);
        return found != PathTrie.None ? found : segment.Kind switch
        {
            SegmentKind.PathAddress => FromAddress(node, index),
            SegmentKind.Qualified => FromQualified(node, segment, index, mayBeCast: _method != HttpMethods.Post || index < _length - 1),
            SegmentKind.QualifiedCall => FromQualified(node, segment, index, mayBeCast: false),
            SegmentKind.Function => FromFunction(node, segment.Start, segment.Length, index),
            SegmentKind.Reserved => IsAboutResource(index) ? From(node, index + 1) : PathTrie.None,
            _ => FromId(node, segment.Kind, literal, index),
        };
    }

    // An operation by its bare name, or else a cast, which names the type and leaves the resource. What is posted to is no cast:
    // that is an action that the list does not have.
    private int FromQualified(int node, PathSegment segment, int index, bool mayBeCast)
    {
        int start = QualifiedName.Unqualified(_path.Text, segment);
        int length = segment.Start + segment.Length - start;
        int found = From(_trie.Child(node, _trie.Literals.NumberOf(_path.Text, start, length)), index + 1);
        if (found != PathTrie.None)
            return found;
        return mayBeCast ? From(node, index + 1) : FromFunction(node, start, length, index);
    }

    // applications(uniqueName='x') is an application like applications/{id}. Else it is a function; the list mostly names
    // those without their parameters, or with those of one overload: delta, for delta(token='x'). What has parts is none.
    private int FromFunction(int node, int start, int length, int index)
    {
        int parenthesis = Array.IndexOf(_path.Text, '(', start, length);
        bool hasNames = parenthesis >= 0;
        if (hasNames)
            length = parenthesis - start;
        int bare = _trie.Child(node, _trie.Literals.NumberOf(_path.Text, start, length));
        int entity = bare == PathTrie.None ? PathTrie.None : _trie.Child(bare, IndexLayout.PlaceholderSegment);
        if (entity != PathTrie.None)
            return hasNames ? From(entity, index + 1) : PathTrie.None;
        int found = bare != PathTrie.None && _trie.IsLeaf(bare) ? From(bare, index + 1) : PathTrie.None;
        return found == PathTrie.None ? From(_trie.FunctionChild(node, _path.Text, start, length), index + 1) : found;
    }

    // Where an id leads nowhere, two other forms of a drive's address are tried: its root is one of its items, and
    // sites/{id}/drives/{id} is drives/{id}.
    private int FromId(int node, SegmentKind kind, int literal, int index)
    {
        int found = From(_trie.PlaceholderChild(node, kind, literal), index + 1);
        if (found != PathTrie.None)
            return found;
        if (literal != LiteralTable.None && literal == _trie.Words.Root && _trie.IsDrive(node))
            return FromItem(node, index);
        return _trie.SegmentOf(node) == _trie.Words.Drives && node != _trie.Drives ? FromId(_trie.Drives, kind, literal, index) : PathTrie.None;
    }

    // As listed; or the item itself: "items/{id}:/a/b" is some other item, "root:/a/b" is items/{id}.
    // Only where the list has a path between colons at all: "users/{id}:/a/b" means nothing.
    private int FromAddress(int node, int index)
    {
        int address = _trie.Child(node, IndexLayout.PathAddressSegment);
        if (address == PathTrie.None)
            return PathTrie.None;
        int found = From(address, index + 1);
        if (found != PathTrie.None && _trie.Lists(found, _method))
            return found;
        int item = _trie.SegmentOf(node) == IndexLayout.PlaceholderSegment
            ? From(node, index + 1)
            : FromItem(_trie.ParentOf(node), index);
        return item == PathTrie.None || (found != PathTrie.None && !_trie.Lists(item, _method)) ? found : item;
    }

    private int FromItem(int drive, int index)
    {
        int items = _trie.Child(drive, _trie.Words.Items);
        return items == PathTrie.None ? PathTrie.None : From(_trie.Child(items, IndexLayout.PlaceholderSegment), index + 1);
    }

    // The reference to, the raw value of, and the number of: said of the resource before it.
    private bool IsAboutResource(int index) =>
        index == _length - 1 && (_path.Is(index, "$ref") || _path.Is(index, "$value") || _path.Is(index, "$count"));
}
