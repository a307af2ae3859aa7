using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Nango;
using MicrosoftOAuth.Sandbox.Seeding;

namespace MicrosoftOAuth.Sandbox.State;

/// <summary>Makes what is kept of a world. The result shares the world's properties, so it must be written out in the same turn.</summary>
internal static class WorldWriter
{
    /// <summary>What Microsoft's APIs publish is long, the same everywhere, and comes with the program.</summary>
    public static readonly HashSet<string> Published = new(StringComparer.Ordinal) { "appRoles", "oauth2PermissionScopes", "resourceSpecificApplicationPermissions" };

    public static SavedWorld Save(PracticeWorld world) => new()
    {
        Format = SavedWorld.KnownFormat,
        Version = SavedWorld.KnownVersion,
        IdsDrawn = world.Ids.Drawn,
        Tenants = [.. world.Tenants.Select(tenant => Save(tenant, tenant.Directory))],
        Nango = new()
        {
            Integrations = [.. world.Nango.Integrations.Select(Save)],
            Connections = [.. world.Nango.Connections.Select(Save)],
        },
    };

    public static TenantKind KindOf(TenantState tenant) =>
        tenant.IsPersonal ? TenantKind.Personal : tenant == tenant.World.Home ? TenantKind.Home : TenantKind.Second;

    private static SavedTenant Save(TenantState tenant, TenantDirectory directory) => new()
    {
        Kind = KindOf(tenant),
        Id = tenant.Organization.Id,
        DisplayName = tenant.Organization.DisplayName,
        Domain = tenant.Organization.Domain,
        Properties = tenant.Organization.Look(),
        Roles = [.. directory.Roles.All.Select(role => new SavedRole { Id = role.Id, Properties = role.Look(), TemplateId = role.TemplateId })],
        Users = [.. directory.Users.All.Select(Save)],
        DeletedUsers = [.. directory.DeletedUsers.All.Select(Save)],
        Groups = [.. directory.Groups.All.Select(Save)],
        DeletedGroups = [.. directory.DeletedGroups.All.Select(Save)],
        Applications = [.. directory.Applications.All.Select(Save)],
        DeletedApplications = [.. directory.DeletedApplications.All.Select(Save)],
        ServicePrincipals = [.. directory.ServicePrincipals.All.Select(Save)],
        DeletedServicePrincipals = [.. directory.DeletedServicePrincipals.All.Select(Save)],
        Grants = [.. directory.Grants.All.Select(Save)],
        AppRoleAssignments = [.. directory.AppRoleAssignments.All.Select(Save)],
        AppManagementPolicies = [.. directory.AppManagementPolicies.All.Select(policy => new SavedPolicy { Id = policy.Id, Properties = policy.Look(), AppliesTo = [.. policy.AppliesTo] })],
        DefaultAppPolicy = directory.DefaultAppPolicy.Look(),
    };

    private static SavedUser Save(User user) => new()
    {
        Id = user.Id,
        Properties = user.Look(),
        CreatedById = user.CreatedById,
        DeletedAt = user.DeletedAt,
        RoleTemplateIds = user.RoleTemplateIds,
        Password = user.Password,
        NeedsSecondFactor = user.NeedsSecondFactor,
    };

    private static SavedGroup Save(Group group) => new()
    {
        Id = group.Id,
        Properties = group.Look(),
        CreatedById = group.CreatedById,
        DeletedAt = group.DeletedAt,
        OwnerIds = group.OwnerIds,
        MemberIds = group.MemberIds,
    };

    private static SavedApplication Save(Application application) => new()
    {
        Id = application.Id,
        Properties = application.Look(),
        CreatedById = application.CreatedById,
        DeletedAt = application.DeletedAt,
        AppId = application.AppId,
        Secrets = [.. application.Secrets.Select(Save)],
        Certificates = application.Certificates,
        OwnerIds = application.OwnerIds,
        FederatedCredentials = [.. application.FederatedCredentials.All.Select(credential => new SavedObject { Id = credential.Id, Properties = credential.Look() })],
    };

    private static SavedServicePrincipal Save(ServicePrincipal principal) => new()
    {
        Id = principal.Id,
        Properties = MicrosoftApiDefinitions.Find(principal.AppId) is null ? principal.Look() : WithoutPublished(principal.Look()),
        CreatedById = principal.CreatedById,
        DeletedAt = principal.DeletedAt,
        AppId = principal.AppId,
        Secrets = [.. principal.Secrets.Select(Save)],
        Certificates = principal.Certificates,
        OwnerIds = principal.OwnerIds,
    };

    private static SavedGrant Save(PermissionGrant grant) => new()
    {
        Id = grant.Id,
        Properties = grant.Look(),
        ClientId = grant.ClientId,
        ResourceId = grant.ResourceId,
        PrincipalId = grant.PrincipalId,
    };

    private static SavedAssignment Save(AppRoleAssignment assignment) => new()
    {
        Id = assignment.Id,
        Properties = assignment.Look(),
        PrincipalId = assignment.PrincipalId,
        ResourceId = assignment.ResourceId,
        AppRoleId = assignment.AppRoleId,
    };

    private static JsonObject WithoutPublished(JsonObject properties)
    {
        var rest = new JsonObject();
        foreach (var property in properties.Where(property => !Published.Contains(property.Key)))
            rest[property.Key] = property.Value?.DeepClone();
        return rest;
    }

    private static SavedSecret Save(ClientSecret secret) => new(secret.KeyId, secret.Hash, secret.UsableFrom, secret.Start, secret.End);

    private static SavedIntegration Save(Integration integration) => new()
    {
        UniqueKey = integration.UniqueKey,
        Provider = integration.Provider.Key,
        DisplayName = integration.DisplayName,
        ForwardWebhooks = integration.ForwardWebhooks,
        ClientId = integration.ClientId,
        ClientSecret = integration.ClientSecret,
        Scopes = integration.Scopes,
        WebhookSecret = integration.WebhookSecret,
        Created = integration.Created,
        Updated = integration.Updated,
    };

    private static SavedConnection Save(Connection connection) => new()
    {
        Number = connection.Number,
        Id = connection.Id,
        Integration = connection.Integration.UniqueKey,
        Tags = connection.Tags,
        EndUser = connection.EndUser,
        ConnectionConfig = connection.ConnectionConfig,
        TokenUrl = connection.TokenUrl,
        Credentials = connection.Credentials,
        ExpiresAt = connection.ExpiresAt,
        Created = connection.Created,
        Updated = connection.Updated,
    };
}
