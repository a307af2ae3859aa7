namespace MicrosoftOAuth.Catalog;

/// <summary>All that an index is made from, independent of the files it was read from.</summary>
/// <param name="DataDate">The day of the youngest source, UTC.</param>
/// <param name="SourceCommits">One line for each source: repository, commit, file.</param>
/// <param name="Notices">The licence notices of the sources, as text.</param>
/// <param name="Permissions">The permissions, in any order; names differ by more than case.</param>
public sealed record CatalogSource(
    DateTimeOffset DataDate,
    string SourceCommits,
    string Notices,
    IReadOnlyList<SourcePermission> Permissions);

/// <summary>One permission as the sources know it.</summary>
/// <param name="Name">Its name, for instance <c>Mail.Read</c>.</param>
public sealed record SourcePermission(string Name)
{
    /// <summary>The id of the delegated scope on the resource's service principal; <see langword="null"/> where it has none.</summary>
    public Guid? DelegatedId { get; init; }

    /// <summary>The id of the app role on the resource's service principal; <see langword="null"/> where it has none.</summary>
    public Guid? ApplicationId { get; init; }

    /// <summary>Whether the delegated scope is enabled.</summary>
    public bool DelegatedEnabled { get; init; }

    /// <summary>Whether the app role is enabled.</summary>
    public bool ApplicationEnabled { get; init; }

    /// <summary>Whether it is granted on one resource (a team, a chat) by its owner, not in the tenant.</summary>
    public bool IsResourceSpecific { get; init; }

    /// <summary>What is known about it for each scheme; at most one entry for each.</summary>
    public IReadOnlyList<SourceScheme> Schemes { get; init; } = [];

    /// <summary>The calls that it opens.</summary>
    public IReadOnlyList<SourcePathSet> PathSets { get; init; } = [];
}

/// <summary>A permission under one scheme.</summary>
/// <param name="Scheme">Exactly one scheme.</param>
/// <param name="RequiresAdminConsent">Whether an administrator must consent.</param>
/// <param name="PrivilegeLevel">Microsoft's weight, 1 (little) to 4 (much); 0 where unknown.</param>
public sealed record SourceScheme(PermissionScheme Scheme, bool RequiresAdminConsent, int PrivilegeLevel);

/// <summary>Paths that a permission opens with the same methods under the same schemes.</summary>
/// <param name="Schemes">The schemes.</param>
/// <param name="Methods">HTTP methods.</param>
/// <param name="Paths">The paths.</param>
public sealed record SourcePathSet(
    PermissionScheme Schemes,
    IReadOnlyList<string> Methods,
    IReadOnlyList<SourcePath> Paths);

/// <summary>One path of a path set.</summary>
/// <param name="Template">The path with placeholders, for instance <c>/users/{id}/messages</c>.</param>
/// <param name="Least">The schemes for which the permission is marked as the least privileged one.</param>
/// <param name="AlsoRequires">Names of further permissions, one of which the call needs too.</param>
public sealed record SourcePath(string Template, PermissionScheme Least, IReadOnlyList<string> AlsoRequires);
