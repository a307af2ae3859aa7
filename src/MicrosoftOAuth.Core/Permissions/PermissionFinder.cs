using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>One permission that opens a call, or that a search found.</summary>
public sealed record FoundPermission
{
    /// <summary>The API's name.</summary>
    public required string Api { get; init; }

    /// <summary>The permission in the API's own words.</summary>
    public required string Permission { get; init; }

    /// <summary>The scheme: DelegatedWork, DelegatedPersonal or Application.</summary>
    public required PermissionScheme Scheme { get; init; }

    /// <summary>True for the least privileged one of its scheme.</summary>
    public bool IsLeastPrivileged { get; init; }

    /// <summary>True where only an administrator may consent.</summary>
    public bool RequiresAdminConsent { get; init; }

    /// <summary>Its id; null where the API's service principal does not offer it.</summary>
    public Guid? Id { get; init; }

    /// <summary>The method that was asked about; null for a search.</summary>
    public string? Method { get; init; }

    /// <summary>The address template that matched; null for a search.</summary>
    public string? Template { get; init; }

    /// <summary>Permissions that are needed together with it.</summary>
    public IReadOnlyList<string> AlsoRequires { get; init; } = [];

    /// <summary>The date of Microsoft's data; null for what the tenant was asked just now.</summary>
    public DateTimeOffset? DataDate { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Permission;
}

/// <summary>Which permissions open a call.</summary>
/// <param name="Template">The address template that matched; null where Microsoft lists nothing.</param>
/// <param name="Permissions">By scheme, the least privileged first.</param>
/// <param name="NearestParent">For a call without data: the nearest listed address.</param>
public sealed record PermissionAnswer(string? Template, IReadOnlyList<FoundPermission> Permissions, string? NearestParent);

/// <summary>Finds permissions of Microsoft Graph in the shipped index; sends nothing.</summary>
public static class PermissionFinder
{
    private static readonly PermissionScheme[] s_schemes = [PermissionScheme.DelegatedWork, PermissionScheme.DelegatedPersonal, PermissionScheme.Application];

    /// <summary>The permissions that open a call.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="uri">An address or path as a user types it; placeholders such as <c>{id}</c> are fine.</param>
    public static PermissionAnswer Find(string method, string uri)
    {
        PermissionCatalog catalog = PermissionCatalog.Default;
        CatalogMatch? match = catalog.Match(method, uri);
        return match is null
            ? new PermissionAnswer(null, [], catalog.NearestParent(method, uri))
            : new PermissionAnswer(
                match.Template,
                [
                    .. s_schemes.SelectMany(scheme => match.Ranked(scheme).Select((requirement, rank) => new FoundPermission
                    {
                        Api = MicrosoftApi.Graph.Name,
                        Permission = requirement.Permission.Name,
                        Scheme = scheme,
                        IsLeastPrivileged = rank == 0,
                        RequiresAdminConsent = requirement.Permission.RequiresAdminConsent(scheme),
                        Id = requirement.Permission.Id(KindOf(scheme)),
                        Method = match.Method,
                        Template = match.Template,
                        AlsoRequires = requirement.AlsoRequires,
                        DataDate = catalog.DataDate,
                    })),
                ],
                NearestParent: null);
    }

    /// <summary>The permissions of Microsoft Graph whose names contain all the words.</summary>
    public static IEnumerable<FoundPermission> Search(string words)
    {
        PermissionCatalog catalog = PermissionCatalog.Default;
        string[] all = words.Split([' ', ',', '*'], StringSplitOptions.RemoveEmptyEntries);
        return catalog.Permissions
            .Where(permission => Array.TrueForAll(all, word => permission.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .SelectMany(permission => s_schemes
                .Where(scheme => permission.Schemes.HasFlag(scheme))
                .Select(scheme => new FoundPermission
                {
                    Api = MicrosoftApi.Graph.Name,
                    Permission = permission.Name,
                    Scheme = scheme,
                    RequiresAdminConsent = permission.RequiresAdminConsent(scheme),
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
                Id = permission.Id,
            });
    }

    /// <summary>The names of Microsoft Graph's permissions of a kind, or of both.</summary>
    public static IEnumerable<string> Names(PermissionKind? kind) => PermissionCatalog.Default.Permissions
        .Where(permission => kind is { } wanted ? permission.Id(wanted) is not null : permission.DelegatedId is not null || permission.ApplicationId is not null)
        .Select(permission => permission.Name);

    private static PermissionKind KindOf(PermissionScheme scheme) =>
        scheme == PermissionScheme.Application ? PermissionKind.Application : PermissionKind.Delegated;
}
