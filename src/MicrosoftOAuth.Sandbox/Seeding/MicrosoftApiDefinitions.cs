using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>
/// Microsoft's APIs with their permissions. Those of Microsoft Graph come from the permission index. The others' ids are the
/// real ones, as their service principals show them, except OneNote's: no source for those was found, so they are made from
/// the names and are good in a practice tenant only.
/// </summary>
internal static class MicrosoftApiDefinitions
{
    public static IReadOnlyList<ApiDefinition> All { get; } =
    [
        Graph(),
        new(
            "00000002-0000-0ff1-ce00-000000000000",
            "Office 365 Exchange Online",
            ["https://outlook.office365.com/", "https://outlook.office.com/", "https://ps.outlook.com", "https://outlook.office365.us/", "Office 365 Exchange"],
            [
                User("IMAP.AccessAsUser.All", "195adc35-e27b-454b-a7ed-1ecdffa1c09f"),
                User("POP.AccessAsUser.All", "fb698133-92fa-453e-a9ed-688e10f2e5ac"),
                User("SMTP.Send", "76faac2a-0f20-42f1-928a-50de5b9dbe52"),
                User("EAS.AccessAsUser.All", "266d2589-20b5-4f91-9a03-89247d1be8da"),
                User("EWS.AccessAsUser.All", "3b5f3d61-589b-4a3c-a359-5dd4b5ee5bd5"),
                Admin("Exchange.Manage", "ab4f2b77-0b06-4fc1-a9de-02113fc2ab7c"),
                User("Mail.Read", "185758ba-798d-4b72-9e54-429a413a2510"),
                User("Mail.ReadWrite", "75767999-c7a8-481e-a6b4-19458e0b30a5"),
                User("Mail.Send", "5eb43c10-865a-4259-960a-83946678f8dd"),
                User("Calendars.Read", "5b9be81f-2977-4d27-8faf-bb43af8fc705"),
                User("Calendars.ReadWrite", "765f423e-b55d-412e-97e3-13a800c3a537"),
                User("User.Read", "6223a6d3-53ef-4f8f-982a-895b39483c61"),
                App("full_access_as_app", "dc890d15-9560-4a4c-9b7f-a736ec74ec40"),
                App("Exchange.ManageAsApp", "dc50a0fb-09a3-484d-be87-e023b12c6440"),
                App("IMAP.AccessAsApp", "5e5addcd-3e8d-4e90-baf5-964efab2b20a"),
                App("POP.AccessAsApp", "cb842b43-da6e-4506-86fe-bb12199c656d"),
                App("Mail.Read", "810c84a8-4a9e-49e6-bf7d-12d183f40d01"),
                App("Mail.ReadWrite", "e2a3a72e-5f79-4c64-b1b1-878b674786c9"),
                App("Mail.Send", "b633e1c5-b582-4048-a93e-9f11b44c7e96"),
                App("ReportingWebService.Read.All", "b4d5a5c7-c085-487f-b922-ef0d6ebde6b1"),
            ]),
        new(
            "00000003-0000-0ff1-ce00-000000000000",
            "Office 365 SharePoint Online",
            ["https://contoso-practice.sharepoint.com", "https://contoso-practice-my.sharepoint.com", "https://contoso-practice-admin.sharepoint.com", "https://microsoft.sharepoint-df.com"],
            [
                User("AllSites.Read", "4e0d77b0-96ba-4398-af14-3baa780278f4"),
                User("AllSites.Write", "640ddd16-e5b7-4d71-9690-3f4022699ee7"),
                User("AllSites.Manage", "b3f70a70-8a4b-4f95-9573-d71c496a53f4"),
                Admin("AllSites.FullControl", "56680e0d-d2a3-4ae1-80d8-3c4f2100e3d0"),
                User("MyFiles.Read", "dd2c8d78-58e1-46d7-82dd-34d411282686"),
                User("MyFiles.Write", "2cfdc887-d7b4-4798-9b33-3d98d6b95dd2"),
                Admin("Sites.Search.All", "1002502a-9a71-4426-8551-69ab83452fab"),
                Admin("TermStore.Read.All", "a468ea40-458c-4cc2-80c4-51781af71e41"),
                Admin("TermStore.ReadWrite.All", "59a198b5-0420-45a8-ae59-6da1cb640505"),
                Admin("User.Read.All", "0cea5a30-f6f8-42b5-87a0-84cc26822e02"),
                Admin("User.ReadWrite.All", "82866913-39a9-4be7-8091-f4fa781088ae"),
                App("Sites.Read.All", "d13f72ca-a275-4b96-b789-48ebcc4da984"),
                App("Sites.ReadWrite.All", "fbcd29d2-fcca-4405-aded-518d457caae4"),
                App("Sites.Manage.All", "9bff6588-13f2-4c48-bbf2-ddab62256b36"),
                App("Sites.FullControl.All", "678536fe-1083-478a-9c59-b99265e6b0d3"),
                App("Sites.Selected", "20d37865-089c-4dee-8c41-6967602d4ac8"),
                App("TermStore.Read.All", "2a8d57a5-4090-4a41-bf1c-3c621d2ccad3"),
                App("TermStore.ReadWrite.All", "c8e3537c-ec53-43b9-bed3-b2bd3617ae97"),
                App("User.Read.All", "df021288-bdef-4463-88db-98f22de89214"),
                App("User.ReadWrite.All", "741f803b-c850-494e-b5df-cde7c675a1ca"),
            ]),
        new(
            "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
            "Azure Key Vault",
            ["https://vault.azure.net", "https://vault.usgovcloudapi.net", "https://vault.azure.cn"],
            [User("user_impersonation", "f53da476-18e3-4152-8e01-aec403e6edc0")]),
        new(
            "00000007-0000-0000-c000-000000000000",
            "Dynamics CRM",
            ["https://admin.services.crm.dynamics.com/", "https://contoso-practice.crm.dynamics.com/"],
            [User("user_impersonation", "78ce3f0f-a1ce-49c2-8cde-64b5c0896db4")]),
        new(
            "2d4d3d8e-2be3-4bef-9f87-7875a61c29de",
            "OneNote",
            ["https://onenote.com/"],
            [
                User("Notes.Create", Invented("Notes.Create")),
                User("Notes.Read", Invented("Notes.Read")),
                User("Notes.ReadWrite", Invented("Notes.ReadWrite")),
                User("Notes.Read.All", Invented("Notes.Read.All")),
                User("Notes.ReadWrite.All", Invented("Notes.ReadWrite.All")),
            ]),
        new(
            MicrosoftApis.AzureManagementAppId,
            "Windows Azure Service Management API",
            ["https://management.azure.com/", "https://management.core.windows.net/", "https://management.usgovcloudapi.net/", "https://management.chinacloudapi.cn/", "Windows Azure Service Management API"],
            [User("user_impersonation", "41094075-9dad-400e-a0bd-54e686782033")])
        {
            ReplyUrls = ["https://management.core.windows.net/"],
        },
    ];

    /// <summary>The API of an app id; null for everybody else's.</summary>
    public static ApiDefinition? Find(string appId) => All.FirstOrDefault(api => api.AppId == appId);

    private static ApiDefinition Graph() => new(
        MicrosoftApis.GraphAppId,
        "Microsoft Graph",
        [
            "https://graph.microsoft.com", "https://graph.microsoft.com/", "https://graph.microsoft.us", "https://graph.microsoft.us/",
            "https://dod-graph.microsoft.us", "https://dod-graph.microsoft.us/", "https://microsoftgraph.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/",
        ],
        [.. FromCatalog(), .. OpenIdScopes])
    {
        ResourceSpecificPermissions =
        [
            ("ba4beb29-863b-4f02-8969-37a289cd91c0", "TeamsAppInstallation.Read.Group", "read the Teams apps that are installed in this team"),
            ("60d920d0-44e7-44f4-a811-1a172a2ea5b3", "TeamsTab.Read.Group", "read this team's tabs"),
            ("717ca3a4-bc73-47f8-b613-4d43e657fa9c", "TeamsTab.ReadWrite.Group", "manage this team's tabs"),
        ],
    };

    /// <summary>The scopes of OpenID Connect are Graph's too, though lists of its permissions leave them out.</summary>
    private static IEnumerable<ApiPermission> OpenIdScopes =>
        new[]
        {
            User("openid", "37f7f235-527c-4136-accd-4a02d197296e"),
            User("profile", "14dad69e-099b-42c9-810b-d002981feec1"),
            User("email", "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0"),
            User("offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182"),
        }.Where(scope => PermissionCatalog.Default.Find(scope.Name) is not { DelegatedId: not null });

    private static IEnumerable<ApiPermission> FromCatalog()
    {
        foreach (var permission in PermissionCatalog.Default.Permissions)
        {
            if (permission.DelegatedId is { } scope)
                yield return new(scope.ToString(), permission.Name, PermissionKind.Delegated, permission.RequiresAdminConsent(PermissionKind.Delegated), permission.IsEnabled(PermissionKind.Delegated));
            if (permission.ApplicationId is { } role)
                yield return new(role.ToString(), permission.Name, PermissionKind.Application, NeedsAdmin: true, permission.IsEnabled(PermissionKind.Application));
        }
    }

    private static ApiPermission User(string name, string id) => new(id, name, PermissionKind.Delegated, NeedsAdmin: false, IsEnabled: true);

    private static ApiPermission Admin(string name, string id) => new(id, name, PermissionKind.Delegated, NeedsAdmin: true, IsEnabled: true);

    private static ApiPermission App(string name, string id) => new(id, name, PermissionKind.Application, NeedsAdmin: true, IsEnabled: true);

    private static string Invented(string name) => IdSource.Named("OneNote:" + name).ToString();
}
