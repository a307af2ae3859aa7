namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>Everything the directory holds. Not thread-safe: the tenant lets one request in at a time.</summary>
internal sealed class TenantDirectory(TimeProvider clock, TimeSpan replicationDelay)
{
    public ObjectSet<Application> Applications { get; } = new(application => application.AppId, ["id", "appId", "displayName", "uniqueName"], ["identifierUris"], ["displayName"]);

    /// <summary>Soft-deleted applications, in the order of their deletion.</summary>
    public ObjectSet<Application> DeletedApplications { get; } = new(application => application.AppId, ["displayName", "uniqueName"]);

    /// <summary>Microsoft's own public clients, which every tenant knows.</summary>
    public ObjectSet<Application> ForeignApplications { get; } = new(application => application.AppId);

    public ObjectSet<ServicePrincipal> ServicePrincipals { get; } = new(principal => principal.AppId, ["id", "appId", "displayName"], ["servicePrincipalNames"], ["displayName"]);

    public ObjectSet<ServicePrincipal> DeletedServicePrincipals { get; } = new(principal => principal.AppId, ["displayName"]);

    public ObjectSet<User> Users { get; } = new(user => user.UserPrincipalName, ["id", "displayName", "userPrincipalName"]);

    public ObjectSet<User> DeletedUsers { get; } = new(_ => null);

    public ObjectSet<Group> Groups { get; } = new(_ => null);

    public ObjectSet<Group> DeletedGroups { get; } = new(_ => null);

    public ObjectSet<DirectoryRole> Roles { get; } = new(role => role.TemplateId);

    public ObjectSet<AppManagementPolicy> AppManagementPolicies { get; } = new(_ => null);

    /// <summary>The policy for every application without one of its own.</summary>
    public TenantAppManagementPolicy DefaultAppPolicy { get; } = new("00000000-0000-0000-0000-000000000000");

    /// <summary>How many objects each user without a directory role has made.</summary>
    public ObjectQuota Quota { get; } = new();

    public ObjectSet<PermissionGrant> Grants { get; } = new(_ => null, ["clientId", "resourceId", "principalId"]);

    public ObjectSet<AppRoleAssignment> AppRoleAssignments { get; } = new(_ => null, ["principalId", "resourceId"]);

    /// <summary>Puts a new object into its set; reads see it once replication has carried it there.</summary>
    public void Add<T>(ObjectSet<T> set, T item)
        where T : DirectoryObject
    {
        if (replicationDelay > TimeSpan.Zero)
            item.VisibleFrom = clock.GetUtcNow() + replicationDelay;
        set.Add(item);
    }

    /// <summary>Brings the indexes up to date; after many changes, so that the first reader need not wait for it.</summary>
    public void Settle()
    {
        Applications.Settle();
        ServicePrincipals.Settle();
        Grants.Settle();
        AppRoleAssignments.Settle();
    }

    public bool IsVisible(DirectoryObject item) => replicationDelay == TimeSpan.Zero || item.VisibleFrom <= clock.GetUtcNow();

    /// <summary>The object of an id, if replication has brought it.</summary>
    public T? Find<T>(ObjectSet<T> set, string id)
        where T : DirectoryObject => set.TryFind(id, out var item) && IsVisible(item) ? item : null;

    /// <summary>The object of an alternate key (an appId, a sign-in name), if replication has brought it.</summary>
    public T? FindByKey<T>(ObjectSet<T> set, string key)
        where T : DirectoryObject => set.TryFindByKey(key, out var item) && IsVisible(item) ? item : null;

    /// <summary>The other tenants of the world this one is in.</summary>
    public Neighbours Neighbours { get; set; } = Neighbours.None;

    /// <summary>The registration behind a client id: the tenant's own, Microsoft's, or one that another tenant has opened to this one.</summary>
    public Application? FindRegistration(string appId) =>
        FindByKey(Applications, appId) ?? FindByKey(ForeignApplications, appId) ?? Neighbours.FindRegistration(appId);

    /// <summary>The API that a scope's prefix names: by one of its names or by its app id.</summary>
    public ServicePrincipal? FindResource(string name)
    {
        if (FindByKey(ServicePrincipals, name) is { } byAppId)
            return byAppId;
        var trimmed = name.TrimEnd('/');
        return ServicePrincipals.Where("servicePrincipalNames", trimmed)
            .Concat(ServicePrincipals.Where("servicePrincipalNames", trimmed + "/"))
            .FirstOrDefault(IsVisible);
    }

    /// <summary>A user, a service principal or a group.</summary>
    public DirectoryObject? FindPrincipal(string id) =>
        Find(Users, id) ?? (DirectoryObject?)Find(ServicePrincipals, id) ?? Find(Groups, id);

    /// <summary>An object of whatever kind.</summary>
    public DirectoryObject? FindObject(string id) =>
        FindPrincipal(id) ?? Find(Applications, id) ?? (DirectoryObject?)Find(Roles, id);
}
