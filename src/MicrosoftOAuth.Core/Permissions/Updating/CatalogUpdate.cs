namespace MicrosoftOAuth.Core;

/// <summary>What an update of the permission index found.</summary>
public sealed record CatalogUpdate
{
    /// <summary>Where the index is kept.</summary>
    public required string Path { get; init; }

    /// <summary>The day of Microsoft's data, UTC.</summary>
    public required DateTimeOffset DataDate { get; init; }

    /// <summary>Where the data is from: repository, file and commit, or a path.</summary>
    public required string Source { get; init; }

    /// <summary>Where the permission ids are from: a tenant, or an index.</summary>
    public required string IdsFrom { get; init; }

    /// <summary>How many permissions are in it.</summary>
    public required int PermissionCount { get; init; }

    /// <summary>How many calls it answers for: method, path and scheme, each once.</summary>
    public required int CallCount { get; init; }

    /// <summary>Names that were not in the index before.</summary>
    public required IReadOnlyList<string> NewPermissions { get; init; }

    /// <summary>False where the index that came with the module is newer, and stays in use.</summary>
    public required bool IsInUse { get; init; }

    /// <summary>The date and the counts.</summary>
    public override string ToString() => System.FormattableString.Invariant($"{DataDate:yyyy-MM-dd}: {PermissionCount} permissions, {CallCount} calls");
}
