using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The permissions that several calls need together: the least privileged one of each, without those that another of them makes
/// superfluous, and what their queries take more. Sends nothing.
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
            FoundPermission[][] demands =
            [
                .. answer.Needs.Select(need => need.Enough).Prepend(answer.Permissions)
                    .Select(enough => PermissionDoubt.WithoutReaders(call.Method!, [.. enough.Where(permission => permission.Scheme == scheme)])),
            ];
            if (WhyUnknown(answer, call, kind, demands[0]) is { } why)
            {
                unknown.Add(Without(call, kind, LeastPermissionStatus.NoData, why));
            }
            else
            {
                opened.AddRange(demands.Where(IsRequestable).Select(enough => new Opened(call, enough)));
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
                Calls = [.. opened.Where(one => one.By(union).HeldBy == name || !one.By(union.Where(other => other != name)).IsMet).Select(one => one.Call).Distinct()],
            }),
            .. unknown,
            .. calls.Where(call => !call.IsEvident).Select(call => Without(call, kind, LeastPermissionStatus.NotEvident, CallChecks.WhyNotEvident)),
        ];
    }

    /// <summary>Why no permission can be told for a call; null where one can.</summary>
    private static string? WhyUnknown(PermissionAnswer answer, ApiCall call, PermissionKind kind, FoundPermission[] enough) =>
        kind == PermissionKind.Application && GraphAddress.BehindMe(call.Uri!) is not null ? GraphAddress.NobodyAtMe
        : enough.Length == 0 ? CallJudge.WhyNoData(answer, call.Uri!, kind)
        : IsRequestable(enough) ? null
        : PermissionDoubt.Of(enough, []);

    /// <summary>What has no id, nobody can ask for.</summary>
    private static bool IsRequestable(FoundPermission[] enough) => OfferedForms.With(enough).Any(permission => permission.Id is not null);

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
        internal IEnumerable<string> Least => PermissionRemedy.Wanted([Enough]);

        /// <summary>What Microsoft lists counts alone: rules of names are good enough for a token that is there, not for one that is ordered.</summary>
        internal PermissionMatch By(IEnumerable<string> names) => OfferedForms.Match(Enough, [.. names], PermissionOrder.None);
    }
}
