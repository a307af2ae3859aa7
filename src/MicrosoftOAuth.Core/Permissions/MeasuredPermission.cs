using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>A call as it stands in a script or a list.</summary>
/// <param name="Method">The HTTP method; null where it is not evident.</param>
/// <param name="Uri">The address, with <c>{id}</c> for each variable part; null where it is not evident.</param>
/// <param name="Source">Where it stands: the file with the line, and the text where the call is not evident; null for a list.</param>
public sealed record ApiCall(string? Method, string? Uri, string? Source = null)
{
    /// <summary>True where method and address are known.</summary>
    public bool IsEvident => Method is not null && Uri is not null;

    /// <summary>Method and address, or where the call stands.</summary>
    public override string ToString() => IsEvident ? $"{Method} {Uri}" : Source ?? string.Empty;
}

/// <summary>What is said of calls that were measured together.</summary>
public enum MeasureStatus
{
    /// <summary>The calls need the permission.</summary>
    Needed,

    /// <summary>Microsoft lists no permission of this kind for the call.</summary>
    NoData,

    /// <summary>Method or address are only known when the script runs.</summary>
    NotEvident,
}

/// <summary>A permission that some calls need, or a call of which that cannot be told.</summary>
public sealed record MeasuredPermission
{
    /// <summary>The permission; null where none can be told.</summary>
    public string? Permission { get; init; }

    /// <summary>The kind of permission that was asked about.</summary>
    public required PermissionKind Kind { get; init; }

    /// <summary>Whether the permission is needed, or why there is none.</summary>
    public required MeasureStatus Status { get; init; }

    /// <summary>The calls.</summary>
    public required IReadOnlyList<ApiCall> Calls { get; init; }

    /// <summary>Why there is no permission; null where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>The permission, or the call.</summary>
    public override string ToString() => Permission ?? Calls[0].ToString();
}
