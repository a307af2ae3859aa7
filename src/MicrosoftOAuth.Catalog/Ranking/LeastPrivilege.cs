using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Ranking;

/// <summary>
/// Orders the permissions that open a call from the least privileged to the most. Microsoft's mark leads, but it
/// belongs to all paths and methods of a path set at once. So a sixth of all calls have two marked permissions or
/// more, and some a mark that is not meant for them. In this order:
/// <list type="number">
/// <item>what can be granted (in the tenant, or by the owner of a resource) before what nobody offers;</item>
/// <item>what is marked (see <see cref="MarksOf"/>) before what is not, and a tenant's grant before an owner's;</item>
/// <item>for a call that changes something, a permission that stands alone before a reading one that needs another beside it;</item>
/// <item>without a mark, a resource before its facet, which opens the call for a part of the properties only;</item>
/// <item>the one whose path set has the fewest methods: there the mark says most about this call;</item>
/// <item>for a call that reads, a permission that reads before one that writes;</item>
/// <item>the lower privilege level; then the one that opens fewer paths; then by name.</item>
/// </list>
/// </summary>
internal static class LeastPrivilege
{
    // A mark is not meant for a path if hardly any of the path set is like it, while another permission is mostly about such paths.
    private const int ForeignBelow = 3;
    private const int AtHomeFrom = 50;

    public static IReadOnlyList<CatalogRequirement> Rank(IReadOnlyList<CatalogRequirement> requirements, string method)
    {
        bool reads = method == "GET";
        HashSet<string> marked = MarksOf(requirements, reads);
        var places = new List<Place>(requirements.Count);
        foreach (CatalogRequirement requirement in requirements)
        {
            CatalogPermission permission = requirement.Permission;
            bool isMarked = marked.Contains(permission.Name);
            places.Add(new Place(
                requirement,
                [
                    CanBeGranted(requirement) ? 0 : 1,
                    isMarked ? 0 : 1,
                    permission.IsResourceSpecific ? 1 : 0,
                    !reads && IsCompanion(requirement) ? 1 : 0,
                    !isMarked && IsFacet(requirement, requirements) ? 1 : 0,
                    requirement.MethodsInPathSet,
                    reads && PermissionName.Writes(permission.Name) ? 1 : 0,
                    Level(requirement),
                    permission.PathCount,
                    permission.Number,
                ]));
        }

        places.Sort(Place.Compare);
        return places.ConvertAll(place => place.Requirement);
    }

    /// <summary>
    /// The marks as they are meant. A mark goes over to a permission that allows strictly less and opens the call as
    /// well (<c>Files.Read</c> for <c>Files.ReadWrite</c> when reading). It lapses on a permission that writes one
    /// facet of what is only read, and where the path set is about something else.
    /// </summary>
    private static HashSet<string> MarksOf(IReadOnlyList<CatalogRequirement> requirements, bool reads)
    {
        var grantable = new HashSet<string>(
            requirements.Where(CanBeGranted).Select(requirement => requirement.Permission.Name), StringComparer.Ordinal);
        var marked = new HashSet<string>(StringComparer.Ordinal);
        foreach (CatalogRequirement requirement in requirements.Where(requirement => requirement.IsLeast))
        {
            string name = requirement.Permission.Name;
            bool isDelegated = requirement.Scheme != PermissionScheme.Application;
            string[] narrower = PermissionName.NarrowerForms(name, reads, isDelegated).Where(grantable.Contains).ToArray();
            if (narrower.Length > 0)
                marked.UnionWith(narrower);
            else if (!(reads && PermissionName.Writes(name) && IsFacet(requirement, requirements)) && !IsForeign(requirement, requirements, reads))
                marked.Add(name);
        }

        return marked;
    }

    private static bool CanBeGranted(CatalogRequirement requirement) =>
        requirement.Permission.IsResourceSpecific
        || requirement.Permission.IsEnabled(PermissionSchemes.KindOf(requirement.Scheme));

    private static bool IsCompanion(CatalogRequirement requirement) =>
        requirement.AlsoRequires.Count > 0 && !PermissionName.Writes(requirement.Permission.Name);

    private static bool IsFacet(CatalogRequirement requirement, IReadOnlyList<CatalogRequirement> requirements) =>
        PermissionName.ResourceOfFacet(requirement.Permission.Name) is { } resource
        && requirements.Any(other => PermissionName.Resource(other.Permission.Name) == resource && CanBeGranted(other));

    private static bool IsForeign(CatalogRequirement requirement, IReadOnlyList<CatalogRequirement> requirements, bool reads) =>
        requirement.PathSetFocus < ForeignBelow
        && requirements.Any(other => other.PathSetFocus >= AtHomeFrom
            && CanBeGranted(other)
            && Level(other) <= Level(requirement)
            && !(reads && PermissionName.Writes(other.Permission.Name)));

    private static int Level(CatalogRequirement requirement)
    {
        int level = requirement.Permission.PrivilegeLevel(requirement.Scheme);
        return level == 0 ? int.MaxValue : level;
    }

    /// <summary>A requirement with what decides about its place, the weightiest first.</summary>
    private sealed class Place(CatalogRequirement requirement, int[] weights)
    {
        public CatalogRequirement Requirement { get; } = requirement;

        private int[] Weights { get; } = weights;

        public static int Compare(Place left, Place right)
        {
            int order = 0;
            for (int i = 0; i < left.Weights.Length && order == 0; i++)
                order = left.Weights[i].CompareTo(right.Weights[i]);
            return order == 0
                ? string.CompareOrdinal(string.Join(",", left.Requirement.AlsoRequires), string.Join(",", right.Requirement.AlsoRequires))
                : order;
        }
    }
}
