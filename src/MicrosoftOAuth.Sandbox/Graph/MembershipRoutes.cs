using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Questions about memberships, groups within groups included: getMemberGroups, checkMemberGroups and their like.</summary>
internal static class MembershipRoutes
{
    private const int MostToCheck = 20;

    private static readonly (string Path, Func<GraphCall, DirectoryObject> Find)[] Sources =
    [
        ("/me", UserRoutes.Find),
        ("/users/{id}", UserRoutes.Find),
        ("/groups/{id}", GroupRoutes.Find),
        ("/servicePrincipals/{id}", ServicePrincipalRoutes.Find),
        ("/directoryObjects/{id}", DirectoryObjectRoutes.Find),
    ];

    public static IEnumerable<GraphRoute> All { get; } = [.. Sources.SelectMany(source => For(source.Path, source.Find))];

    private static IEnumerable<GraphRoute> For(string path, Func<GraphCall, DirectoryObject> find) =>
    [
        Action(path, "getMemberGroups", call => Groups(find(call), call)),
        Action(path, "getMemberObjects", call => Objects(find(call), call)),
        Action(path, "checkMemberGroups", call => Asked(call, "groupIds").Intersect(Groups(find(call), call), StringComparer.OrdinalIgnoreCase)),
        Action(path, "checkMemberObjects", call => Asked(call, "ids").Intersect(Objects(find(call), call), StringComparer.OrdinalIgnoreCase)),
    ];

    private static GraphRoute Action(string path, string name, Func<GraphCall, IEnumerable<string>> answer) =>
        new("POST", $"{path}/{name}", Gate.ListedOrElse("POST", $"{path}/{name}", Gate.ReadMemberships), call => GraphWriter.Words(call, answer(call)));

    private static IEnumerable<string> Groups(DirectoryObject member, GraphCall call) => Of<Group>(member, call).Where(group => !OnlySecurity(call) || group.IsSecurity).Select(group => group.Id);

    private static IEnumerable<string> Objects(DirectoryObject member, GraphCall call) =>
        Memberships.TransitiveMemberOf(member, call.Directory)
            .Where(item => item is not Group group || !OnlySecurity(call) || group.IsSecurity)
            .Select(item => item.Id);

    private static IEnumerable<T> Of<T>(DirectoryObject member, GraphCall call)
        where T : DirectoryObject => Memberships.TransitiveMemberOf(member, call.Directory).OfType<T>();

    private static bool OnlySecurity(GraphCall call) => call.Body["securityEnabledOnly"] switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw GraphException.BadRequest("Cannot convert the value of the parameter 'securityEnabledOnly' to the expected type 'Edm.Boolean'."),
    };

    private static IEnumerable<string> Asked(GraphCall call, string parameter)
    {
        if (call.Body[parameter] is not JsonArray ids || ids.Count == 0)
            throw GraphException.BadRequest($"The parameter '{parameter}' must be a collection with at least one id.");
        if (ids.Count > MostToCheck)
            throw GraphException.BadRequest($"The number of ids in the parameter '{parameter}' exceeds the maximum of {MostToCheck}.");
        return ids.Select(id => id?.ToString() ?? "");
    }
}
