using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox;

/// <summary>The service principals of Microsoft's APIs.</summary>
internal static class MicrosoftApiSeed
{
    private static readonly (string Name, string? Scope, string? Role, bool NeedsAdmin)[] GraphPermissions =
    [
        ("User.Read", "e1fe6dd8-ba31-4d61-89e7-88639da4683d", null, false),
        ("User.Read.All", "a154be20-db9c-4678-8ab7-66f6cc099a59", "df021288-bdef-4463-88db-98f22de89214", true),
        ("Mail.Read", "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", "810c84a8-4a9e-49e6-bf7d-12d183f40d01", false),
        ("Calendars.ReadWrite", "1ec239c2-d7c9-4623-a91a-a9775856bb36", "ef54d2bf-783f-4e0f-bca1-3210c0444d99", false),
        ("Files.Read", "10465720-29dd-4523-a11a-6a75c743c9d9", null, false),
        ("offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", null, false),
        ("openid", "37f7f235-527c-4136-accd-4a02d197296e", null, false),
        ("profile", "14dad69e-099b-42c9-810b-d002981feec1", null, false),
        ("email", "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", null, false),
        ("Notes.Read", "371361e4-b9e2-4a3f-8315-2a301a3b0a3d", null, false),
        ("Notes.Create", "9d822255-d64d-4b7a-afdb-833b9a97ed02", null, false),
        ("Application.Read.All", "c79f8feb-a9db-4090-85f9-90d820caa0eb", "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", true),
        ("Application.ReadWrite.All", "bdfbf15f-ee85-4955-8675-146e8e5296b5", "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9", true),
        ("Application.ReadWrite.OwnedBy", null, "18a4783c-866b-4cc7-a460-3d5e5662c884", true),
        ("AppRoleAssignment.ReadWrite.All", "84bccea3-f856-4a8a-967b-dbe0a3d53a64", "06b708a9-e830-4db3-a914-8e69da51d44f", true),
        ("DelegatedPermissionGrant.ReadWrite.All", "41ce6ca6-6826-4807-84f1-1c82854f7ee5", "8e8e4742-1d95-4f68-9d56-6ee75648c72a", true),
        ("Policy.Read.All", "572fea84-0151-49b2-9301-11cb16974376", "246dd0d5-5bd0-4def-940b-0421030a5b68", true),
        ("Directory.Read.All", "06da0dbc-49e2-44d2-8312-53f166ab848a", "7ab1d382-f21e-4acd-a863-ba3e13f7da61", true),
        ("Organization.Read.All", "4908d5b9-3fb2-4b1e-9336-1888b7937185", "498476ce-e0fe-48b0-b801-37ba7e2685c6", true),
    ];

    public static void Plant(TenantState tenant)
    {
        var graph = new ServicePrincipal(tenant.Ids.NewGuid().ToString(), MicrosoftApis.GraphAppId);
        graph.Set("displayName", "Microsoft Graph");
        graph.Set("appDisplayName", "Microsoft Graph");
        graph.Set("appOwnerOrganizationId", MicrosoftApis.OwnerTenantId);
        graph.Set("signInAudience", Audiences.MultipleOrganizations);
        graph.Set("servicePrincipalType", "Application");
        graph.Properties["servicePrincipalNames"] = new JsonArray("https://graph.microsoft.com", "https://graph.microsoft.com/", "https://graph.microsoft.us", "https://dod-graph.microsoft.us", "https://microsoftgraph.chinacloudapi.cn", MicrosoftApis.GraphAppId);
        graph.Properties["oauth2PermissionScopes"] = new JsonArray([.. GraphPermissions.Where(item => item.Scope is not null).Select(item => (JsonNode)new JsonObject
        {
            ["adminConsentDescription"] = item.Name,
            ["adminConsentDisplayName"] = item.Name,
            ["id"] = item.Scope,
            ["isEnabled"] = true,
            ["type"] = item.NeedsAdmin ? "Admin" : "User",
            ["userConsentDescription"] = null,
            ["userConsentDisplayName"] = null,
            ["value"] = item.Name,
        })]);
        graph.Properties["appRoles"] = new JsonArray([.. GraphPermissions.Where(item => item.Role is not null).Select(item => (JsonNode)new JsonObject
        {
            ["allowedMemberTypes"] = new JsonArray("Application"),
            ["description"] = item.Name,
            ["displayName"] = item.Name,
            ["id"] = item.Role,
            ["isEnabled"] = true,
            ["origin"] = "Application",
            ["value"] = item.Name,
        })]);
        tenant.Directory.ServicePrincipals.Add(graph);
    }
}
