using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The permissions that several calls need together: the least privileged one of each, without those that another of them makes
/// superfluous. Sends nothing.
/// </summary>
public static class LeastPermissions
{
    /// <summary>The union for some calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="kind">Delegated permissions of work accounts, or application permissions.</param>
    /// <returns>The permissions by name; then each call that Microsoft lists none for; then each that is not evident.</returns>
    public static IReadOnlyList<LeastPermission> Of(IReadOnlyList<ApiCall> calls, PermissionKind kind)
    {
        PermissionScheme scheme = kind == PermissionKind.Application ? PermissionScheme.Application : PermissionScheme.DelegatedWork;
        List<Opened> opened = [];
        List<LeastPermission> unknown = [];
        foreach (ApiCall call in CallChecks.Evident(calls))
        {
            PermissionAnswer answer = PermissionFinder.Find(call.Method!, call.Uri!);
            FoundPermission[] enough = [.. answer.Permissions.Where(permission => permission.Scheme == scheme)];
            if (enough.Length > 0)
            {
                opened.Add(new Opened(call, enough));
            }
            else
            {
                unknown.Add(Without(call, kind, LeastPermissionStatus.NoData, PermissionJudge.WhyNoData(answer, kind)));
            }
        }

        List<string> union = Union(opened);
        return
        [
            .. union.Select(name => new LeastPermission
            {
                Permission = name,
                Kind = kind,
                Status = LeastPermissionStatus.Needed,
                Calls = [.. opened.Where(one => one.By(union).HeldBy == name || !one.By(union.Where(other => other != name)).IsMet).Select(one => one.Call)],
            }),
            .. unknown,
            .. calls.Where(call => !call.IsEvident).Select(call => Without(call, kind, LeastPermissionStatus.NotEvident, CallChecks.WhyNotEvident)),
        ];
    }

    private static List<string> Union(List<Opened> opened)
    {
        List<string> union = [.. opened.SelectMany(one => one.Least).Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(name => name, StringComparer.OrdinalIgnoreCase)];
        foreach (string name in union.ToArray())
        {
            if (opened.TrueForAll(one => one.By(union.Where(other => other != name)).IsMet))
            {
                union.Remove(name);
            }
        }

        return union;
    }

    private static LeastPermission Without(ApiCall call, PermissionKind kind, LeastPermissionStatus status, string reason) => new()
    {
        Kind = kind,
        Status = status,
        Calls = [call],
        Reason = reason,
    };

    /// <summary>A call and the permissions any of which opens it, the least privileged first.</summary>
    private sealed record Opened(ApiCall Call, FoundPermission[] Enough)
    {
        internal IEnumerable<string> Least
        {
            get
            {
                FoundPermission least = PermissionRemedy.Requestable(Enough);
                return least.AlsoRequires.Take(1).Prepend(least.Permission);
            }
        }

        /// <summary>What Microsoft lists counts alone: rules of names are good enough for a token that is there, not for one that is ordered.</summary>
        internal PermissionMatch By(IEnumerable<string> names) => PermissionMatch.Of(Enough, [.. names], PermissionOrder.None);
    }
}
