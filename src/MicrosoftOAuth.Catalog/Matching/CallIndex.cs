using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Matching;

/// <summary>Answers what opens a call, from the sections of the index that are about paths.</summary>
internal sealed class CallIndex(IndexFile file, Func<int, CatalogPermission> permissionAt)
{
    private readonly PathTrie _trie = new(file);

    // The last node is a fence, and node 0 the root.
    public IEnumerable<string> Paths => Enumerable.Range(1, file.Count(Section.Nodes) - 2)
        .Where(node => _trie.OperationSetOf(node) != 0)
        .Select(_trie.TemplateOf);

    public CatalogMatch? Match(string method, string path)
    {
        int methodNumber = HttpMethods.NumberOf(method);
        PathSegment[]? segments = PathParser.Parse(path);
        if (methodNumber < 0 || segments is null)
            return null;

        int own = _trie.Find(segments, segments.Length);
        PathSegment[]? twinSegments = SignedInUser.Twin(_trie, segments);
        int twin = twinSegments is null ? PathTrie.None : _trie.Find(twinSegments, twinSegments.Length);

        // What is listed for the path as written comes first; its twin fills in the schemes that it leaves open.
        var requirements = new List<CatalogRequirement>();
        int template = PathTrie.None;
        foreach (int node in new[] { own, twin })
        {
            if (node == PathTrie.None || !AddRequirements(requirements, node, methodNumber))
                continue;
            template = template == PathTrie.None ? node : template;
        }

        return template == PathTrie.None
            ? null
            : new CatalogMatch(_trie.TemplateOf(template), HttpMethods.Names[methodNumber], requirements);
    }

    public string? NearestParent(string path)
    {
        PathSegment[]? segments = PathParser.Parse(path);
        if (segments is null)
            return null;
        PathSegment[]? twin = SignedInUser.Twin(_trie, segments);
        for (int left = 0; left < segments.Length; left++)
        {
            int node = _trie.Find(segments, segments.Length - left);
            if (node == PathTrie.None && twin is not null && twin.Length - left > 0)
                node = _trie.Find(twin, twin.Length - left);
            if (node != PathTrie.None)
                return _trie.TemplateOf(node);
        }

        return null;
    }

    public IReadOnlyList<string> Methods(string path)
    {
        PathSegment[]? segments = PathParser.Parse(path);
        if (segments is null)
            return [];
        PathSegment[]? twin = SignedInUser.Twin(_trie, segments);
        int mask = MethodsOf(_trie.Find(segments, segments.Length));
        if (twin is not null)
            mask |= MethodsOf(_trie.Find(twin, twin.Length));
        return HttpMethods.Names.Where((_, number) => (mask & (1 << number)) != 0).ToArray();
    }

    private int MethodsOf(int node)
    {
        int mask = 0;
        if (node == PathTrie.None)
            return mask;
        int set = _trie.OperationSetOf(node);
        for (int i = file.Number(Section.OperationSets, set); i < file.Number(Section.OperationSets, set + 1); i++)
            mask |= 1 << file.ReadByte(file.RecordAt(Section.Operations, i) + OperationRecord.Method);
        return mask;
    }

    private bool AddRequirements(List<CatalogRequirement> requirements, int node, int method)
    {
        int set = _trie.OperationSetOf(node);
        var known = requirements.Aggregate(PermissionScheme.None, (schemes, requirement) => schemes | requirement.Scheme);
        int before = requirements.Count;
        for (int i = file.Number(Section.OperationSets, set); i < file.Number(Section.OperationSets, set + 1); i++)
        {
            int operation = file.RecordAt(Section.Operations, i);
            PermissionScheme scheme = PermissionSchemes.All[file.ReadByte(operation + OperationRecord.Scheme)];
            if (file.ReadByte(operation + OperationRecord.Method) != method || (known & scheme) != PermissionScheme.None)
                continue;
            int requirementSet = file.ReadUInt16(operation + OperationRecord.RequirementSet);
            int end = file.Number(Section.RequirementSets, requirementSet + 1);
            for (int number = file.Number(Section.RequirementSets, requirementSet); number < end; number++)
                requirements.Add(Read(number, scheme));
        }

        return requirements.Count > before;
    }

    private CatalogRequirement Read(int number, PermissionScheme scheme)
    {
        int record = file.RecordAt(Section.Requirements, number);
        int flags = file.ReadByte(record + RequirementRecord.Flags);
        int pathSet = file.RecordAt(Section.PathSets, file.ReadUInt16(record + RequirementRecord.PathSet));
        return new CatalogRequirement(
            permissionAt(file.ReadUInt16(pathSet + PathSetRecord.Permission)),
            scheme,
            (flags & RequirementRecord.Least) != 0,
            HttpMethods.CountIn(file.ReadByte(pathSet + PathSetRecord.Methods)),
            AlsoRequired(file.ReadByte(record + RequirementRecord.AlsoRequires)))
        {
            PathsInPathSet = file.ReadUInt16(pathSet + PathSetRecord.PathCount),
            PathSetFocus = flags >> RequirementRecord.FocusShift,
        };
    }

    private string[] AlsoRequired(int set)
    {
        int start = file.Number(Section.AlsoRequiredSets, set);
        int count = file.Number(Section.AlsoRequiredSets, set + 1) - start;
        if (count == 0)
            return [];
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
            names[i] = permissionAt(file.Number(Section.AlsoRequired, start + i)).Name;
        return names;
    }
}
