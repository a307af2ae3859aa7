using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>Who has consented to what.</summary>
internal sealed class ConsentLedger(TenantDirectory directory, IdSource ids, TimeProvider clock)
{
    /// <summary>The delegated permissions that a client holds at an API for a user, sorted by name.</summary>
    public IReadOnlyList<string> ScopesOf(ServicePrincipal client, ServicePrincipal resource, User user)
    {
        var scopes = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var grant in directory.Grants.Where("clientId", client.Id))
        {
            if (grant.ResourceId == resource.Id && (grant.PrincipalId is null || grant.PrincipalId == user.Id) && directory.IsVisible(grant))
                scopes.UnionWith(grant.Scopes);
        }

        return [.. scopes];
    }

    /// <summary>The application permissions that a client holds at an API, sorted by name.</summary>
    public IReadOnlyList<string> RolesOf(DirectoryObject client, ServicePrincipal resource)
    {
        var roles = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in directory.AppRoleAssignments.Where("principalId", client.Id))
        {
            if (assignment.ResourceId == resource.Id && directory.IsVisible(assignment)
                && resource.Permissions.FirstOrDefault(permission => permission.Kind == PermissionKind.Application && permission.Id == assignment.AppRoleId) is { } role)
            {
                roles.Add(role.Name);
            }
        }

        return [.. roles];
    }

    /// <summary>The one consent of a client, an API and a user (null: of everyone).</summary>
    public PermissionGrant? FindGrant(string clientId, string resourceId, string? principalId) =>
        directory.Grants.Where("clientId", clientId).FirstOrDefault(grant => grant.ResourceId == resourceId && grant.PrincipalId == principalId);

    /// <summary>Adds to a consent what it does not hold yet. It counts at once: the sign-in service, which takes it, need not wait for itself.</summary>
    public void Consent(ServicePrincipal client, ServicePrincipal resource, User? user, IEnumerable<string> scopes)
    {
        var grant = FindGrant(client.Id, resource.Id, user?.Id);
        if (grant is null)
        {
            grant = new PermissionGrant(ids.NewOpaque(32), client.Id, resource.Id, user?.Id);
            directory.Grants.Add(grant);
        }

        grant.Scopes = [.. grant.Scopes.Union(scopes, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Assigns an app role; the present assignment where there is one.</summary>
    public AppRoleAssignment Assign(DirectoryObject principal, string principalType, ServicePrincipal resource, string appRoleId)
    {
        if (FindAssignment(principal.Id, resource.Id, appRoleId) is { } present)
            return present;
        var assignment = new AppRoleAssignment(ids.NewOpaque(32), principal.Id, resource.Id, appRoleId);
        assignment.Set("createdDateTime", Text.Instant.Graph(clock.GetUtcNow()));
        assignment.Set("principalDisplayName", principal.Text("displayName"));
        assignment.Set("principalType", principalType);
        assignment.Set("resourceDisplayName", resource.DisplayName);
        directory.Add(directory.AppRoleAssignments, assignment);
        return assignment;
    }

    public AppRoleAssignment? FindAssignment(string principalId, string resourceId, string appRoleId) =>
        directory.AppRoleAssignments.Where("principalId", principalId).FirstOrDefault(assignment =>
            assignment.ResourceId == resourceId && assignment.AppRoleId == appRoleId);

    /// <summary>Whether a client holds any delegated permission for a user, at whichever API.</summary>
    public bool HasAnyScope(ServicePrincipal client, User user) =>
        directory.Grants.Where("clientId", client.Id).Any(grant => (grant.PrincipalId is null || grant.PrincipalId == user.Id) && directory.IsVisible(grant));

    /// <summary>Whether a user is assigned to an enterprise application, in whichever role.</summary>
    public bool IsAssigned(User user, ServicePrincipal application) =>
        directory.AppRoleAssignments.Where("resourceId", application.Id).Any(assignment => assignment.PrincipalId == user.Id);
}
