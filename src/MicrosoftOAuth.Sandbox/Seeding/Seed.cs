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
        DefaultAppPolicy.Plant(world.Home.Directory.DefaultAppPolicy, world.Options);
        AddRoles(world.Home);
        AddUser(world.Home, "admin", "Avery Administrator", BuiltInRole.GlobalAdministrator);
        AddUser(world.Home, "developer", "Devon Developer", BuiltInRole.ApplicationDeveloper);
        AddUser(world.Home, "user", "Uma User", roleTemplateId: null);
        AddMicrosoft(world.Home);
        GrantPublicClients(world.Home);
        if (world.Second is { } second)
        {
            DefaultAppPolicy.Plant(second.Directory.DefaultAppPolicy, new());
            AddRoles(second);
            AddUser(second, "admin", "Farah Administrator", BuiltInRole.GlobalAdministrator);
            AddUser(second, "user", "Finn User", roleTemplateId: null);
            AddMicrosoft(second);
            GrantPublicClients(second);
        }

        if (world.Options.PersonalAccounts)
        {
            AddPerson(world.Personal, "pat.personal@outlook.com", "Pat Personal");
            AddPerson(world.Personal, "robin.personal@hotmail.com", "Robin Personal");
        }

        AddMicrosoft(world.Personal);
        if (world.Options.Size > 0)
            new PlantedWorld(world.Home).Plant(world.Options.Size);
    }

    /// <summary>Microsoft's APIs and public clients, as every tenant has them.</summary>
    private static void AddMicrosoft(TenantState tenant)
    {
        foreach (var api in MicrosoftApiDefinitions.All)
            tenant.Directory.ServicePrincipals.Add(api.ToServicePrincipal(IdOf(api.AppId, tenant).ToString()));
        AddPublicClients(tenant);
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

    private static void AddPublicClients(TenantState tenant)
    {
        AddPublicClient(tenant, MicrosoftApis.CommandLineToolsAppId, "Microsoft Graph Command Line Tools");
        AddPublicClient(tenant, MicrosoftApis.AzureCliAppId, "Microsoft Azure CLI");
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
