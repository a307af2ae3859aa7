using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>What there is to know of each permission that was found for a call, beside that Microsoft lists it.</summary>
internal static class FoundNotes
{
    /// <summary>The permissions with the notes on each and on the query.</summary>
    /// <param name="found">The permissions, of any schemes.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="uri">The address as it was typed.</param>
    /// <param name="ofQuery">The notes on the query.</param>
    internal static IEnumerable<FoundPermission> On(IReadOnlyList<FoundPermission> found, string method, string uri, IReadOnlyList<string> ofQuery)
    {
        Dictionary<PermissionScheme, FoundPermission[]> wanted = found
            .GroupBy(permission => permission.Scheme)
            .ToDictionary(same => same.Key, same => PermissionDoubt.WithoutReaders(method, [.. same]));
        bool isMe = GraphAddress.BehindMe(uri) is not null;
        foreach (FoundPermission permission in found)
        {
            FoundPermission[] enough = wanted[permission.Scheme];
            bool isCompanion = !enough.Contains(permission);
            string[] notes =
            [
                .. isCompanion ? new[] { $"It only reads: for this call it mostly goes together with one that writes, such as {PermissionRemedy.Requestable(enough).Permission}." } : [],
                .. isMe && permission.Scheme == PermissionScheme.Application ? new[] { GraphAddress.NobodyAtMe } : [],
                .. ofQuery,
            ];
            yield return permission with
            {
                Uri = uri,
                Notes = notes,
                // The least one is by Microsoft's own mark: that its page wants another one too is not sure.
                AlsoRequires = isCompanion && !permission.IsLeastPrivileged ? [.. enough.Where(one => !one.IsResourceSpecific).Select(one => one.Permission)] : permission.AlsoRequires,
            };
        }
    }
}
