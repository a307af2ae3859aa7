using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Permission names and ids: Microsoft Graph's from the index, without a request; any other API's from its
/// service principal in the tenant, which alone knows what it offers.
/// </summary>
internal sealed class ApiDirectory(GraphClient graph)
{
    private readonly Dictionary<string, OAuthApi?> _read = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds an API by name, alias or app id.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.ApiNotFound"/> with the names that are near.</exception>
    internal async Task<OAuthApi> FindAsync(string nameOrAppId, CancellationToken cancellationToken)
    {
        MicrosoftApi? known = MicrosoftApi.Find(nameOrAppId);
        if (known?.AppId == MicrosoftApi.GraphAppId)
        {
            return GraphFromIndex(graph.Context.Cloud);
        }

        string? appId = known?.AppId ?? (Guid.TryParse(nameOrAppId, out Guid id) ? id.ToString() : null);
        OAuthApi? found = appId is not null
            ? await FindByAppIdAsync(appId, cancellationToken).ConfigureAwait(false)
            : await FindByNameAsync(nameOrAppId, cancellationToken).ConfigureAwait(false);
        return found ?? throw new OAuthException(
            OAuthErrorKind.ApiNotFound,
            known is null
                ? $"The tenant has no API called '{nameOrAppId}'. Known by name: {string.Join(", ", MicrosoftApi.All.Select(api => api.Name))}."
                : $"The tenant has no service principal for {known.Name} ({known.AppId}): {WhyMissing(graph.Context.Cloud)}.",
            "List the APIs: Get-MsOAuthApi")
        {
            Target = nameOrAppId,
        };
    }

    /// <summary>An API by its app id; null where the tenant does not have it.</summary>
    internal async Task<OAuthApi?> FindByAppIdAsync(string appId, CancellationToken cancellationToken)
    {
        if (appId.Equals(MicrosoftApi.GraphAppId, StringComparison.OrdinalIgnoreCase))
        {
            return GraphFromIndex(graph.Context.Cloud);
        }

        if (!_read.TryGetValue(appId, out OAuthApi? api))
        {
            _read[appId] = api = await ReadAsync(appId, cancellationToken).ConfigureAwait(false);
        }

        return api;
    }

    /// <summary>Reads an API, Microsoft Graph too, from the tenant; null where the tenant does not have it.</summary>
    internal async Task<OAuthApi?> ReadAsync(string appId, CancellationToken cancellationToken)
    {
        ServicePrincipalResource? found = await graph.FindAsync(
            GraphCall.Get($"/servicePrincipals(appId='{appId}')?$select=id,appId,displayName,appRoles,oauth2PermissionScopes", PermissionNeed.ReadApplications),
            GraphJson.Default.ServicePrincipalResource,
            cancellationToken).ConfigureAwait(false);
        return found is null ? null : FromTenant(found, graph.Context.Cloud);
    }

    /// <summary>The app ids known here are those of the worldwide cloud; another can have others.</summary>
    internal static string WhyMissing(MicrosoftCloud cloud) => cloud.Environment is CloudEnvironment.Global or CloudEnvironment.Sandbox
        ? "nobody there uses it yet, or its licence is missing"
        : $"nobody there uses it yet, its licence is missing, or the cloud {cloud.Environment} has another app id for it, which is then to be given as -Api";

    /// <summary>Microsoft Graph with all the permissions of the index.</summary>
    internal static OAuthApi GraphFromIndex(MicrosoftCloud cloud) => new(
        MicrosoftApi.Graph.Name,
        MicrosoftApi.GraphAppId,
        cloud.GraphAudience,
        servicePrincipalId: null,
        new Lazy<IReadOnlyList<ApiPermission>>(() =>
        [
            .. GraphCatalog.Current.Permissions.SelectMany(permission => new[] { PermissionKind.Delegated, PermissionKind.Application }
                .Where(permission.IsOffered)
                .Select(kind => new ApiPermission(MicrosoftApi.Graph.Name, MicrosoftApi.GraphAppId, permission.Name, kind, permission.Id(kind)!.Value, permission.RequiresAdminConsent(kind)))),
        ]));

    private static OAuthApi FromTenant(ServicePrincipalResource resource, MicrosoftCloud cloud)
    {
        MicrosoftApi? known = MicrosoftApi.Find(resource.AppId!);
        string name = known?.Name ?? resource.DisplayName ?? resource.AppId!;
        ApiPermission[] permissions =
        [
            .. (resource.Oauth2PermissionScopes ?? []).Where(scope => scope is { IsEnabled: true, Value: not null })
                .Select(scope => new ApiPermission(name, resource.AppId!, scope.Value!, PermissionKind.Delegated, scope.Id, scope.Type != "User")),
            .. (resource.AppRoles ?? []).Where(role => role is { IsEnabled: true, Value: not null } && role.AllowedMemberTypes.Contains("Application"))
                .Select(role => new ApiPermission(name, resource.AppId!, role.Value!, PermissionKind.Application, role.Id, RequiresAdminConsent: true)),
        ];
        return new OAuthApi(name, resource.AppId!, known?.AudienceIn(cloud), resource.Id, new Lazy<IReadOnlyList<ApiPermission>>(() => permissions));
    }

    private async Task<OAuthApi?> FindByNameAsync(string name, CancellationToken cancellationToken)
    {
        GraphCall call = GraphCall.Get(
            $"/servicePrincipals?$filter=displayName eq {GraphCall.Literal(name)}&$select=id,appId,displayName,appRoles,oauth2PermissionScopes",
            PermissionNeed.ReadApplications);
        List<ServicePrincipalResource> found = await graph.ReadAllAsync(call, GraphJson.Default.GraphPageServicePrincipalResource, cancellationToken).ConfigureAwait(false);

        return found.Count <= 1
            ? found.Select(item => FromTenant(item, graph.Context.Cloud)).FirstOrDefault()
            : throw new OAuthException(
                OAuthErrorKind.ApiNotFound,
                $"Several APIs are called '{name}': {string.Join(", ", found.Select(item => item.AppId))}.",
                "Name the one you mean by its app id: -Api <app id>")
            {
                Target = name,
            };
    }
}
