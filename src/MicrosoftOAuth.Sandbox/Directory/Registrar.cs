using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>Makes and unmakes app registrations and service principals, with everything that hangs on them.</summary>
internal sealed class Registrar(TenantDirectory directory, Organization organization, IdSource ids, TimeProvider clock)
{
    private static readonly TimeSpan BinLifetime = TimeSpan.FromDays(30);

    /// <summary>A registration that is not in the directory yet, with the properties that the directory itself sets.</summary>
    public Application NewApplication()
    {
        var application = new Application(ids.NewGuid().ToString(), ids.NewGuid().ToString());
        application.Set("publisherDomain", organization.Domain);
        application.Set("signInAudience", Audiences.MyOrganization);
        application.Set("createdDateTime", Instant.Graph(Instant.WholeSeconds(clock.GetUtcNow())));
        return application;
    }

    /// <summary>The tenant's service principal for a registration; made where there is none, and then there at once.</summary>
    public ServicePrincipal EnsureServicePrincipal(Application application)
    {
        if (!directory.ServicePrincipals.TryFindByKey(application.AppId, out var principal))
            principal = AddServicePrincipal(application);
        principal.VisibleFrom = default;
        return principal;
    }

    public ServicePrincipal AddServicePrincipal(Application application)
    {
        var principal = new ServicePrincipal(ids.NewGuid().ToString(), application.AppId);
        principal.Set("appOwnerOrganizationId", application.Text("appOwnerOrganizationId") ?? directory.Neighbours.OwnerOf(application) ?? organization.Id);
        principal.Set("servicePrincipalType", "Application");
        principal.Set("createdDateTime", Instant.Graph(Instant.WholeSeconds(clock.GetUtcNow())));
        principal.Mirror(application);
        directory.Add(directory.ServicePrincipals, principal);
        return principal;
    }

    /// <summary>Soft-deletes a registration; its service principal in the tenant goes with it.</summary>
    public void Delete(Application application)
    {
        directory.Applications.Remove(application);
        application.MarkDeleted(clock.GetUtcNow());
        directory.DeletedApplications.Add(application);
        if (directory.ServicePrincipals.TryFindByKey(application.AppId, out var principal))
            Delete(principal);
    }

    public void Delete(ServicePrincipal principal)
    {
        directory.ServicePrincipals.Remove(principal);
        principal.MarkDeleted(clock.GetUtcNow());
        directory.DeletedServicePrincipals.Add(principal);
    }

    /// <summary>Takes a registration, and the service principal that went with it, out of the bin.</summary>
    public void Restore(Application application)
    {
        directory.DeletedApplications.Remove(application);
        application.MarkRestored();
        directory.Add(directory.Applications, application);
        if (directory.DeletedServicePrincipals.TryFindByKey(application.AppId, out var principal) && !directory.ServicePrincipals.TryFindByKey(application.AppId, out _))
            Restore(principal);
    }

    public void Restore(ServicePrincipal principal)
    {
        directory.DeletedServicePrincipals.Remove(principal);
        principal.MarkRestored();
        directory.Add(directory.ServicePrincipals, principal);
    }

    /// <summary>Deletes for good what has been in the bin for its 30 days.</summary>
    public void PurgeLapsed()
    {
        var oldest = clock.GetUtcNow() - BinLifetime;
        while (directory.DeletedApplications.All.FirstOrDefault() is { } application && application.DeletedAt < oldest)
            Purge(application);
        while (directory.DeletedServicePrincipals.All.FirstOrDefault() is { } principal && principal.DeletedAt < oldest)
            Purge(principal);
    }

    /// <summary>Deletes a registration for good, and the consents of its deleted service principal with it.</summary>
    public void Purge(Application application)
    {
        directory.DeletedApplications.Remove(application);
        directory.Quota.Release(application);
        foreach (var policy in directory.AppManagementPolicies.All)
            policy.AppliesTo.Remove(application.Id);
        if (directory.DeletedServicePrincipals.TryFindByKey(application.AppId, out var principal))
            Purge(principal);
    }

    public void Purge(ServicePrincipal principal)
    {
        directory.DeletedServicePrincipals.Remove(principal);
        directory.Quota.Release(principal);
        foreach (var grant in directory.Grants.Where("clientId", principal.Id).Union(directory.Grants.Where("resourceId", principal.Id)).ToList())
            directory.Grants.Remove(grant);
        foreach (var assignment in directory.AppRoleAssignments.Where("principalId", principal.Id).Union(directory.AppRoleAssignments.Where("resourceId", principal.Id)).ToList())
            directory.AppRoleAssignments.Remove(assignment);
    }

    /// <summary>Makes a client secret; its text is in the answer and nowhere else.</summary>
    /// <param name="holder">The object that gets it.</param>
    /// <param name="displayName">The secret's description.</param>
    /// <param name="start">The first moment of its lifetime.</param>
    /// <param name="end">The end of its lifetime.</param>
    /// <param name="delay">How long the sign-in service does not know it yet.</param>
    public JsonObject AddSecret(ISecretHolder holder, string? displayName, DateTimeOffset start, DateTimeOffset end, TimeSpan delay)
    {
        var text = ids.NewSecret();
        var credential = new JsonObject
        {
            ["customKeyIdentifier"] = null,
            ["displayName"] = displayName,
            ["endDateTime"] = Instant.Graph(end),
            ["hint"] = text[..3],
            ["keyId"] = ids.NewGuid().ToString(),
            ["secretText"] = null,
            ["startDateTime"] = Instant.Graph(start),
        };
        if (holder.Properties["passwordCredentials"] is not JsonArray credentials)
            holder.Properties["passwordCredentials"] = credentials = [];
        credentials.Add(credential);
        holder.Secrets.Add(new(credential["keyId"]!.GetValue<string>(), ClientSecret.HashOf(text), clock.GetUtcNow() + delay, start, end));
        var shown = credential.DeepClone().AsObject();
        shown["secretText"] = text;
        return shown;
    }
}
