using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Holds permissions against a named one or against those that Microsoft lists for a call. Sends nothing. What is not listed
/// is never taken for missing: <see cref="PermissionOutcome.NoData"/> is an outcome of its own.
/// </summary>
public static class PermissionJudge
{
    /// <summary>Whether a permission is held.</summary>
    /// <param name="holder">Whose permissions.</param>
    /// <param name="permission">The permission by name.</param>
    /// <param name="kind">Its kind; null for whichever the holder has.</param>
    public static PermissionCheck Check(PermissionHolder holder, string permission, PermissionKind? kind = null)
    {
        string name = ShortName(holder, permission);
        return OtherApiCheck.Of(holder, name, kind) ?? Best(kind is { } wanted ? [wanted] : KindsOf(holder, name), one => OfName(holder, name, one));
    }

    /// <summary>Whether a call will be let through, as far as permissions decide it.</summary>
    /// <param name="holder">Whose permissions.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="uri">An address or path of Microsoft Graph as a user types it.</param>
    /// <param name="kind">The kind of permission; null for whichever the holder has.</param>
    public static PermissionCheck Check(PermissionHolder holder, string method, string uri, PermissionKind? kind = null)
    {
        PermissionAnswer answer = PermissionFinder.Find(method, uri);

        // No app alone comes in at /me, so an app is asked there for what it may do for its users.
        IReadOnlyList<PermissionKind> kinds = kind is { } wanted ? [wanted]
            : !holder.IsToken && GraphAddress.BehindMe(uri) is not null ? [PermissionKind.Delegated]
            : holder.Kinds;
        return Best(kinds, one => new CallJudge(holder, answer, method, uri, one).Check());
    }

    /// <summary>A check without what was asked for.</summary>
    internal static PermissionCheck Of(PermissionHolder holder, PermissionKind kind, PermissionMatch match, string reason) => new()
    {
        Kind = kind,
        Outcome = match.Outcome,
        HeldBy = match.HeldBy,
        Held = holder.Held(kind),
        Requested = holder.OfApp is null ? null : holder.Requested(kind),
        Consented = holder.OfApp is null ? null : holder.Granted(kind),
        Reason = holder.HasExpired ? reason + " The token has expired." : reason,
    };

    internal static string WhatIsHeld(PermissionHolder holder, IReadOnlyList<string> held) =>
        holder.OtherApi is { } api ? $"The token is for {api.Audience}, and holds: {List(held)}."
        : $"The {(holder.IsToken ? "token" : "app")} holds: {List(held)}.";

    internal static string Name(PermissionKind kind) => kind == PermissionKind.Application ? "application" : "delegated";

    /// <summary>Whether it stands for all permissions of whichever API.</summary>
    internal static bool IsDefault(string permission) => ScopeName.Short(permission).Equals(".default", StringComparison.OrdinalIgnoreCase);

    /// <summary>A permission of the holder's own API may be named in full, as it is asked for at sign-in.</summary>
    private static string ShortName(PermissionHolder holder, string permission)
    {
        string resource = ScopeName.ResourceOf(permission);
        bool isOwn = holder.OtherApi is { } api ? resource.Equals(api.Audience.TrimEnd('/'), StringComparison.OrdinalIgnoreCase) : PermissionHolder.IsGraph(resource);
        return isOwn ? ScopeName.Short(permission) : permission;
    }

    /// <summary>An app is held against the kinds that there are of a permission; a token, against the one that it holds.</summary>
    private static IReadOnlyList<PermissionKind> KindsOf(PermissionHolder holder, string permission) =>
        !holder.IsToken && GraphCatalog.Current.Find(permission) is { } known && holder.Kinds.Where(kind => known.Id(kind) is not null).ToArray() is { Length: > 0 } offered
            ? offered
            : holder.Kinds;

    /// <summary>The kind under which the holder is best off; where that is none, the one that it has anything of.</summary>
    private static PermissionCheck Best(IEnumerable<PermissionKind> kinds, Func<PermissionKind, PermissionCheck> check) =>
        kinds.Select(check)
            .OrderBy(one => one.Outcome)
            .ThenByDescending(one => one.Held.Count > 0 || one.Requested?.Count > 0)
            .First();

    private static PermissionCheck OfName(PermissionHolder holder, string permission, PermissionKind kind)
    {
        IReadOnlyList<string> held = holder.Held(kind);
        FoundPermission[] enough = [new FoundPermission { Api = holder.OtherApi?.Audience ?? MicrosoftApi.Graph.Name, Permission = permission, Scheme = holder.Scheme(kind) }];
        PermissionMatch match = PermissionMatch.Of(enough, held, holder.OtherApi is null ? PermissionRules.For(kind) : PermissionOrder.None);
        if (!match.IsMet && NeverNamed(holder, permission) is { } why)
        {
            return Of(holder, kind, new(PermissionOutcome.NoData, null), why) with { Permission = permission };
        }

        string reason = match.Outcome switch
        {
            PermissionOutcome.Listed => $"It holds {match.HeldBy}.",
            PermissionOutcome.Implied => $"It holds {match.HeldBy}, which contains {permission}.",
            _ => $"It lacks {permission} ({Name(kind)}). {WhatIsHeld(holder, held)}",
        };
        return PermissionRemedy.Complete(Of(holder, kind, match, reason) with { Permission = permission }, holder, [enough]);
    }

    /// <summary>Why a token that works, or an app that was granted all, need not name it; null for what they name.</summary>
    private static string? NeverNamed(PermissionHolder holder, string permission) =>
        IsDefault(permission) ? $".default asks for all permissions that the app requests, and no {(holder.IsToken ? "token" : "grant")} names it."
        : holder.IsToken && ScopeName.IsOpenId(permission) ? $"{permission} is about signing in and opens no call; a token for an API need not name it."
        : null;

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names);
}
