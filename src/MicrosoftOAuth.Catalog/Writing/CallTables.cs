using MicrosoftOAuth.Catalog.Format;
using MicrosoftOAuth.Catalog.Matching;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>
/// Gathers, for each path in its normal form, what may be called and which permissions open it, and shares
/// what is equal: many paths have the same operations, many operations the same permissions.
/// </summary>
internal sealed class CallTables
{
    private readonly SourcePermission[] _permissions;
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, ListedPath> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<int> _pathSetPermissions = [];
    private readonly List<SourcePathSet> _pathSets = [];
    private readonly int[] _pathCounts;

    private readonly SharedSets _alsoRequired = new(recordSize: 2);
    private readonly SharedSets _requirements = new(RequirementRecord.Size);
    private readonly SharedSets _operations = new(OperationRecord.Size);

    public CallTables(SourcePermission[] permissions, Dictionary<string, int> numbers)
    {
        _permissions = permissions;
        _numbers = numbers;
        _pathCounts = new int[permissions.Length];
        _alsoRequired.Add(new SectionBuffer());
        _operations.Add(new SectionBuffer());
        for (int number = 0; number < permissions.Length; number++)
            Gather(number);
    }

    /// <summary>The paths in the order of their normal forms.</summary>
    public IEnumerable<ListedPath> Paths => _paths.OrderBy(path => path.Key, StringComparer.OrdinalIgnoreCase).Select(path => path.Value);

    /// <summary>How many paths a permission opens.</summary>
    public int PathCountOf(int permission) => _pathCounts[permission];

    /// <summary>The number of a path's operation set.</summary>
    public int OperationSetOf(ListedPath path)
    {
        var operations = new SectionBuffer();
        foreach (IGrouping<(int Method, int Scheme), Listing> operation in path.Listings
            .GroupBy(listing => (listing.Method, listing.Scheme))
            .OrderBy(group => group.Key.Method)
            .ThenBy(group => group.Key.Scheme))
        {
            var requirements = new SectionBuffer();
            foreach (Listing listing in operation.Distinct().OrderBy(listing => listing.PathSet).ThenBy(listing => listing.AlsoRequired))
            {
                int least = listing.IsLeast ? RequirementRecord.Least : 0;
                requirements.UInt16(listing.PathSet).Byte(least | (listing.Focus << RequirementRecord.FocusShift)).Byte(listing.AlsoRequired);
            }

            operations.Byte(operation.Key.Method).Byte(operation.Key.Scheme).UInt16(_requirements.Add(requirements));
        }

        return _operations.Add(operations);
    }

    /// <summary>Adds the sections, after all operation sets have been asked for.</summary>
    public void AddTo(SectionWriter file)
    {
        file.Add(Section.OperationSets, _operations.Starts);
        file.Add(Section.Operations, _operations.Records);
        file.Add(Section.RequirementSets, _requirements.Starts);
        file.Add(Section.Requirements, _requirements.Records);
        file.Add(Section.PathSets, WritePathSets());
        file.Add(Section.AlsoRequiredSets, _alsoRequired.Starts);
        file.Add(Section.AlsoRequired, _alsoRequired.Records);
    }

    private SectionBuffer WritePathSets()
    {
        var records = new SectionBuffer();
        for (int i = 0; i < _pathSets.Count; i++)
        {
            records.UInt16(_pathSetPermissions[i])
                .Byte(_pathSets[i].Methods.Aggregate(0, (mask, method) => mask | (1 << MethodNumber(method))))
                .Byte((int)_pathSets[i].Schemes)
                .UInt16(_pathSets[i].Paths.Count)
                .UInt16(0);
        }

        return records;
    }

    private void Gather(int permission)
    {
        var paths = new HashSet<ListedPath>();

        // Ordered by what is in them, so that the order of the source does not show in the file.
        foreach (SourcePathSet set in _permissions[permission].PathSets.OrderBy(SortKey, StringComparer.Ordinal))
        {
            int number = _pathSets.Count;
            _pathSets.Add(set);
            _pathSetPermissions.Add(permission);
            Dictionary<string, int> roots = new(StringComparer.OrdinalIgnoreCase);
            foreach (SourcePath path in set.Paths)
            {
                string root = PathOf(path.Template).Root;
                roots[root] = roots.TryGetValue(root, out int count) ? count + 1 : 1;
            }

            foreach (SourcePath path in set.Paths)
            {
                ListedPath listed = PathOf(path.Template);
                paths.Add(listed);
                int focus = 100 * roots[listed.Root] / set.Paths.Count;
                int alsoRequired = AlsoRequiredSetOf(path);
                foreach (int method in set.Methods.Select(MethodNumber))
                {
                    foreach (PermissionScheme scheme in PermissionSchemes.All.Where(scheme => (set.Schemes & scheme) != PermissionScheme.None))
                        listed.Listings.Add(new Listing(method, PermissionSchemes.NumberOf(scheme), number, (path.Least & scheme) != PermissionScheme.None, alsoRequired, focus));
                }
            }
        }

        _pathCounts[permission] = paths.Count;
    }

    private static string SortKey(SourcePathSet set) =>
        $"{(int)set.Schemes} {string.Join(",", set.Methods.OrderBy(method => method, StringComparer.Ordinal))} "
        + string.Join(" ", set.Paths.Select(path => $"{path.Template} {(int)path.Least} {string.Join(",", path.AlsoRequires)}")
            .OrderBy(path => path, StringComparer.Ordinal));

    private static int MethodNumber(string method)
    {
        int number = HttpMethods.NumberOf(method);
        return number >= 0 ? number : throw new InvalidDataException($"The index has no number for the method '{method}'.");
    }

    private ListedPath PathOf(string template)
    {
        PathSegment[] segments = PathParser.Parse(template)
            ?? throw new InvalidDataException($"'{template}' cannot be read as a path.");
        string normal = string.Join("/", segments.Select(segment => segment.Kind switch
        {
            SegmentKind.Key => "{}",
            SegmentKind.PathAddress => ":",
            _ => segment.Text,
        }));
        if (!_paths.TryGetValue(normal, out ListedPath? path))
        {
            path = new ListedPath(segments);
            _paths.Add(normal, path);
        }

        path.AddSpelling(segments);
        return path;
    }

    private int AlsoRequiredSetOf(SourcePath path)
    {
        var set = new SectionBuffer();
        foreach (string name in path.AlsoRequires.OrderBy(name => name, StringComparer.OrdinalIgnoreCase))
        {
            if (!_numbers.TryGetValue(name, out int number))
                throw new InvalidDataException($"'{path.Template}' also requires '{name}', which is no permission.");
            set.UInt16(number);
        }

        return _alsoRequired.Add(set);
    }
}
