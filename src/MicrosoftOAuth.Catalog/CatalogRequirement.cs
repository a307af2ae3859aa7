namespace MicrosoftOAuth.Catalog;

/// <summary>One permission that opens a call under one scheme.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Scheme">Exactly one scheme.</param>
/// <param name="IsLeast">
/// Whether Microsoft marks it as the least privileged for this path. The mark belongs to a whole path set, that is
/// to all its methods at once, so several permissions may carry it, and some wrongly: see <see cref="CatalogMatch.Ranked"/>.
/// </param>
/// <param name="AlsoRequires">Names of further permissions, one of which the call needs too; mostly empty.</param>
public sealed record CatalogRequirement(
    CatalogPermission Permission,
    PermissionScheme Scheme,
    bool IsLeast,
    IReadOnlyList<string> AlsoRequires);
