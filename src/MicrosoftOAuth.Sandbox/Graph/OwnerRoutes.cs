using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The owners of applications and service principals.</summary>
internal static class OwnerRoutes
{
    private const int MostOwners = 100;

    public static IEnumerable<GraphRoute> All { get; } =
    [
        .. For("/applications/{id}/owners", ApplicationRoutes.FindToManage),
        .. For("/servicePrincipals/{id}/owners", ServicePrincipalRoutes.FindToManage),
    ];

    /// <summary>Makes users and service principals owners of an object.</summary>
    public static void Add(IOwned item, IEnumerable<DirectoryObject> owners)
    {
        foreach (var owner in owners)
        {
            if (owner is not (User or ServicePrincipal))
                throw GraphException.InvalidProperty("owners");
            if (item.OwnerIds.Contains(owner.Id, StringComparer.Ordinal))
                throw GraphException.BadRequest("One or more added object references already exist for the following modified properties: 'owners'.");
            if (item.OwnerIds.Count == MostOwners)
                throw GraphException.QuotaExceeded("The number of owners exceeds the maximum that is allowed.");
            item.OwnerIds.Add(owner.Id);
        }
    }

    private static IEnumerable<GraphRoute> For(string path, Func<GraphCall, IOwned> manage) =>
    [
        new("POST", path + "/$ref", Gate.AddOwners, call =>
        {
            Add(manage(call), [References.Read(call)]);
            return GraphWriter.NoContent;
        }),
        new("DELETE", path + "/{owner}/$ref", Gate.WriteServicePrincipals, call => Remove(call, manage(call).OwnerIds)),
    ];

    private static Answer Remove(GraphCall call, List<string> owners) =>
        owners.Remove(call["owner"]) ? GraphWriter.NoContent : throw GraphException.NotFound(call["owner"]);
}
