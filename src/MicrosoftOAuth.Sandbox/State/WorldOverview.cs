using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.State;

/// <summary>Looks at a world as a person does: by names.</summary>
internal static class WorldOverview
{
    /// <param name="world">The world.</param>
    /// <param name="limit">How many applications to name in each tenant, and how many consents of each kind.</param>
    public static PracticeOverview Of(PracticeWorld world, int limit) => new(
        world.Tenants.Sum(tenant => tenant.Directory.Applications.Count + tenant.Directory.DeletedApplications.Count),
        [.. world.Tenants.SelectMany(tenant => Applications(tenant, limit))],
        world.Tenants.Sum(tenant => tenant.Directory.Grants.Count + tenant.Directory.AppRoleAssignments.Count),
        [.. world.Tenants.SelectMany(tenant => Delegated(tenant, limit).Concat(Assigned(tenant, limit)))]);

    private static IEnumerable<PracticeApplication> Applications(TenantState tenant, int limit) =>
        tenant.Directory.Applications.Latest().Concat(tenant.Directory.DeletedApplications.Latest()).Take(limit).Select(application => new PracticeApplication(
            tenant.Organization.DisplayName,
            application.DisplayName,
            application.AppId,
            application.Id,
            application.SignInAudience,
            application.Secrets.Count,
            application.TryLook("keyCredentials", out var keys) && keys is System.Text.Json.Nodes.JsonArray list ? list.Count : 0,
            application.FederatedCredentials.Count,
            tenant.Directory.ServicePrincipals.TryFindByKey(application.AppId, out _),
            application.DeletedAt is not null));

    private static IEnumerable<PracticeGrant> Delegated(TenantState tenant, int limit) =>
        tenant.Directory.Grants.Latest().Take(limit).Select(grant => new PracticeGrant(
            tenant.Organization.DisplayName,
            NameOf(tenant, grant.ClientId),
            NameOf(tenant, grant.ResourceId),
            IsDelegated: true,
            grant.PrincipalId is null ? null : NameOf(tenant, grant.PrincipalId),
            grant.Scopes));

    private static IEnumerable<PracticeGrant> Assigned(TenantState tenant, int limit) =>
        tenant.Directory.AppRoleAssignments.Latest().Take(limit).Select(assignment => new PracticeGrant(
            tenant.Organization.DisplayName,
            NameOf(tenant, assignment.PrincipalId),
            NameOf(tenant, assignment.ResourceId),
            IsDelegated: false,
            Person: null,
            [RoleName(tenant, assignment)]));

    private static string RoleName(TenantState tenant, AppRoleAssignment assignment) =>
        tenant.Directory.ServicePrincipals.TryFind(assignment.ResourceId, out var resource)
            && resource.Permissions.FirstOrDefault(permission => permission.Id == assignment.AppRoleId) is { } role ? role.Name : assignment.AppRoleId;

    private static string NameOf(TenantState tenant, string id)
    {
        if (tenant.Directory.Users.TryFind(id, out var user))
            return user.UserPrincipalName;
        return tenant.Directory.ServicePrincipals.TryFind(id, out var principal) ? principal.DisplayName : id;
    }
}
