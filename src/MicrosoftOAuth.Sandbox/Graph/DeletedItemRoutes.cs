using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/directory/deletedItems: what can be restored for 30 days.</summary>
internal static class DeletedItemRoutes
{
    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/directory/deletedItems/microsoft.graph.application", Gate.ReadApplications, call =>
            GraphWriter.Page(call, "directory/deletedItems/microsoft.graph.application", call.Directory.DeletedApplications, call.Options(EntityTypes.Application))),
        new("GET", "/directory/deletedItems/microsoft.graph.servicePrincipal", Gate.ReadApplications, call =>
            GraphWriter.Page(call, "directory/deletedItems/microsoft.graph.servicePrincipal", call.Directory.DeletedServicePrincipals, call.Options(EntityTypes.ServicePrincipal))),
        new("GET", "/directory/deletedItems/{id}", Gate.ReadApplications, Get),
        new("POST", "/directory/deletedItems/{id}/restore", Gate.WriteApplications, Restore),
        new("DELETE", "/directory/deletedItems/{id}", Gate.WriteApplications, Delete),
    ];

    private static Answer Get(GraphCall call)
    {
        var item = Find(call);
        return GraphWriter.Entity(call, "directoryObjects", item, call.Options(item.Shape), isTyped: true);
    }

    private static Answer Restore(GraphCall call)
    {
        var item = FindToManage(call);
        if (item is Application application)
            call.Tenant.Registrar.Restore(application);
        else
            call.Tenant.Registrar.Restore((ServicePrincipal)item);
        return GraphWriter.Entity(call, "directoryObjects", item, options: null, isTyped: true);
    }

    private static Answer Delete(GraphCall call)
    {
        var item = FindToManage(call);
        if (item is Application application)
            call.Tenant.Registrar.Purge(application);
        else
            call.Tenant.Registrar.Purge((ServicePrincipal)item);
        return GraphWriter.NoContent;
    }

    private static DirectoryObject Find(GraphCall call)
    {
        var id = call["id"];
        return call.Directory.Find(call.Directory.DeletedApplications, id)
            ?? (DirectoryObject?)call.Directory.Find(call.Directory.DeletedServicePrincipals, id)
            ?? throw GraphException.NotFound(id);
    }

    private static DirectoryObject FindToManage(GraphCall call)
    {
        var item = Find(call);
        call.Caller.MustManage(item is Application application ? application.OwnerIds : ((ServicePrincipal)item).OwnerIds);
        return item;
    }
}
