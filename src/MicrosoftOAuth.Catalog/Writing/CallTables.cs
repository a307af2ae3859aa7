using MicrosoftOAuth.Catalog.Format;
using MicrosoftOAuth.Catalog.Naming;
using MicrosoftOAuth.Catalog.Ranking;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>
/// Gathers, for each path in its normal form, what may be called and which permissions open it, and shares
/// what is equal: many paths have the same operations, many operations the same permissions.
/// </summary>
internal sealed class CallTables
{
    // Of a path set that is for this word first of all, in hundredths.
    private const int HomeFocus = 50;

    private readonly SourcePermission[] _permissions;
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, ListedPath> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string[]> _alsoRequiredNames = [];
    private readonly int[] _pathCounts;
    private readonly HashSet<string> _roots = new(StringComparer.OrdinalIgnoreCase);

    private readonly SharedSets _alsoRequired = new(recordSize: 2);
    private readonly SharedSets _requirements = new(RequirementRecord.Size);
    private readonly SharedSets _operations = new(OperationRecord.Size);

    public CallTables(SourcePermission[] permissions, Dictionary<string, int> numbers)
    {
        _permissions = permissions;
        _numbers = numbers;
        _pathCounts = new int[permissions.Length];
        NumberAlsoRequired();
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
            .OrderBy(group => group.Key.Scheme)
            .ThenBy(group => group.Key.Method))
        {
            operations.Byte(operation.Key.Method).Byte(operation.Key.Scheme)
                .UInt16(RequirementSetOf(path, operation.Key.Method, operation.Key.Scheme, operation));
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
        file.Add(Section.AlsoRequiredSets, _alsoRequired.Starts);
        file.Add(Section.AlsoRequired, _alsoRequired.Records);
    }

    // Ranked here and not when asked: the best place of a permission is its place.
    private int RequirementSetOf(ListedPath path, int method, int scheme, IEnumerable<Listing> listings)
    {
        Candidate[] candidates = [.. listings.Distinct().Select(listing => CandidateOf(listing, path))];
        RankedCall call = new(HttpMethods.Names[method], PermissionSchemes.All[scheme], path.IsItem);
        var requirements = new SectionBuffer();
        foreach (IGrouping<(int Number, int AlsoRequired), Candidate> places in
            LeastPrivilege.Rank(candidates, call).GroupBy(candidate => (candidate.Number, candidate.AlsoRequiredSet)))
        {
            requirements.UInt16(places.Key.Number)
                .Byte(places.Any(place => place.IsLeast) ? RequirementRecord.Least : 0)
                .Byte(places.Key.AlsoRequired);
        }

        return _requirements.Add(requirements);
    }

    private Candidate CandidateOf(Listing listing, ListedPath path)
    {
        SourcePermission permission = _permissions[listing.Permission];
        PermissionScheme scheme = PermissionSchemes.All[listing.Scheme];
        return new Candidate(permission.Name, listing.Permission)
        {
            IsLeast = listing.IsLeast,
            IsLeastElsewhere = path.Listings.Exists(other => other.Permission == listing.Permission && other.Method == listing.Method && other.IsLeast),
            IsResourceSpecific = permission.IsResourceSpecific,
            IsOffered = scheme == PermissionScheme.Application ? permission.ApplicationEnabled : permission.DelegatedEnabled,
            Level = permission.Schemes.FirstOrDefault(known => known.Scheme == scheme)?.PrivilegeLevel ?? 0,
            PathCount = _pathCounts[listing.Permission],
            IsNamedForHere = PermissionName.IsNamedFor(permission.Name, path.Root),
            IsNamedForElsewhere = listing.Focus < HomeFocus && _roots.Contains(PermissionName.Resource(permission.Name) + "s"),
            Methods = listing.Methods,
            Focus = listing.Focus,
            AlsoRequiredSet = listing.AlsoRequired,
            AlsoRequires = _alsoRequiredNames[listing.AlsoRequired],
        };
    }

    private void Gather(int permission)
    {
        var paths = new HashSet<ListedPath>();
        foreach (SourcePathSet set in _permissions[permission].PathSets)
        {
            ListedPath[] listed = [.. set.Paths.Select(path => PathOf(path.Template))];
            Dictionary<string, int> roots = CountRoots(listed);
            paths.UnionWith(listed);
            foreach ((SourcePath path, ListedPath place) in set.Paths.Zip(listed, (path, place) => (path, place)))
                List(permission, set, path, place, 100 * roots[place.Root] / listed.Length);
        }

        _pathCounts[permission] = paths.Count;
        _roots.UnionWith(paths.Select(path => path.Root));
    }

    private void List(int permission, SourcePathSet set, SourcePath path, ListedPath place, int focus)
    {
        int alsoRequired = AlsoRequiredSetOf(path.AlsoRequires, path.Template);
        foreach (int method in set.Methods.Select(MethodNumber))
        {
            foreach (PermissionScheme scheme in PermissionSchemes.All.Where(scheme => (set.Schemes & scheme) != PermissionScheme.None))
            {
                bool isLeast = (path.Least & scheme) != PermissionScheme.None;
                place.Listings.Add(new Listing(method, PermissionSchemes.NumberOf(scheme), permission, isLeast, set.Methods.Count, focus, alsoRequired));
            }
        }
    }

    private static Dictionary<string, int> CountRoots(IEnumerable<ListedPath> paths) =>
        paths.GroupBy(path => path.Root, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.OrdinalIgnoreCase);

    private static int MethodNumber(string method)
    {
        int number = HttpMethods.NumberOf(method);
        return number >= 0 ? number : throw new InvalidDataException($"The index has no number for the method '{method}'.");
    }

    private ListedPath PathOf(string template)
    {
        ListedSegment[] segments = ListedPath.Parse(template);
        string normal = string.Join("/", segments.Select(segment => segment.Normal));
        if (!_paths.TryGetValue(normal, out ListedPath? path))
        {
            path = new ListedPath(segments);
            _paths.Add(normal, path);
        }

        path.AddSpelling(segments);
        return path;
    }

    // All sets beforehand and by name, so that the order of the source does not show in the file.
    private void NumberAlsoRequired()
    {
        AlsoRequiredSetOf([], string.Empty);
        foreach (SourcePath path in _permissions
            .SelectMany(permission => permission.PathSets)
            .SelectMany(set => set.Paths)
            .OrderBy(path => string.Join(",", path.AlsoRequires.OrderBy(name => name, StringComparer.OrdinalIgnoreCase)), StringComparer.OrdinalIgnoreCase))
        {
            AlsoRequiredSetOf(path.AlsoRequires, path.Template);
        }
    }

    private int AlsoRequiredSetOf(IReadOnlyList<string> alsoRequires, string template)
    {
        var set = new SectionBuffer();
        string[] names = [.. alsoRequires.OrderBy(name => name, StringComparer.OrdinalIgnoreCase)];
        foreach (string name in names)
        {
            if (!_numbers.TryGetValue(name, out int number))
                throw new InvalidDataException($"'{template}' also requires '{name}', which is no permission.");
            set.UInt16(number);
        }

        int setNumber = _alsoRequired.Add(set);
        if (setNumber == _alsoRequiredNames.Count)
            _alsoRequiredNames.Add(names);
        return setNumber;
    }
}
