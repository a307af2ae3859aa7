using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Who calls the Graph, and what their token allows.</summary>
/// <param name="AppId">The client.</param>
/// <param name="Client">The client's service principal.</param>
/// <param name="User">The signed-in user; null for an app on its own.</param>
/// <param name="Permissions">The token's scopes or roles.</param>
internal sealed record Caller(string AppId, ServicePrincipal Client, User? User, IReadOnlyCollection<string> Permissions)
{
    public bool Has(string permission) => Permissions.Contains(permission, StringComparer.OrdinalIgnoreCase);

    /// <summary>The object that owns what this caller makes.</summary>
    public string OwnerId => User?.Id ?? Client.Id;

    /// <summary>Whether this caller may change an object: administrators all, others what they own.</summary>
    public bool MayManage(IEnumerable<string> ownerIds)
    {
        if (User is null)
            return Has("Application.ReadWrite.All") || Has("Directory.ReadWrite.All") || ownerIds.Contains(Client.Id, StringComparer.Ordinal);
        return Can(RoleRights.ManageApplications) || ownerIds.Contains(User.Id, StringComparer.Ordinal);
    }

    /// <summary>Whether this is an app on its own that may manage what it owns and nothing else.</summary>
    public bool ManagesOwnedOnly => User is null && Has("Application.ReadWrite.OwnedBy") && !Has("Application.ReadWrite.All") && !Has("Directory.ReadWrite.All");

    /// <summary>Whether directory roles allow this caller something; an app on its own needs none.</summary>
    public bool Can(RoleRights right) => User is null || User.Rights.HasFlag(right);

    /// <summary>Whether what this caller makes gets them as its owner: administrators of applications are not added.</summary>
    public bool BecomesOwner => User is null || !Can(RoleRights.ManageApplications);

    public void MustManage(IEnumerable<string> ownerIds)
    {
        if (!MayManage(ownerIds))
            throw GraphException.Denied();
    }

    public void Must(RoleRights right)
    {
        if (!Can(right))
            throw GraphException.Denied();
    }

    /// <summary>Microsoft Graph's application permissions take more of an administrator than every other consent.</summary>
    public void MustGrant(ServicePrincipal resource) => Must(resource.IsGraph ? RoleRights.GrantGraphRoles : RoleRights.Consent);

    /// <summary>People without a directory role may make only so many objects.</summary>
    public void MustHaveQuota(TenantDirectory directory)
    {
        if (User is { RoleTemplateId: null } && directory.Quota.IsUsedUp(User.Id))
            throw new GraphException(403, "Directory_QuotaExceeded", "The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.");
    }
}
