using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>Which permissions open a call.</summary>
/// <param name="Template">The address template that matched; null where Microsoft lists nothing.</param>
/// <param name="Permissions">By scheme, the least privileged first.</param>
/// <param name="NearestParent">For a call without data: the nearest listed address.</param>
public sealed record PermissionAnswer(string? Template, IReadOnlyList<FoundPermission> Permissions, string? NearestParent)
{
    /// <summary>False where Microsoft lists nothing for the call: that is a gap in its data, not a word on the call.</summary>
    public bool HasData => Template is not null;

    /// <summary>What the query of the address asks for beyond the call's own permissions, in words; mostly empty.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The same, to be held against permissions.</summary>
    internal IReadOnlyList<QueryNeed> Needs { get; init; } = [];

    /// <summary>The notes that hold under one of these schemes; None for all.</summary>
    internal IReadOnlyList<string> NotesOf(PermissionScheme schemes) => [.. Needs.Select(need => need.NoteOf(schemes)).OfType<string>()];

    /// <summary>The date of Microsoft's data.</summary>
    public DateTimeOffset DataDate { get; init; }
}
