using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/directoryObjects: objects of every kind by their ids ("directoryObject resource type").</summary>
internal static class DirectoryObjectRoutes
{
    private const int MostIds = 1000;

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/directoryObjects/{id}", Gate.ListedOrElse("GET", "/directoryObjects/{id}", Gate.ReadDirectory), Get),
        new("DELETE", "/directoryObjects/{id}", Gate.ListedOrElse("DELETE", "/directoryObjects/{id}", Gate.WriteDirectory), Delete),
        new("POST", "/directoryObjects/getByIds", Gate.ListedOrElse("POST", "/directoryObjects/getByIds", Gate.ReadDirectory), GetByIds),
    ];

    public static DirectoryObject Find(GraphCall call) => call.Directory.FindObject(call["id"]) ?? throw GraphException.NotFound(call["id"]);

    private static Answer Get(GraphCall call) =>
        GraphWriter.Entity(call, "directoryObjects", Find(call), call.Options(EntityTypes.DirectoryObject), isTyped: true);

    private static Answer Delete(GraphCall call)
    {
        switch (Find(call))
        {
            case Application application:
                call.Caller.MustManage(application.OwnerIds);
                call.Tenant.Registrar.Delete(application);
                break;
            case ServicePrincipal principal:
                call.Caller.MustManage(principal.OwnerIds);
                call.Tenant.Registrar.Delete(principal);
                break;
            case User user:
                call.Caller.Must(RoleRights.ManageUsers);
                call.Tenant.People.Delete(user);
                break;
            case Group group:
                call.Caller.Must(RoleRights.ManageGroups);
                call.Tenant.People.Delete(group);
                break;
            default:
                throw GraphException.BadRequest("Objects of this type cannot be deleted.");
        }

        return GraphWriter.NoContent;
    }

    /// <summary>Unknown ids are left out, and so are objects of types that were not asked for.</summary>
    private static Answer GetByIds(GraphCall call)
    {
        if (call.Body["ids"] is not JsonArray ids || ids.Any(id => !Guid.TryParse(id?.ToString(), out _)))
            throw GraphException.BadRequest("Invalid object identifier in the parameter 'ids'.");
        if (ids.Count > MostIds)
            throw GraphException.BadRequest($"The number of ids exceeds the maximum of {MostIds}.");
        var types = (call.Body["types"] as JsonArray)?.Select(type => type?.ToString() ?? "").ToList();
        if (types?.Count == 0 || types?.Contains("directoryObject", StringComparer.OrdinalIgnoreCase) == true)
            types = null;
        var found = ids.Select(id => call.Directory.FindObject(id!.ToString())).OfType<DirectoryObject>()
            .Where(item => types is null || types.Contains(item.Shape.Name["microsoft.graph.".Length..], StringComparer.OrdinalIgnoreCase))
            .Distinct();
        return GraphWriter.List(call, "directoryObjects", found, call.Options(EntityTypes.DirectoryObject), isTyped: true);
    }
}
