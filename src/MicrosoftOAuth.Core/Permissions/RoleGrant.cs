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

    private const string Administrator = " -Context Administrator";

    /// <summary>The commands, from the sign-in of an administrator on.</summary>
    /// <param name="holder">Whose service principal.</param>
    /// <param name="api">The app id of the API.</param>
    /// <param name="permissions">The application permissions by name.</param>
    internal static string Commands(PermissionHolder holder, string api, IEnumerable<string> permissions)
    {
        string tenant = holder.TenantId is null ? string.Empty : $" -TenantId {holder.TenantId}";
        return string.Join(
            "; ",
            permissions.Select(permission => Assign(holder, api, permission))
                .Prepend($"$api = Invoke-MsOAuthRequest \"/servicePrincipals(appId='{api}')\"{Administrator}")
                .Prepend($"Connect-MsOAuthApp{tenant} -Scopes AppRoleAssignment.ReadWrite.All, Application.Read.All -ContextName Administrator"));
    }

    private static string Assign(PermissionHolder holder, string api, string permission)
    {
        Guid? known = api == MicrosoftApi.GraphAppId ? GraphCatalog.Current.Find(permission)?.ApplicationId : null;
        string role = known is { } id ? $"'{id}'" : $"($api.appRoles | Where-Object value -EQ '{permission}').id";
        string principal = holder.ObjectId ?? "<object id of its service principal>";
        return $"Invoke-MsOAuthRequest \"/servicePrincipals/$($api.id)/appRoleAssignedTo\" -Method POST -Body @{{ principalId = '{principal}'; resourceId = $api.id; appRoleId = {role} }}{Administrator}";
    }
}
