using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>Finds permissions of Microsoft Graph in the index; sends nothing.</summary>
public static class PermissionFinder
{
    private static readonly KeptAnswer?[] s_answers = new KeptAnswer?[CatalogMatch.KeptCalls];

    /// <summary>The three schemes, in the order of Microsoft's documentation.</summary>
    internal static PermissionScheme[] Schemes { get; } = [PermissionScheme.DelegatedWork, PermissionScheme.DelegatedPersonal, PermissionScheme.Application];

    /// <summary>The permissions that open a call.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="uri">An address or path as a user types it; placeholders such as <c>{id}</c> are fine.</param>
    /// <remarks>
    /// Each address is matched anew. What is said of the call that it matches is kept for some of the last calls, since it
    /// never changes.
    /// </remarks>
    public static PermissionAnswer Find(string method, string uri)
    {
        PermissionCatalog catalog = GraphCatalog.Current;
        CatalogMatch? match = catalog.Match(method, uri);
        if (match is null)
        {
            return new PermissionAnswer(null, [], catalog.NearestParent(method, uri)) { DataDate = catalog.DataDate };
        }

        KeptAnswer kept = KeptAnswerOf(match, catalog.DataDate);
        int question = uri.IndexOf('?');
        return question < 0 ? kept.Answer : kept.AnswerTo(uri, question);
    }

    private static KeptAnswer KeptAnswerOf(CatalogMatch match, DateTimeOffset dataDate)
    {
        KeptAnswer? kept = s_answers[match.Place];
        if (kept is null || !ReferenceEquals(kept.Match, match))
        {
            kept = new KeptAnswer(match, Describe(match, dataDate));
            s_answers[match.Place] = kept;
        }

        return kept;
    }

    private static PermissionAnswer Describe(CatalogMatch match, DateTimeOffset dataDate)
    {
        FoundPermission[] found = new FoundPermission[match.Requirements.Count];
        PermissionScheme before = PermissionScheme.None;
        for (int i = 0; i < found.Length; i++)
        {
            CatalogRequirement requirement = match.Requirements[i];
            found[i] = new FoundPermission
            {
                Api = MicrosoftApi.GraphName,
                Permission = requirement.Permission.Name,
                Scheme = requirement.Scheme,
                IsLeastPrivileged = requirement.Scheme != before,
                RequiresAdminConsent = requirement.Permission.RequiresAdminConsent(requirement.Scheme),
                IsResourceSpecific = requirement.Permission.IsResourceSpecific,
                IsOffered = requirement.Permission.IsOffered(KindOf(requirement.Scheme)),
                Id = requirement.Permission.Id(KindOf(requirement.Scheme)),
                Method = match.Method,
                Template = match.Template,
                AlsoRequires = requirement.AlsoRequires,
                DataDate = dataDate,
            };
            before = requirement.Scheme;
        }

        return new PermissionAnswer(match.Template, found, NearestParent: null) { DataDate = dataDate };
    }

    /// <summary>The permissions of Microsoft Graph whose names contain all the words.</summary>
    public static IEnumerable<FoundPermission> Search(string words)
    {
        PermissionCatalog catalog = GraphCatalog.Current;
        string[] all = words.Split([' ', ',', '*'], StringSplitOptions.RemoveEmptyEntries);
        return catalog.Permissions
            .Where(permission => Array.TrueForAll(all, word => permission.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(permission => Schemes
                .Where(scheme => permission.Schemes.HasFlag(scheme))
                .Select(scheme => new FoundPermission
                {
                    Api = MicrosoftApi.GraphName,
                    Permission = permission.Name,
                    Scheme = scheme,
                    RequiresAdminConsent = permission.RequiresAdminConsent(scheme),
                    IsResourceSpecific = permission.IsResourceSpecific,
                    IsOffered = permission.IsOffered(KindOf(scheme)),
                    Id = permission.Id(KindOf(scheme)),
                    DataDate = catalog.DataDate,
                }));
    }

    /// <summary>The permissions of another API, from its service principal, whose names contain all the words.</summary>
    public static IEnumerable<FoundPermission> Search(OAuthApi api, string words)
    {
        string[] all = words.Split([' ', ',', '*'], StringSplitOptions.RemoveEmptyEntries);
        return api.DelegatedPermissions.Concat(api.ApplicationPermissions)
            .Where(permission => Array.TrueForAll(all, word => permission.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(permission => new FoundPermission
            {
                Api = permission.Api,
                Permission = permission.Name,
                Scheme = permission.Kind == PermissionKind.Application ? PermissionScheme.Application : PermissionScheme.DelegatedWork,
                RequiresAdminConsent = permission.RequiresAdminConsent,
                IsOffered = true,
                Id = permission.Id,
            });
    }

    /// <summary>The names of Microsoft Graph's permissions of a kind, or of both.</summary>
    public static IEnumerable<string> Names(PermissionKind? kind) => GraphCatalog.Current.Permissions
        .Where(permission => kind is { } wanted ? permission.Id(wanted) is not null : permission.DelegatedId is not null || permission.ApplicationId is not null)
        .Select(permission => permission.Name);

    internal static PermissionKind KindOf(PermissionScheme scheme) =>
        scheme == PermissionScheme.Application ? PermissionKind.Application : PermissionKind.Delegated;
}
