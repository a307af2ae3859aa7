using System.Text.Json.Nodes;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>Permissions of one API that applications ask for together.</summary>
internal sealed class PermissionBundle
{
    private PermissionBundle(ServicePrincipal api, string names)
    {
        Api = api;
        var permissions = names.Split(' ').Select(name => Find(api, name)).ToList();
        Scopes = [.. permissions.Where(permission => permission.Kind == PermissionKind.Delegated)];
        Roles = [.. permissions.Where(permission => permission.Kind == PermissionKind.Application)];
        ScopeText = string.Join(" ", Scopes.Select(scope => scope.Name));
    }

    public ServicePrincipal Api { get; }

    public IReadOnlyList<ApiPermission> Scopes { get; }

    public IReadOnlyList<ApiPermission> Roles { get; }

    /// <summary>The scopes as a consent holds them.</summary>
    public string ScopeText { get; }

    /// <summary>What applications ask Microsoft Graph for. A name with a star is an application permission.</summary>
    public static IReadOnlyList<PermissionBundle> OfGraph(TenantDirectory directory) => Read(
        directory,
        MicrosoftApis.GraphAppId,
        "User.Read",
        "User.Read",
        "User.Read openid profile email offline_access",
        "User.Read Mail.Read Calendars.Read offline_access",
        "User.Read Mail.Send",
        "User.Read User.ReadBasic.All Group.Read.All",
        "Files.ReadWrite.All Sites.Read.All offline_access",
        "User.Read.All* Group.Read.All*",
        "Mail.Send*",
        "Directory.Read.All* AuditLog.Read.All*",
        "Sites.Read.All*",
        "User.Read User.ReadWrite.All* Application.Read.All*",
        "Calendars.ReadWrite* User.Read.All*");

    /// <summary>What some of them ask other APIs for.</summary>
    public static IReadOnlyList<PermissionBundle> OfOthers(TenantDirectory directory) =>
    [
        .. Read(directory, "00000002-0000-0ff1-ce00-000000000000", "IMAP.AccessAsUser.All SMTP.Send", "full_access_as_app*"),
        .. Read(directory, "00000003-0000-0ff1-ce00-000000000000", "AllSites.Read", "Sites.FullControl.All*"),
        .. Read(directory, MicrosoftApis.AzureManagementAppId, "user_impersonation"),
    ];

    /// <summary>The bundle as requiredResourceAccess lists it.</summary>
    public JsonObject ToJson() => new()
    {
        ["resourceAppId"] = Api.AppId,
        ["resourceAccess"] = new JsonArray(
        [
            .. Scopes.Select(scope => new JsonObject { ["id"] = scope.Id, ["type"] = "Scope" }),
            .. Roles.Select(role => new JsonObject { ["id"] = role.Id, ["type"] = "Role" }),
        ]),
    };

    private static PermissionBundle[] Read(TenantDirectory directory, string appId, params string[] bundles)
    {
        var api = directory.FindResource(appId)!;
        return Array.ConvertAll(bundles, names => new PermissionBundle(api, names));
    }

    private static ApiPermission Find(ServicePrincipal api, string name)
    {
        var kind = name.EndsWith('*') ? PermissionKind.Application : PermissionKind.Delegated;
        return api.Permissions.First(permission => permission.Kind == kind && permission.Name == name.TrimEnd('*'));
    }
}
