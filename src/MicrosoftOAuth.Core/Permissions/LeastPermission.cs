using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>What is said of the calls of a script or a list.</summary>
public enum LeastPermissionStatus
{
    /// <summary>The calls need the permission.</summary>
    Needed,

    /// <summary>Microsoft lists no permission of this kind for the call.</summary>
    NoData,

    /// <summary>Method or address are only known when the script runs.</summary>
    NotEvident,
}

/// <summary>A permission that some calls need, or a call of which that cannot be told.</summary>
public sealed record LeastPermission
{
    /// <summary>The permission; null where none can be told.</summary>
    public string? Permission { get; init; }

    /// <summary>The kind of permission that was asked about.</summary>
    public required PermissionKind Kind { get; init; }

    /// <summary>Whether the permission is needed, or why there is none.</summary>
    public required LeastPermissionStatus Status { get; init; }

    /// <summary>The calls.</summary>
    public required IReadOnlyList<ApiCall> Calls { get; init; }

    /// <summary>Why there is no permission; null where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>The permission, or the call.</summary>
    public override string ToString() => Permission ?? Calls[0].ToString();
}
