using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The owners of applications and service principals.</summary>
internal static class OwnerRoutes
{
    private const int MostOwners = 100;

    public static IEnumerable<GraphRoute> All { get; } =
    [
        .. For("/applications/{id}/owners", call => ApplicationRoutes.Find(call).OwnerIds, call => ApplicationRoutes.FindToManage(call).OwnerIds),
        .. For("/servicePrincipals/{id}/owners", call => ServicePrincipalRoutes.Find(call).OwnerIds, call => ServicePrincipalRoutes.FindToManage(call).OwnerIds),
    ];

    private static IEnumerable<GraphRoute> For(string path, Func<GraphCall, List<string>> read, Func<GraphCall, List<string>> manage) =>
    [
        new("GET", path, Gate.ReadApplications, call =>
            GraphWriter.List(call, "directoryObjects", read(call).Select(call.Directory.FindPrincipal).OfType<DirectoryObject>(), call.Options(EntityTypes.UserInFull), isTyped: true)),
        new("POST", path + "/$ref", Gate.AddOwners, call => Add(call, manage(call))),
        new("DELETE", path + "/{owner}/$ref", Gate.WriteServicePrincipals, call => Remove(call, manage(call))),
    ];

    private static Answer Add(GraphCall call, List<string> owners)
    {
        var reference = call.Body["@odata.id"]?.ToString() ?? throw GraphException.BadRequest("A value is required for property '@odata.id'.");
        var id = reference.TrimEnd('/').Split('/', '\'', '(', ')').LastOrDefault(part => part.Length > 0) ?? "";
        var owner = call.Directory.FindPrincipal(id) ?? throw GraphException.NotFound(id);
        if (owners.Contains(owner.Id, StringComparer.Ordinal))
            throw GraphException.BadRequest("One or more added object references already exist for the following modified properties: 'owners'.");
        if (owners.Count == MostOwners)
            throw new GraphException(400, "Directory_QuotaExceeded", "The number of owners exceeds the maximum that is allowed.");
        owners.Add(owner.Id);
        return GraphWriter.NoContent;
    }

    private static Answer Remove(GraphCall call, List<string> owners) =>
        owners.Remove(call["owner"]) ? GraphWriter.NoContent : throw GraphException.NotFound(call["owner"]);
}
