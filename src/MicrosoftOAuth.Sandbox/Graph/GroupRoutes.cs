using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/groups ("group resource type").</summary>
internal static class GroupRoutes
{
    private static readonly string[] Required = ["displayName", "mailEnabled", "mailNickname", "securityEnabled"];

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/groups", Gate.Listed("GET", "/groups"), call => GraphWriter.Page(call, "groups", call.Directory.Groups, call.Options(EntityTypes.Group))),
        new("POST", "/groups", Gate.Listed("POST", "/groups"), Create),
        new("GET", "/groups/{id}", Gate.Listed("GET", "/groups/{id}"), call => GraphWriter.Entity(call, "groups", Find(call), call.Options(EntityTypes.Group))),
        new("PATCH", "/groups/{id}", Gate.Listed("PATCH", "/groups/{id}"), Update),
        new("DELETE", "/groups/{id}", Gate.Listed("DELETE", "/groups/{id}"), Delete),
        new("POST", "/groups/{id}/members/$ref", Gate.WriteMembers, call => AddReference(call, AddMembers)),
        new("DELETE", "/groups/{id}/members/{member}/$ref", Gate.WriteMembers, RemoveMember),
        new("POST", "/groups/{id}/owners/$ref", Gate.Listed("DELETE", "/groups/{id}/owners/{id}/$ref"), call => AddReference(call, OwnerRoutes.Add)),
        new("DELETE", "/groups/{id}/owners/{owner}/$ref", Gate.Listed("DELETE", "/groups/{id}/owners/{id}/$ref"), RemoveOwner),
    ];

    /// <summary>The group that the path names: by object id or unique name.</summary>
    public static Group Find(GraphCall call)
    {
        var key = call["id"];
        const string UniqueName = "uniqueName=";
        var group = key.StartsWith(UniqueName, StringComparison.OrdinalIgnoreCase)
            ? call.Directory.Groups.All.FirstOrDefault(group => group.Text("uniqueName") == key[UniqueName.Length..] && call.Directory.IsVisible(group))
            : call.Directory.Find(call.Directory.Groups, key);
        return group ?? throw GraphException.NotFound(key);
    }

    private static Group FindToManage(GraphCall call)
    {
        var group = Find(call);
        if (!call.Caller.Can(RoleRights.ManageGroups) && !group.OwnerIds.Contains(call.Caller.OwnerId, StringComparer.Ordinal))
            throw GraphException.Denied();
        return group;
    }

    private static Answer Create(GraphCall call)
    {
        call.Caller.MustHaveQuota(call.Directory);
        var group = call.Tenant.People.NewGroup();
        group.CreatedById = call.Caller.OwnerId;
        ObjectEditor.Write(group, call.Body, isNew: true, () =>
        {
            foreach (var required in Required)
            {
                if (group.Properties[required] is null)
                    throw GraphException.MissingProperty(required, "Group");
            }

            GroupRules.Check(group, call.Tenant);
        });
        OwnerRoutes.Add(group, References.Bound(call, "owners"));
        AddMembers(group, References.Bound(call, "members"));

        // Whoever makes a Microsoft 365 group owns it, administrator or not; a security group is left without by administrators.
        var isUnified = group.Texts("groupTypes").Contains("Unified", StringComparer.Ordinal);
        if (call.Caller.User is not null && group.OwnerIds.Count == 0 && (isUnified || !call.Caller.Can(RoleRights.ManageGroups)))
            group.OwnerIds.Add(call.Caller.OwnerId);
        call.Directory.Add(call.Directory.Groups, group);
        call.Directory.Quota.Charge(group);

        // A new group alone says where it is in its body too ("Create group", examples 2 and 3).
        return GraphWriter.Entity(call, "groups", group, options: null, status: 201, address: call.LocationOf(group)).With("Location", call.LocationOf(group));
    }

    private static Answer Update(GraphCall call)
    {
        var group = FindToManage(call);
        ObjectEditor.Write(group, call.Body, isNew: false, () => GroupRules.Check(group, call.Tenant));
        AddMembers(group, References.Bound(call, "members"));
        return GraphWriter.NoContent;
    }

    private static Answer Delete(GraphCall call)
    {
        call.Tenant.People.Delete(FindToManage(call));
        return GraphWriter.NoContent;
    }

    private static Answer AddReference(GraphCall call, Action<Group, IEnumerable<DirectoryObject>> add)
    {
        add(FindToManage(call), [References.Read(call)]);
        return GraphWriter.NoContent;
    }

    private static void AddMembers(Group group, IEnumerable<DirectoryObject> members)
    {
        foreach (var member in members)
        {
            if (member is not (User or ServicePrincipal or Group) || member == group)
                throw GraphException.InvalidProperty("members", "Group");
            if (group.MemberIds.Contains(member.Id, StringComparer.Ordinal))
                throw GraphException.BadRequest("One or more added object references already exist for the following modified properties: 'members'.");
            group.MemberIds.Add(member.Id);
        }
    }

    private static Answer RemoveMember(GraphCall call) =>
        FindToManage(call).MemberIds.Remove(call["member"]) ? GraphWriter.NoContent : throw GraphException.NotFound(call["member"]);

    private static Answer RemoveOwner(GraphCall call)
    {
        var owners = FindToManage(call).OwnerIds;
        if (owners.Count == 1 && owners[0] == call["owner"])
            throw GraphException.BadRequest("The group must have at least one owner, hence this owner cannot be removed.");
        return owners.Remove(call["owner"]) ? GraphWriter.NoContent : throw GraphException.NotFound(call["owner"]);
    }
}
