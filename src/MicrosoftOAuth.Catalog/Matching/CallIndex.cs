using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Answers what opens a call, from the sections of the index that are about paths.</summary>
internal sealed class CallIndex
{
    // The number of no method: the path alone is asked for.
    private const int AnyMethod = 31;

    private readonly IndexFile _file;
    private readonly PathTrie _trie;
    private readonly SignedInUser _user;
    private readonly MatchReader _matches;

    public CallIndex(IndexFile file, CatalogPermission[] permissions)
    {
        _file = file;
        _trie = new PathTrie(file);
        _user = new SignedInUser(_trie);
        _matches = new MatchReader(file, _trie, permissions);
    }

    // The last node is a fence, and node 0 the root.
    public IEnumerable<string> Paths
    {
        get
        {
            for (int node = 1; node < _file.Count(Section.Nodes) - 1; node++)
            {
                if (_trie.OperationSetOf(node) != 0)
                    yield return PathTemplate.Of(_trie, node);
            }
        }
    }

    public CatalogMatch? Match(string method, string path)
    {
        int methodNumber = HttpMethods.NumberOf(method);
        if (methodNumber < 0 || Read(path) is not { } parsed)
            return null;

        int own = new PathWalk(_trie, parsed, parsed.Count, methodNumber).From(PathTrie.Root, 0);
        int twin = _user.FindTwin(parsed, parsed.Count, methodNumber);
        PathScratch.Return(parsed);
        return own == PathTrie.None && twin == PathTrie.None ? null : _matches.Get(own, twin, methodNumber);
    }

    public string? NearestParent(string path)
    {
        if (Read(path) is not { } parsed)
            return null;
        int node = PathTrie.None;
        for (int length = parsed.Count; length > 0 && node == PathTrie.None; length--)
        {
            node = new PathWalk(_trie, parsed, length, AnyMethod).From(PathTrie.Root, 0);
            if (node == PathTrie.None)
                node = _user.FindTwin(parsed, length, AnyMethod);
        }

        PathScratch.Return(parsed);
        return node == PathTrie.None ? null : PathTemplate.Of(_trie, node);
    }

    public IReadOnlyList<string> Methods(string path)
    {
        if (Read(path) is not { } parsed)
            return [];
        int mask = _trie.MethodsOf(new PathWalk(_trie, parsed, parsed.Count, AnyMethod).From(PathTrie.Root, 0))
            | _trie.MethodsOf(_user.FindTwin(parsed, parsed.Count, AnyMethod));
        PathScratch.Return(parsed);
        return HttpMethods.Names.Where((_, number) => (mask & (1 << number)) != 0).ToArray();
    }

    private ParsedPath? Read(string path)
    {
        ParsedPath parsed = PathScratch.Rent();
        if (PathParser.TryParse(path, parsed))
        {
            _trie.Literals.Resolve(parsed);
            return parsed;
        }

        PathScratch.Return(parsed);
        return null;
    }
}
