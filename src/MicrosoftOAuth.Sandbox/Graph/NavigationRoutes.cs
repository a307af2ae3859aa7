using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The lists of related objects: owners, members, granted permissions and the like.</summary>
internal static class NavigationRoutes
{
    private static readonly (Shape Source, string Path, Func<GraphCall, DirectoryObject> Find)[] Sources =
    [
        (EntityTypes.Application, "/applications/{id}", ApplicationRoutes.Find),
        (EntityTypes.ServicePrincipal, "/servicePrincipals/{id}", ServicePrincipalRoutes.Find),
        (EntityTypes.UserInFull, "/users/{id}", UserRoutes.Find),
        (EntityTypes.UserInFull, "/me", UserRoutes.Find),
        (EntityTypes.Group, "/groups/{id}", GroupRoutes.Find),
        (EntityTypes.DirectoryRole, "/directoryRoles/{id}", RoleRoutes.Find),
    ];

    public static IEnumerable<GraphRoute> All { get; } =
        [.. Sources.SelectMany(source => Navigation.All.Where(navigation => navigation.Source == source.Source).Select(navigation => Route(source.Path, source.Find, navigation)))];

    private static GraphRoute Route(string path, Func<GraphCall, DirectoryObject> find, Navigation navigation)
    {
        var template = $"{path}/{navigation.Name}";
        return new("GET", template, GateOf(template, navigation), call =>
        {
            var item = find(call);
            var options = call.Options(call.Cast ?? navigation.Target);
            if (navigation is { Side: { } side } && navigation.Target == EntityTypes.AppRoleAssignment)
                return GraphWriter.Page(call, SetOf(navigation, item), call.Directory.AppRoleAssignments, options, (side, item.Id));
            if (navigation is { Side: { } client } && navigation.Target == EntityTypes.OAuth2PermissionGrant)
                return GraphWriter.Page(call, SetOf(navigation, item), call.Directory.Grants, options, (client, item.Id));
            return GraphWriter.List(call, SetOf(navigation, item), navigation.Related(item, call.Directory), options, navigation.IsMixed);
        });
    }

    /// <summary>The set that the related objects are in: one of the directory's, or the source's own.</summary>
    private static string SetOf(Navigation navigation, DirectoryObject item)
    {
        if (navigation.IsMixed)
            return "directoryObjects";
        if (navigation.Target == EntityTypes.OAuth2PermissionGrant)
            return "oauth2PermissionGrants";
        return navigation.Target == EntityTypes.AppManagementPolicy
            ? "policies/appManagementPolicies"
            : $"{item.Shape.Name["microsoft.graph.".Length..]}s('{item.Id}')/{navigation.Name}";
    }

    /// <summary>What Microsoft's data lists; the reference pages know better of granted permissions.</summary>
    private static Gate GateOf(string template, Navigation navigation) =>
        navigation.Source == EntityTypes.ServicePrincipal && navigation.Target == EntityTypes.AppRoleAssignment
            ? Gate.ReadAssignments
            : Gate.ListedOrElse("GET", template, navigation.Target == EntityTypes.AppManagementPolicy ? Gate.ReadAppPolicies : Gate.ReadDirectory);
}
