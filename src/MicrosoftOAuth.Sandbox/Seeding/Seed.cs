using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>What a new practice tenant holds. All of it has been there for long: no replication delay hides it.</summary>
internal static class Seed
{
    /// <summary>
    /// What the tenant's administrators have granted Microsoft Graph Command Line Tools for everyone, so that people
    /// without an administrator's role can register applications with it and read the directory.
    /// </summary>
    private static readonly string[] CommandLineToolsScopes = ["Application.ReadWrite.All", "Directory.Read.All", "User.Read", "openid", "profile", "email", "offline_access"];

    public static void Plant(PracticeWorld world)
    {
        foreach (var tenant in world.Tenants)
            Plant(tenant);
        if (world.Options.Size > 0)
            new PlantedWorld(world.Home).Plant(world.Options.Size);
    }

    /// <summary>What one tenant holds, however large the world is.</summary>
    public static void Plant(TenantState tenant)
    {
        if (tenant.IsPersonal)
        {
            PlantPersonalAccounts(tenant);
            AddMicrosoft(tenant);
            return;
        }

        var isHome = tenant == tenant.World.Home;
        DefaultAppPolicy.Plant(tenant.Directory.DefaultAppPolicy, isHome ? tenant.Options : new());
        AddRoles(tenant);
        if (isHome)
        {
            AddUser(tenant, "admin", "Avery Administrator", BuiltInRole.GlobalAdministrator);
            AddUser(tenant, "developer", "Devon Developer", BuiltInRole.ApplicationDeveloper);
            AddUser(tenant, "user", "Uma User", roleTemplateId: null);
        }
        else
        {
            AddUser(tenant, "admin", "Farah Administrator", BuiltInRole.GlobalAdministrator);
            AddUser(tenant, "user", "Finn User", roleTemplateId: null);
        }

        AddMicrosoft(tenant);
        GrantPublicClients(tenant);
    }

    /// <summary>The people with personal accounts, where the options ask for them.</summary>
    public static void PlantPersonalAccounts(TenantState tenant)
    {
        if (!tenant.Options.PersonalAccounts)
            return;
        AddPerson(tenant, "pat.personal@outlook.com", "Pat Personal");
        AddPerson(tenant, "robin.personal@hotmail.com", "Robin Personal");
    }

    /// <summary>Microsoft's public clients, which every tenant knows without having them.</summary>
    public static void PlantMicrosoftsRegistrations(TenantState tenant)
    {
        AddPublicClient(tenant, MicrosoftApis.CommandLineToolsAppId, "Microsoft Graph Command Line Tools");
        AddPublicClient(tenant, MicrosoftApis.AzureCliAppId, "Microsoft Azure CLI");
    }

    /// <summary>Microsoft's APIs and public clients, as every tenant has them.</summary>
    private static void AddMicrosoft(TenantState tenant)
    {
        foreach (var api in MicrosoftApiDefinitions.All)
            tenant.Directory.ServicePrincipals.Add(api.ToServicePrincipal(IdOf(api.AppId, tenant).ToString()));
        PlantMicrosoftsRegistrations(tenant);
    }

    /// <summary>The object id of an application's service principal. In the tenant of the personal accounts nobody sees it, so none is drawn for it.</summary>
    private static Guid IdOf(string appId, TenantState tenant) =>
        tenant.IsPersonal ? IdSource.Named("personal:" + appId) : tenant.Ids.NewGuid();

    private static void AddRoles(TenantState tenant)
    {
        foreach (var template in new[] { BuiltInRole.GlobalAdministrator, BuiltInRole.ApplicationDeveloper })
            tenant.Directory.Roles.Add(new(tenant.Ids.NewGuid().ToString(), BuiltInRole.Find(template)!));
    }

    private static void AddUser(TenantState tenant, string name, string displayName, string? roleTemplateId)
    {
        var user = new User(tenant.Ids.NewGuid().ToString(), $"{name}@{tenant.Organization.Domain}", displayName, roleTemplateId);
        user.Set("createdDateTime", tenant.Organization.Text("createdDateTime"));
        tenant.Directory.Users.Add(user);
    }

    /// <summary>A personal account: the object id is the account's own 64-bit number, padded with zeros, as real ones are.</summary>
    private static void AddPerson(TenantState tenant, string name, string displayName)
    {
        var number = IdSource.Named("account:" + name).ToByteArray();
        var id = new Guid(0, 0, 0, [0, 3, 0xBF, .. number.AsSpan(0, 5)]);
        tenant.Directory.Users.Add(new(id.ToString(), name, displayName, roleTemplateId: null));
    }

    private static void GrantPublicClients(TenantState tenant)
    {
        var graph = tenant.Directory.FindResource(MicrosoftApis.GraphAppId)!;
        var commandLineTools = tenant.Registrar.EnsureServicePrincipal(tenant.Directory.FindRegistration(MicrosoftApis.CommandLineToolsAppId)!);
        tenant.Consents.Consent(commandLineTools, graph, user: null, CommandLineToolsScopes);

        // Microsoft authorizes its own command line for its own APIs in advance; no one is asked.
        var azureCli = tenant.Registrar.EnsureServicePrincipal(tenant.Directory.FindRegistration(MicrosoftApis.AzureCliAppId)!);
        tenant.Consents.Consent(azureCli, graph, user: null, ["AuditLog.Read.All", "Directory.AccessAsUser.All", "Group.ReadWrite.All", "User.ReadWrite.All", "openid", "profile", "email", "offline_access"]);
        tenant.Consents.Consent(azureCli, tenant.Directory.FindResource(MicrosoftApis.AzureManagementAppId)!, user: null, ["user_impersonation"]);
    }

    private static void AddPublicClient(TenantState tenant, string appId, string displayName)
    {
        var application = new Application(IdSource.Named("application:" + appId).ToString(), appId);
        application.Set("displayName", displayName);
        application.Set("signInAudience", Audiences.OrganizationsAndPersonal);
        application.Set("appOwnerOrganizationId", MicrosoftApis.OwnerTenantId);
        application.Properties["isFallbackPublicClient"] = true;
        application.Properties["publicClient"] = new JsonObject
        {
            ["redirectUris"] = new JsonArray("http://localhost", "https://login.microsoftonline.com/common/oauth2/nativeclient"),
        };
        tenant.Directory.ForeignApplications.Add(application);
    }
}
