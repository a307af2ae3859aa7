using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>What Microsoft Graph offers in a tenant.</summary>
/// <param name="From">Where that was read.</param>
/// <param name="Delegated">The scopes.</param>
/// <param name="Application">The app roles.</param>
internal sealed record OfferedPermissions(string From, IReadOnlyList<OfferedPermission> Delegated, IReadOnlyList<OfferedPermission> Application)
{
    private static readonly OAuthErrorKind[] s_refusals =
        [OAuthErrorKind.PermissionDenied, OAuthErrorKind.ConsentRequired, OAuthErrorKind.InteractionRequired, OAuthErrorKind.Unauthorized];

    /// <summary>From the tenant's own service principal; from an index where nobody is signed in or the tenant may not be read.</summary>
    internal static async Task<OfferedPermissions> ReadAsync(OAuthContext? context, PermissionCatalog otherwise, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        if (context is null)
        {
            return Of(otherwise);
        }

        try
        {
            ServicePrincipalResource? graph = await new GraphClient(context, reports).FindAsync(
                GraphCall.Get($"/servicePrincipals(appId='{MicrosoftApi.GraphAppId}')?$select=id,appId,appRoles,oauth2PermissionScopes", PermissionNeed.ReadApplications),
                GraphJson.Default.ServicePrincipalResource,
                cancellationToken).ConfigureAwait(false);
            return graph is { Oauth2PermissionScopes.Count: > 0, AppRoles.Count: > 0 } ? Of(graph, context.TenantId) : Of(otherwise);
        }
        catch (OAuthException e) when (s_refusals.Contains(e.Kind))
        {
            reports?.Report(new WarningReport($"The tenant's permission ids could not be read, so those of the index of {otherwise.DataDate:yyyy-MM-dd} are kept: {e.Message}"));
            return Of(otherwise);
        }
    }

    private static OfferedPermissions Of(ServicePrincipalResource graph, string? tenant) => new(
        $"tenant {tenant}",
        [
            .. graph.Oauth2PermissionScopes!.Where(scope => scope.Value is { Length: > 0 })
                .Select(scope => new OfferedPermission(scope.Value!, scope.Id, scope.IsEnabled, scope.Type != "User")),
        ],
        [
            .. graph.AppRoles!.Where(role => role.Value is { Length: > 0 } && role.AllowedMemberTypes.Contains("Application"))
                .Select(role => new OfferedPermission(role.Value!, role.Id, role.IsEnabled, RequiresAdminConsent: true)),
        ]);

    private static OfferedPermissions Of(PermissionCatalog catalog) => new(
        $"index of {catalog.DataDate:yyyy-MM-dd}",
        [.. Of(catalog, PermissionKind.Delegated)],
        [.. Of(catalog, PermissionKind.Application)]);

    private static IEnumerable<OfferedPermission> Of(PermissionCatalog catalog, PermissionKind kind) => catalog.Permissions
        .Where(permission => permission.Id(kind) is not null)
        .Select(permission => new OfferedPermission(permission.Name, permission.Id(kind)!.Value, permission.IsEnabled(kind), permission.RequiresAdminConsent(kind)));
}
