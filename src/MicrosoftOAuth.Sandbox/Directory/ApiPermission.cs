using System.Text.Json.Nodes;
using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>A permission that an API publishes.</summary>
/// <param name="Id">The id of the scope or app role.</param>
/// <param name="Name">The value that tokens carry.</param>
/// <param name="Kind">Whether it is a scope or an app role.</param>
/// <param name="NeedsAdmin">Whether only an administrator may consent to it. True of every app role.</param>
/// <param name="IsEnabled">Whether it can be requested.</param>
internal sealed record ApiPermission(string Id, string Name, PermissionKind Kind, bool NeedsAdmin, bool IsEnabled)
{
    public static IReadOnlyList<ApiPermission> ReadAll(ServicePrincipal api)
    {
        var permissions = new List<ApiPermission>();
        foreach (var scope in api.List("oauth2PermissionScopes") ?? [])
            permissions.Add(new(TextOf(scope, "id"), TextOf(scope, "value"), PermissionKind.Delegated, TextOf(scope, "type") != "User", FlagOf(scope)));
        foreach (var role in api.List("appRoles") ?? [])
        {
            if (role?["allowedMemberTypes"] is JsonArray members && members.Any(member => member?.GetValue<string>() == "Application"))
                permissions.Add(new(TextOf(role, "id"), TextOf(role, "value"), PermissionKind.Application, NeedsAdmin: true, FlagOf(role)));
        }

        return permissions;
    }

    private static string TextOf(JsonNode? node, string name) => node?[name]?.GetValue<string>() ?? "";

    private static bool FlagOf(JsonNode? node) => node?["isEnabled"]?.GetValue<bool>() ?? true;
}
