using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>Holds permissions against those that Microsoft lists for one call, and for what its query takes more.</summary>
/// <param name="holder">Whose permissions.</param>
/// <param name="answer">What is listed for the call.</param>
/// <param name="method">Its HTTP method.</param>
/// <param name="uri">Its address.</param>
/// <param name="kind">The kind of permission.</param>
internal sealed class CallJudge(PermissionHolder holder, PermissionAnswer answer, string method, string uri, PermissionKind kind)
{
    private const int NamedAlternatives = 4;

    private readonly FoundPermission[] _enough = [.. answer.Permissions.Where(permission => permission.Scheme == holder.Scheme(kind))];

    private readonly FoundPermission[][] _needs =
    [
        .. answer.Needs.Select(need => need.Enough.Where(permission => permission.Scheme == holder.Scheme(kind)).ToArray()).Where(need => need.Length > 0),
    ];

    private FoundPermission[] Wanted => PermissionDoubt.WithoutReaders(method, _enough);

    private IReadOnlyList<string> Held => holder.Held(kind);

    private PermissionOrder Order => PermissionRules.For(kind);

    /// <summary>The check.</summary>
    internal PermissionCheck Check() => Refused() ?? Listed();

    /// <summary>Why Microsoft's lists do not tell; the same for a call of a script.</summary>
    internal static string WhyNoData(PermissionAnswer answer, string uri, PermissionKind kind, PermissionScheme scheme = PermissionScheme.None) =>
        answer.Permissions.Count > 0 ? $"Microsoft lists no {PermissionJudge.Name(kind)} permission{(scheme == PermissionScheme.DelegatedPersonal ? " of personal accounts" : string.Empty)} for this call, only {string.Join(" and ", answer.Permissions.Select(permission => permission.Scheme).Distinct())}."
        : OfOtherHost(uri) ?? (answer.NearestParent is null ? "Microsoft lists no permission for this call."
        : $"Microsoft lists no permission for this call; the nearest that is listed is {answer.NearestParent}.");

    private static string? OfOtherHost(string uri)
    {
        if (GraphAddress.HostOf(uri) is not { } host || PermissionHolder.IsGraph($"https://{host}"))
        {
            return null;
        }

        return ApiHosts.Find(uri) is { } api
            ? ApiHosts.Unlisted(host, api)
            : $"{host} is no address of Microsoft Graph.";
    }

    /// <summary>What is refused whatever is held; null where permissions decide.</summary>
    private PermissionCheck? Refused()
    {
        if (kind == PermissionKind.Application && holder.OtherApi is null && GraphAddress.BehindMe(uri) is { } rest)
        {
            return Of(new(PermissionOutcome.Missing, null), GraphAddress.NobodyAtMe) with { Remedy = OfAnyUser(rest) };
        }

        return holder.GraphAddress is { } own && GraphAddress.HostOf(uri) is { } host && PermissionHolder.IsGraph($"https://{host}")
            && !own.Equals($"https://{host}", StringComparison.OrdinalIgnoreCase)
            ? Of(new(PermissionOutcome.Missing, null), $"The token is for {own}, and https://{host} is in another cloud.") with
            {
                Remedy = PermissionRemedy.InCloudOf(holder, host, _enough, kind),
            }
            : null;
    }

    /// <summary>The same for a user by id or, where that is listed for users alone, the sign-in of one.</summary>
    private string OfAnyUser(string rest)
    {
        string other = "/users/<id>" + rest;
        PermissionAnswer there = PermissionFinder.Find(method, "/users/{id}" + rest);
        bool isForUsers = there.Permissions.Count > 0 && there.Permissions.All(permission => permission.Scheme != PermissionScheme.Application);
        string who = holder.Session?.Option ?? (holder.IsToken ? " -Token <token>" : $" -ClientId {PermissionRemedy.ClientId(holder)}{holder.Asking?.OptionIfNeeded}");
        return (isForUsers ? PermissionRemedy.OtherSignIn(holder, there) : null)
            ?? $"Test-MsOAuthPermission{(method.Equals("GET", StringComparison.OrdinalIgnoreCase) ? string.Empty : $" -Method {CommandText.Name(method)}")} -Uri {CommandText.Quoted(other)}{who}";
    }

    private PermissionCheck Listed()
    {
        if (_enough.Length == 0)
        {
            return Of(new(PermissionOutcome.NoData, null), $"{WhyNoData(answer, uri, kind, holder.Scheme(kind))} {WhatIsHeld}") with { Remedy = PermissionRemedy.OtherSignIn(holder, answer) };
        }

        if (holder.OtherApi is not null)
        {
            return Complete(Of(new(PermissionOutcome.Missing, null), $"{WhatItTakes} {WhatIsHeld}"));
        }

        PermissionMatch match = OfferedForms.Match(_enough, Held, Order);
        string? doubt = match.IsMet
            ? PermissionDoubt.OfCompanion(method, _enough, Held, Order)
            : PermissionDoubt.Of(_enough, Held) ?? PermissionDoubt.OfReader(method, _enough, Held, kind);
        return doubt is not null ? Of(new(PermissionOutcome.NoData, null), $"{doubt} {WhatIsHeld}")
            : match.IsMet ? WithQuery(match)
            : Complete(Of(match, $"{WhatItTakes} {WhatIsHeld}{PermissionDoubt.Caution(holder, _enough, kind)}"));
    }

    /// <summary>What the query takes counts like the call.</summary>
    private PermissionCheck WithQuery(PermissionMatch match)
    {
        PermissionMatch[] needs = [.. _needs.Select(need => OfferedForms.Match(need, Held, Order))];
        int lacking = Array.FindIndex(needs, need => !need.IsMet);
        string call = match.Outcome == PermissionOutcome.Listed
            ? $"Microsoft lists {match.HeldBy} for this call."
            : $"It holds {match.HeldBy}, which contains a permission that Microsoft lists for this call.";
        if (lacking >= 0)
        {
            string? doubt = PermissionDoubt.Of(_needs[lacking], Held);
            return Complete(Of(new(doubt is null ? PermissionOutcome.Missing : PermissionOutcome.NoData, null), $"{call} Its query takes more. {(doubt is null ? string.Empty : doubt + " ")}{WhatIsHeld}"));
        }

        return Of(Array.Exists(needs, need => need.Outcome == PermissionOutcome.Implied) ? match with { Outcome = PermissionOutcome.Implied } : match, call);
    }

    private PermissionCheck Complete(PermissionCheck check) => PermissionRemedy.Complete(check, holder, Array.Exists(_needs, IsOfCall) ? _needs : [Wanted, .. _needs]);

    /// <summary>Whether all that a need takes opens the call as well, so that the call's own least permission is not wanted beside it.</summary>
    private bool IsOfCall(FoundPermission[] need) => Array.TrueForAll(need, one => Array.Exists(_enough, other => other.Permission == one.Permission));

    private PermissionCheck Of(PermissionMatch match, string reason) => PermissionJudge.Of(holder, kind, match, string.Join(" ", answer.NotesOf(holder.Scheme(kind)).Prepend(reason))) with
    {
        Permission = Wanted.FirstOrDefault()?.Permission,
        Method = method.ToUpperInvariant(),
        Uri = uri,
    };

    private string WhatItTakes
    {
        get
        {
            string others = string.Join(", ", Wanted.Skip(1).Take(NamedAlternatives).Select(WithCompanion));
            return $"It takes {WithCompanion(Wanted[0])} ({PermissionJudge.Name(kind)}){(others.Length == 0 ? string.Empty : $", or one of: {others}")}.";
        }
    }

    private string WhatIsHeld => PermissionJudge.WhatIsHeld(holder, Held);

    private static string WithCompanion(FoundPermission permission) =>
        permission.AlsoRequires.Count == 0 ? permission.Permission : $"{permission.Permission} with {string.Join(" or ", permission.AlsoRequires)}";
}
