namespace MicrosoftOAuth.Catalog;

/// <summary>One permission that opens a call under one scheme.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Scheme">Exactly one scheme.</param>
/// <param name="IsLeast">
/// Whether Microsoft marks it as the least privileged for this path. The mark belongs to a whole path set, that is
/// to all its methods at once, so several permissions may carry it: see <see cref="CatalogMatch.Ranked"/>.
/// </param>
/// <param name="MethodsInPathSet">How many methods the path set has that lists it here.</param>
/// <param name="AlsoRequires">Names of further permissions, one of which the call needs too; mostly empty.</param>
public sealed record CatalogRequirement(
    CatalogPermission Permission,
    PermissionScheme Scheme,
    bool IsLeast,
    int MethodsInPathSet,
    IReadOnlyList<string> AlsoRequires)
{
    /// <summary>How many paths the path set has that lists it here.</summary>
    public int PathsInPathSet { get; init; }

    /// <summary>
    /// How much of that path set, in hundredths, begins with the same word as this path. A low number says that
    /// the permission is mainly about something else, and so, mostly, is its mark.
    /// </summary>
    public int PathSetFocus { get; init; }
}
