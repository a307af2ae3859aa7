using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>References to objects in bodies: @odata.id for one, owners@odata.bind and the like for several.</summary>
internal static class References
{
    /// <summary>The object that a body names.</summary>
    public static DirectoryObject Read(GraphCall call) =>
        call.Body["@odata.id"] is JsonValue address
            ? Resolve(call, address.ToString())
            : throw new GraphException(400, "BadRequest", "An entity reference link must have an '@odata.id' annotation.");

    /// <summary>The objects that a body binds to a relationship; none where it says nothing of it.</summary>
    public static IReadOnlyList<DirectoryObject> Bound(GraphCall call, string relationship) =>
        call.Body[relationship + "@odata.bind"] switch
        {
            null => [],
            JsonArray list => [.. list.Select(address => Resolve(call, address?.ToString() ?? ""))],
            _ => throw GraphException.BadRequest($"The value of '{relationship}@odata.bind' must be an array of references."),
        };

    /// <exception cref="GraphException">There is no such object, or replication has not brought it yet.</exception>
    private static DirectoryObject Resolve(GraphCall call, string address)
    {
        var id = address.TrimEnd('/').Split('/', '\'', '(', ')').LastOrDefault(part => part.Length > 0) ?? "";
        var directory = call.Directory;
        if (directory.FindObject(id) is { } found)
            return found;
        var isLate = directory.Users.TryFind(id, out _) || directory.ServicePrincipals.TryFind(id, out _) || directory.Groups.TryFind(id, out _) || directory.Applications.TryFind(id, out _);
        throw isLate ? GraphException.BadRequest("Not a valid reference update.") : GraphException.NotFound(id);
    }
}
