using MicrosoftOAuth.Catalog.Format;

namespace MicrosoftOAuth.Catalog.Ranking;

/// <summary>
/// Orders the permissions that open a call from the least privileged to the most. Microsoft's mark comes first, but it
/// belongs to all methods of a path set at once, so that a sixth of all calls have two marked permissions or more.
/// Among those, in this order:
/// <list type="number">
/// <item>one that the tenant can grant before one that Microsoft Graph does not offer;</item>
/// <item>the one whose path set has the fewest methods: there the mark says most about this call;</item>
/// <item>for GET, one that reads before one that writes;</item>
/// <item>the lower privilege level; then the one that opens fewer paths; then by name.</item>
/// </list>
/// </summary>
internal static class LeastPrivilege
{
    public static IReadOnlyList<CatalogRequirement> Rank(IEnumerable<CatalogRequirement> requirements, string method) =>
        requirements
            .OrderBy(requirement => requirement.IsLeast ? 0 : 1)
            .ThenBy(Availability)
            .ThenBy(requirement => requirement.MethodsInPathSet)
            .ThenBy(requirement => method == "GET" && Writes(requirement.Permission.Name) ? 1 : 0)
            .ThenBy(Level)
            .ThenBy(requirement => requirement.Permission.PathCount)
            .ThenBy(requirement => requirement.Permission.Name, StringComparer.OrdinalIgnoreCase)
            .ToArray();

    // A resource-specific permission is granted elsewhere, by an owner; one without an id nowhere.
    private static int Availability(CatalogRequirement requirement)
    {
        if (requirement.Permission.IsEnabled(PermissionSchemes.KindOf(requirement.Scheme)))
            return 0;
        return requirement.Permission.IsResourceSpecific ? 1 : 2;
    }

    private static int Level(CatalogRequirement requirement)
    {
        int level = requirement.Permission.PrivilegeLevel(requirement.Scheme);
        return level == 0 ? int.MaxValue : level;
    }

    // By the naming rules of Microsoft Graph: the second part says what may be done.
    private static bool Writes(string name) =>
        !name.Split('.').Skip(1).Any(part => part.StartsWith("Read", StringComparison.OrdinalIgnoreCase)
            && !part.Contains("Write", StringComparison.OrdinalIgnoreCase));
}
