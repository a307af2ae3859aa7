using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The commands that grant application permissions to a service principal itself, for whoever has no registration in the tenant:
/// managed identities, and apps of other tenants.
/// Source: https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto.
/// </summary>
internal static class RoleGrant
{
    /// <summary>Why a managed identity is mended in this way, and why it takes its time.</summary>
    internal const string OfManagedIdentity =
        " It is a managed identity: that has no registration, its permissions are granted to its service principal, and Azure keeps its token for up to 24 hours.";

    /// <summary>The commands, from the sign-in of an administrator to the way back.</summary>
    /// <param name="holder">Whose service principal.</param>
    /// <param name="api">The API.</param>
    /// <param name="permissions">The application permissions by name.</param>
    /// <param name="then">The commands after them.</param>
    internal static string Commands(PermissionHolder holder, TokenApi api, IEnumerable<string> permissions, params string[] then)
    {
        AdministratorSession administrator = AdministratorSession.For(holder);
        return administrator.Around(
            " -Scopes AppRoleAssignment.ReadWrite.All, Application.Read.All",
            permissions.Select(permission => Assign(holder, api, permission, administrator.Option)).Prepend(api.LookUp(administrator.Option)).Concat(then));
    }

    private static string Assign(PermissionHolder holder, TokenApi api, string permission, string context)
    {
        Guid? known = api.AppId == MicrosoftApi.GraphAppId ? GraphCatalog.Current.Find(permission)?.ApplicationId : null;
        string role = known is { } id ? $"'{id}'" : $"($api.appRoles | Where-Object value -EQ {CommandText.Quoted(permission)}).id";
        string principal = CommandText.Id(holder.ObjectId, "<object id of its service principal>");
        return $"Invoke-MsOAuthRequest \"/servicePrincipals/$($api.id)/appRoleAssignedTo\" -Method POST -Body @{{ principalId = '{principal}'; resourceId = $api.id; appRoleId = {role} }}{context}";
    }
}
