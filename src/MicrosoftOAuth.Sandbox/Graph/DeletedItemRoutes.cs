using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/directory/deletedItems: what can be restored for 30 days.</summary>
internal static class DeletedItemRoutes
{
    private const string Path = "/directory/deletedItems";

    public static IEnumerable<GraphRoute> All { get; } =
    [
        List("application", Gate.ReadApplications, directory => directory.DeletedApplications, EntityTypes.Application),
        List("servicePrincipal", Gate.ReadApplications, directory => directory.DeletedServicePrincipals, EntityTypes.ServicePrincipal),
        List("user", Gate.ListedOrElse("GET", Path + "/microsoft.graph.user", Gate.ReadDeletedUsers), directory => directory.DeletedUsers, EntityTypes.UserInFull),
        List("group", Gate.ListedOrElse("GET", Path + "/microsoft.graph.group", Gate.ReadDirectory), directory => directory.DeletedGroups, EntityTypes.Group),
        new("GET", Path + "/{id}", Gate.ReadApplications, Get),
        new("POST", Path + "/{id}/restore", Gate.WriteApplications, Restore),
        new("DELETE", Path + "/{id}", Gate.WriteApplications, Delete),
    ];

    private static GraphRoute List<T>(string type, Gate gate, Func<TenantDirectory, ObjectSet<T>> set, Shape shape)
        where T : DirectoryObject =>
        new("GET", $"{Path}/microsoft.graph.{type}", gate, call => GraphWriter.Page(call, $"{Path[1..]}/microsoft.graph.{type}", set(call.Directory), call.Options(shape)));

    private static Answer Get(GraphCall call)
    {
        var item = Find(call);
        return GraphWriter.Entity(call, "directoryObjects", item, call.Options(item.Shape), isTyped: true);
    }

    private static Answer Restore(GraphCall call)
    {
        var item = FindToManage(call);
        switch (item)
        {
            case Application application:
                call.Tenant.Registrar.Restore(application);
                break;
            case ServicePrincipal principal:
                call.Tenant.Registrar.Restore(principal);
                break;
            case User user:
                call.Tenant.People.Restore(user);
                break;
            case Group group:
                call.Tenant.People.Restore(group);
                break;
        }

        return GraphWriter.Entity(call, "directoryObjects", item, options: null, isTyped: true);
    }

    private static Answer Delete(GraphCall call)
    {
        switch (FindToManage(call))
        {
            case Application application:
                call.Tenant.Registrar.Purge(application);
                break;
            case ServicePrincipal principal:
                call.Tenant.Registrar.Purge(principal);
                break;
            case User user:
                call.Tenant.People.Purge(user);
                break;
            case Group group:
                call.Tenant.People.Purge(group);
                break;
        }

        return GraphWriter.NoContent;
    }

    private static DirectoryObject Find(GraphCall call)
    {
        var id = call["id"];
        var directory = call.Directory;
        return directory.Find(directory.DeletedApplications, id)
            ?? directory.Find(directory.DeletedServicePrincipals, id)
            ?? directory.Find(directory.DeletedUsers, id)
            ?? (DirectoryObject?)directory.Find(directory.DeletedGroups, id)
            ?? throw GraphException.NotFound(id);
    }

    private static DirectoryObject FindToManage(GraphCall call)
    {
        var item = Find(call);
        if (item is User)
            call.Caller.Must(RoleRights.ManageUsers);
        else if (item is Group group && !group.OwnerIds.Contains(call.Caller.OwnerId, StringComparer.Ordinal))
            call.Caller.Must(RoleRights.ManageGroups);
        else if (item is Application or ServicePrincipal)
            call.Caller.MustManage(((IOwned)item).OwnerIds);
        return item;
    }
}
