using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>What an address's query takes beyond the call's own permissions.</summary>
/// <param name="What">The beginning of a sentence that ends with the permissions, or the whole of one that names them.</param>
/// <param name="Enough">Under each scheme that it takes more under: the permissions any of which do, the least privileged first.</param>
internal sealed record QueryNeed(string What, IReadOnlyList<FoundPermission> Enough)
{
    /// <summary>In words; null where it takes no more under these schemes.</summary>
    /// <param name="schemes">The schemes that count; None for all.</param>
    internal string? NoteOf(PermissionScheme schemes)
    {
        FoundPermission[] least =
        [
            .. Enough.Where(permission => schemes == PermissionScheme.None || (permission.Scheme & schemes) != PermissionScheme.None)
                .GroupBy(permission => permission.Scheme)
                .Select(same => same.First()),
        ];
        return least.Length == 0 ? null
            : What[What.Length - 1] == '.' ? What
            : $"{What} {string.Join(", ", least.Select(permission => $"{permission.Permission} ({permission.Scheme})"))}.";
    }
}
