using System.Text.Json;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Nango;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Seeding;

namespace MicrosoftOAuth.Sandbox.State;

/// <summary>Makes a world of what was kept of one. Its replication is long done.</summary>
internal static class WorldReader
{
    /// <exception cref="PracticeStateException">What was kept contradicts itself.</exception>
    public static PracticeWorld Restore(SavedWorld saved, PracticeTenantOptions options)
    {
        var home = saved.Tenants.Find(tenant => tenant.Kind == TenantKind.Home) ?? throw new PracticeStateException("The home tenant is missing.");
        if (home.Users.Count == 0)
            throw new PracticeStateException("There is nobody in the home tenant.");
        var second = saved.Tenants.Find(tenant => tenant.Kind == TenantKind.Second);
        var world = new PracticeWorld(options, ToOrganization(home), second is null ? null : ToOrganization(second));
        foreach (var tenant in world.Tenants)
        {
            if (saved.Tenants.Find(candidate => candidate.Kind == WorldWriter.KindOf(tenant)) is { } kept)
                Restore(tenant, kept);
            else
                Seed.Plant(tenant);
        }

        Restore(world.Nango, saved.Nango);
        world.Ids.Drawn = Math.Max(world.Ids.Drawn, saved.IdsDrawn);
        return world;
    }

    private static Organization ToOrganization(SavedTenant saved) => new(saved.Id, saved.DisplayName, saved.Domain, default);

    private static void Restore(TenantState tenant, SavedTenant saved)
    {
        var directory = tenant.Directory;
        Fill(tenant.Organization, saved.Properties);
        Fill(directory.DefaultAppPolicy, saved.DefaultAppPolicy);
        if (tenant == tenant.World.Home && (tenant.Options.SecretsForbidden || tenant.Options.MaxSecretLifetime is not null))
            DefaultAppPolicy.Plant(directory.DefaultAppPolicy, tenant.Options);
        Seed.PlantMicrosoftsRegistrations(tenant);
        AddAll(directory.Roles, saved.Roles, ToRole);
        AddAll(directory.Users, saved.Users, ToUser);
        AddAll(directory.DeletedUsers, saved.DeletedUsers, ToUser);
        AddAll(directory.Groups, saved.Groups, ToGroup, directory.Quota);
        AddAll(directory.DeletedGroups, saved.DeletedGroups, ToGroup, directory.Quota);
        AddAll(directory.Applications, saved.Applications, ToApplication, directory.Quota);
        AddAll(directory.DeletedApplications, saved.DeletedApplications, ToApplication, directory.Quota);
        AddAll(directory.ServicePrincipals, saved.ServicePrincipals, ToServicePrincipal, directory.Quota);
        AddAll(directory.DeletedServicePrincipals, saved.DeletedServicePrincipals, ToServicePrincipal, directory.Quota);
        AddAll(directory.Grants, saved.Grants, grant => new PermissionGrant(grant.Id, grant.ClientId, grant.ResourceId, grant.PrincipalId));
        AddAll(directory.AppRoleAssignments, saved.AppRoleAssignments, assignment => new AppRoleAssignment(assignment.Id, assignment.PrincipalId, assignment.ResourceId, assignment.AppRoleId));
        AddAll(directory.AppManagementPolicies, saved.AppManagementPolicies, ToPolicy);
        if (tenant.IsPersonal && directory.Users.Count == 0)
            Seed.PlantPersonalAccounts(tenant);
    }

    /// <param name="set">Where the objects go.</param>
    /// <param name="saved">What was kept of them.</param>
    /// <param name="restore">Makes an object of what is its kind's own.</param>
    /// <param name="quota">What they count for; null where they do not.</param>
    private static void AddAll<TItem, TSaved>(ObjectSet<TItem> set, List<TSaved> saved, Func<TSaved, TItem> restore, ObjectQuota? quota = null)
        where TItem : DirectoryObject
        where TSaved : SavedObject
    {
        foreach (var kept in saved)
        {
            var item = restore(kept);
            Fill(item, kept.Properties);
            item.CreatedById = kept.CreatedById;
            set.Add(item);
            quota?.Charge(item);
        }
    }

    private static DirectoryRole ToRole(SavedRole saved) =>
        new(saved.Id, BuiltInRole.Find(saved.TemplateId) ?? throw new PracticeStateException($"There is no directory role '{saved.TemplateId}'."));

    private static User ToUser(SavedUser saved)
    {
        var user = new User(saved.Id) { Password = saved.Password, NeedsSecondFactor = saved.NeedsSecondFactor, DeletedAt = saved.DeletedAt };
        user.RoleTemplateIds.AddRange(saved.RoleTemplateIds);
        return user;
    }

    private static Group ToGroup(SavedGroup saved)
    {
        var group = new Group(saved.Id) { DeletedAt = saved.DeletedAt };
        group.OwnerIds.AddRange(saved.OwnerIds);
        group.MemberIds.AddRange(saved.MemberIds);
        return group;
    }

    private static Application ToApplication(SavedApplication saved)
    {
        var application = new Application(saved.Id, saved.AppId) { DeletedAt = saved.DeletedAt };
        Equip(application, saved);
        application.OwnerIds.AddRange(saved.OwnerIds);
        AddAll(application.FederatedCredentials, saved.FederatedCredentials, credential => new FederatedIdentityCredential(credential.Id));
        return application;
    }

    private static ServicePrincipal ToServicePrincipal(SavedServicePrincipal saved)
    {
        var principal = MicrosoftApiDefinitions.Find(saved.AppId)?.ToServicePrincipal(saved.Id) ?? new ServicePrincipal(saved.Id, saved.AppId);
        principal.DeletedAt = saved.DeletedAt;
        Equip(principal, saved);
        principal.OwnerIds.AddRange(saved.OwnerIds);
        return principal;
    }

    private static AppManagementPolicy ToPolicy(SavedPolicy saved)
    {
        var policy = new AppManagementPolicy(saved.Id);
        policy.AppliesTo.UnionWith(saved.AppliesTo);
        return policy;
    }

    private static void Equip(ISecretHolder holder, SavedServicePrincipal saved)
    {
        holder.Secrets.AddRange(saved.Secrets.Select(ToSecret));
        foreach (var certificate in saved.Certificates)
            holder.Certificates.Add(certificate.Key, certificate.Value);
    }

    private static ClientSecret ToSecret(SavedSecret saved) => new(saved.KeyId, saved.Hash, saved.UsableFrom, saved.Start, saved.End);

    private static void Restore(NangoState nango, SavedNango saved)
    {
        foreach (var kept in saved.Integrations)
        {
            var provider = NangoProvider.Find(kept.Provider) ?? throw new PracticeStateException($"There is no Nango provider '{kept.Provider}'.");
            nango.Integrations.Add(new(kept.UniqueKey, provider, kept.Created)
            {
                DisplayName = kept.DisplayName,
                ForwardWebhooks = kept.ForwardWebhooks,
                ClientId = kept.ClientId,
                ClientSecret = kept.ClientSecret,
                Scopes = kept.Scopes,
                WebhookSecret = kept.WebhookSecret,
                Updated = kept.Updated,
            });
        }

        foreach (var kept in saved.Connections)
        {
            var integration = nango.FindIntegration(kept.Integration) ?? throw new PracticeStateException($"There is no Nango integration '{kept.Integration}'.");
            nango.Connections.Add(new(kept.Number, kept.Id, integration, kept.Created)
            {
                Tags = kept.Tags,
                EndUser = kept.EndUser,
                ConnectionConfig = kept.ConnectionConfig,
                TokenUrl = kept.TokenUrl,
                Credentials = kept.Credentials,
                ExpiresAt = kept.ExpiresAt,
                Updated = kept.Updated,
            });
        }
    }

    /// <summary>
    /// Gives an object the properties that were kept, in their order, and takes its others away but for what Microsoft's APIs
    /// publish. They are moved and not copied, since nobody else has them.
    /// </summary>
    private static void Fill(DirectoryObject item, JsonObject saved)
    {
        var properties = item.Properties;
        foreach (var name in properties.Select(property => property.Key).Where(name => !WorldWriter.Published.Contains(name)).ToList())
            properties.Remove(name);
        foreach (var name in saved.Select(property => property.Key).ToList())
        {
            var value = saved[name];
            saved.Remove(name);
            if (value is not null && item.Shape.Find(name) is { } property && !IsOfKind(property.Type, value))
                throw new PracticeStateException($"The property '{name}' of '{item.Id}' is not of the type '{property.Type.Name}'.");
            properties[name] = value;
        }
    }

    /// <summary>Whether a value is a list, a structure or a scalar as its type is, and a text or a truth value where the type is one.</summary>
    private static bool IsOfKind(EdmType type, JsonNode value) => (type, value.GetValueKind()) switch
    {
        (ListType, var kind) => kind == JsonValueKind.Array,
        (Shape, var kind) => kind == JsonValueKind.Object,
        (_, JsonValueKind.Array or JsonValueKind.Object) => false,
        ({ Name: "Edm.Boolean" }, var kind) => kind is JsonValueKind.True or JsonValueKind.False,
        ({ Name: "Edm.String" }, var kind) => kind == JsonValueKind.String,
        _ => true,
    };
}
