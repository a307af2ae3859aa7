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

    public static void Plant(TenantState tenant)
    {
        AddPeople(tenant);
        foreach (var api in MicrosoftApiDefinitions.All)
            tenant.Directory.ServicePrincipals.Add(api.ToServicePrincipal(tenant.Ids.NewGuid().ToString()));
        AddPublicClients(tenant);
    }

    private static void AddPeople(TenantState tenant)
    {
        AddRole(tenant, DirectoryRole.GlobalAdministrator, "Global Administrator", "Can manage all aspects of Microsoft Entra ID and Microsoft services that use Microsoft Entra identities.");
        AddRole(tenant, DirectoryRole.ApplicationDeveloper, "Application Developer", "Can create application registrations independent of the 'Users can register applications' setting.");
        AddUser(tenant, "admin", "Avery Administrator", DirectoryRole.GlobalAdministrator);
        AddUser(tenant, "developer", "Devon Developer", DirectoryRole.ApplicationDeveloper);
        AddUser(tenant, "user", "Uma User", roleTemplateId: null);
    }

    private static void AddRole(TenantState tenant, string templateId, string name, string description) =>
        tenant.Directory.Roles.Add(new(tenant.Ids.NewGuid().ToString(), templateId, name, description));

    private static void AddUser(TenantState tenant, string name, string displayName, string? roleTemplateId)
    {
        var user = new User(tenant.Ids.NewGuid().ToString(), $"{name}@{tenant.Organization.Domain}", displayName, roleTemplateId);
        user.Set("createdDateTime", tenant.Organization.Text("createdDateTime"));
        tenant.Directory.Users.Add(user);
    }

    private static void AddPublicClients(TenantState tenant)
    {
        var graph = tenant.Directory.FindResource(MicrosoftApis.GraphAppId)!;
        var commandLineTools = AddPublicClient(tenant, MicrosoftApis.CommandLineToolsAppId, "Microsoft Graph Command Line Tools");
        tenant.Consents.Consent(commandLineTools, graph, user: null, CommandLineToolsScopes);

        // Microsoft authorizes its own command line for its own APIs in advance; no one is asked.
        var azureCli = AddPublicClient(tenant, MicrosoftApis.AzureCliAppId, "Microsoft Azure CLI");
        tenant.Consents.Consent(azureCli, graph, user: null, ["AuditLog.Read.All", "Directory.AccessAsUser.All", "Group.ReadWrite.All", "User.ReadWrite.All", "openid", "profile", "email", "offline_access"]);
        tenant.Consents.Consent(azureCli, tenant.Directory.FindResource(MicrosoftApis.AzureManagementAppId)!, user: null, ["user_impersonation"]);
    }

    private static ServicePrincipal AddPublicClient(TenantState tenant, string appId, string displayName)
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
        return tenant.Registrar.EnsureServicePrincipal(application);
    }
}
