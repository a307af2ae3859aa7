using System.Text.Json;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>One of Microsoft's APIs as every tenant has it. Made once for the process: its permissions are many, and the same everywhere.</summary>
internal sealed class ApiDefinition
{
    private readonly Lazy<JsonElement> scopes;
    private readonly Lazy<JsonElement> roles;

    public ApiDefinition(string appId, string displayName, IReadOnlyList<string> names, IReadOnlyList<ApiPermission> permissions)
    {
        AppId = appId;
        DisplayName = displayName;
        Names = names;
        Permissions = permissions;
        scopes = new(() => ToElement(permissions.Where(permission => permission.Kind == PermissionKind.Delegated).Select(ToScope)));
        roles = new(() => ToElement(permissions.Where(permission => permission.Kind == PermissionKind.Application).Select(ToRole)));
    }

    public string AppId { get; }

    public string DisplayName { get; }

    /// <summary>The addresses that scopes name it by.</summary>
    public IReadOnlyList<string> Names { get; }

    public IReadOnlyList<ApiPermission> Permissions { get; }

    public IReadOnlyList<string> ReplyUrls { get; init; } = [];

    /// <summary>The permissions that the owner of a single resource consents to: id, name, and what an app may do with it.</summary>
    public IReadOnlyList<(string Id, string Name, string Purpose)> ResourceSpecificPermissions { get; init; } = [];

    /// <summary>A new service principal for it.</summary>
    public ServicePrincipal ToServicePrincipal(string id)
    {
        var principal = new ServicePrincipal(id, AppId, Permissions);
        principal.Set("displayName", DisplayName);
        principal.Set("appDisplayName", DisplayName);
        principal.Set("appOwnerOrganizationId", MicrosoftApis.OwnerTenantId);
        principal.Set("servicePrincipalType", "Application");
        principal.Set("signInAudience", Audiences.MultipleOrganizations);
        principal.Properties["servicePrincipalNames"] = new JsonArray([.. Names.Append(AppId).Select(name => (JsonNode)JsonValue.Create(name))]);
        principal.Properties["oauth2PermissionScopes"] = JsonArray.Create(scopes.Value);
        principal.Properties["appRoles"] = JsonArray.Create(roles.Value);
        principal.Properties["replyUrls"] = new JsonArray([.. ReplyUrls.Select(url => (JsonNode)JsonValue.Create(url))]);
        principal.Properties["resourceSpecificApplicationPermissions"] = new JsonArray([.. ResourceSpecificPermissions.Select(ToResourceSpecific)]);
        return principal;
    }

    private static JsonNode ToResourceSpecific((string Id, string Name, string Purpose) permission) => new JsonObject
    {
        ["description"] = $"Allows the app to {permission.Purpose}, without a signed-in user.",
        ["displayName"] = permission.Name,
        ["id"] = permission.Id,
        ["isEnabled"] = true,
        ["value"] = permission.Name,
    };

    private static JsonElement ToElement(IEnumerable<JsonNode> items) => JsonSerializer.SerializeToElement(new JsonArray([.. items]), JsonFormat.Wire);

    private static JsonObject ToScope(ApiPermission permission) => new()
    {
        ["adminConsentDescription"] = $"Allows the app to use {permission.Name} on behalf of the signed-in user.",
        ["adminConsentDisplayName"] = permission.Name,
        ["id"] = permission.Id,
        ["isEnabled"] = permission.IsEnabled,
        ["type"] = permission.NeedsAdmin ? "Admin" : "User",
        ["userConsentDescription"] = $"Allows the app to use {permission.Name} on your behalf.",
        ["userConsentDisplayName"] = permission.Name,
        ["value"] = permission.Name,
    };

    private static JsonObject ToRole(ApiPermission permission) => new()
    {
        ["allowedMemberTypes"] = new JsonArray("Application"),
        ["description"] = $"Allows the app to use {permission.Name} without a signed-in user.",
        ["displayName"] = permission.Name,
        ["id"] = permission.Id,
        ["isEnabled"] = permission.IsEnabled,
        ["origin"] = "Application",
        ["value"] = permission.Name,
    };
}
