using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Directory roles, and who holds them: /directoryRoles and /roleManagement/directory.</summary>
internal static class RoleRoutes
{
    private const string Definitions = "/roleManagement/directory/roleDefinitions";
    private const string Assignments = "/roleManagement/directory/roleAssignments";

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/directoryRoles", Gate.Listed("GET", "/directoryRoles"), call => GraphWriter.List(call, "directoryRoles", call.Directory.Roles.All, call.Options(EntityTypes.DirectoryRole))),
        new("POST", "/directoryRoles", Gate.Listed("POST", "/directoryRoles"), Activate),
        new("GET", "/directoryRoles/{id}", Gate.Listed("GET", "/directoryRoles/{id}"), call => GraphWriter.Entity(call, "directoryRoles", Find(call), call.Options(EntityTypes.DirectoryRole))),
        new("POST", "/directoryRoles/{id}/members/$ref", Gate.WriteRoles, AddMember),
        new("DELETE", "/directoryRoles/{id}/members/{member}/$ref", Gate.WriteRoles, RemoveMember),
        new("GET", "/directoryRoleTemplates", Gate.Listed("GET", "/directoryRoleTemplates"), call =>
            GraphWriter.List(call, "directoryRoleTemplates", BuiltInRole.All.Select(role => new DirectoryRoleTemplate(role)), call.Options(EntityTypes.DirectoryRoleTemplate))),
        new("GET", "/directoryRoleTemplates/{id}", Gate.Listed("GET", "/directoryRoleTemplates/{id}"), call =>
            GraphWriter.Entity(call, "directoryRoleTemplates", new DirectoryRoleTemplate(RoleOf(call["id"])), call.Options(EntityTypes.DirectoryRoleTemplate))),
        new("GET", Definitions, Gate.Listed("GET", Definitions), call =>
            GraphWriter.List(call, Definitions[1..], BuiltInRole.All.Select(role => new RoleDefinition(role)), call.Options(EntityTypes.RoleDefinition))),
        new("GET", Definitions + "/{id}", Gate.Listed("GET", Definitions + "/{id}"), call =>
            GraphWriter.Entity(call, Definitions[1..], new RoleDefinition(RoleOf(call["id"])), call.Options(EntityTypes.RoleDefinition))),
        new("GET", Assignments, Gate.Listed("GET", Assignments), call => GraphWriter.List(call, Assignments[1..], AssignmentsIn(call.Directory), call.Options(EntityTypes.RoleAssignment))),
        new("POST", Assignments, Gate.Listed("POST", Assignments), Assign),
        new("GET", Assignments + "/{id}", Gate.Listed("GET", Assignments + "/{id}"), call => GraphWriter.Entity(call, Assignments[1..], FindAssignment(call), call.Options(EntityTypes.RoleAssignment))),
        new("DELETE", Assignments + "/{id}", Gate.Listed("DELETE", Assignments + "/{id}"), Unassign),
    ];

    /// <summary>The role that the path names: by its id or its template's.</summary>
    public static DirectoryRole Find(GraphCall call)
    {
        var key = call["id"];
        const string TemplateId = "roleTemplateId=";
        var template = key.StartsWith(TemplateId, StringComparison.OrdinalIgnoreCase) ? key[TemplateId.Length..] : key;
        return call.Directory.Find(call.Directory.Roles, key) ?? call.Directory.FindByKey(call.Directory.Roles, template) ?? throw GraphException.NotFound(key);
    }

    private static BuiltInRole RoleOf(string templateId) => BuiltInRole.Find(templateId) ?? throw GraphException.NotFound(templateId);

    private static Answer Activate(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageRoles);
        var role = BuiltInRole.Find(call.Body["roleTemplateId"]?.ToString() ?? "") ?? throw GraphException.InvalidProperty("roleTemplateId", "DirectoryRole");
        if (call.Directory.Roles.TryFindByKey(role.TemplateId, out _))
            throw GraphException.BadRequest("A conflicting object with one or more of the specified property values is present in the directory.");
        return GraphWriter.Entity(call, "directoryRoles", EnsureActive(call, role), options: null, status: 201);
    }

    private static DirectoryRole EnsureActive(GraphCall call, BuiltInRole role)
    {
        if (!call.Directory.Roles.TryFindByKey(role.TemplateId, out var active))
            call.Directory.Roles.Add(active = new(call.Tenant.Ids.NewGuid().ToString(), role));
        return active;
    }

    private static Answer AddMember(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageRoles);
        var role = Find(call);
        if (References.Read(call) is not User user)
            throw GraphException.InvalidProperty("members", "DirectoryRole");
        if (user.RoleTemplateIds.Contains(role.TemplateId, StringComparer.OrdinalIgnoreCase))
            throw GraphException.BadRequest("One or more added object references already exist for the following modified properties: 'members'.");
        user.RoleTemplateIds.Add(role.TemplateId);
        return GraphWriter.NoContent;
    }

    private static Answer RemoveMember(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageRoles);
        var role = Find(call);
        return call.Directory.Find(call.Directory.Users, call["member"]) is { } user && user.RoleTemplateIds.Remove(role.TemplateId)
            ? GraphWriter.NoContent
            : throw GraphException.NotFound(call["member"]);
    }

    private static IEnumerable<RoleAssignment> AssignmentsIn(TenantDirectory directory) =>
        directory.Users.All.SelectMany(user => user.RoleTemplateIds.Select(template => new RoleAssignment(user.Id, template)));

    private static RoleAssignment FindAssignment(GraphCall call) =>
        AssignmentsIn(call.Directory).FirstOrDefault(assignment => assignment.Id == call["id"]) ?? throw GraphException.NotFound(call["id"]);

    private static Answer Assign(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageRoles);
        var role = BuiltInRole.Find(call.Body["roleDefinitionId"]?.ToString() ?? "") ?? throw GraphException.InvalidProperty("roleDefinitionId", "RoleAssignment");
        var principalId = call.Body["principalId"]?.ToString() ?? throw GraphException.MissingProperty("principalId", "RoleAssignment");
        if (call.Body["directoryScopeId"]?.ToString() is not ("/" or null))
            throw GraphException.InvalidProperty("directoryScopeId", "RoleAssignment");
        var user = call.Directory.Find(call.Directory.Users, principalId) ?? throw GraphException.NotFound(principalId);
        if (user.RoleTemplateIds.Contains(role.TemplateId, StringComparer.OrdinalIgnoreCase))
            throw GraphException.BadRequest("A conflicting object with one or more of the specified property values is present in the directory.");
        EnsureActive(call, role);
        user.RoleTemplateIds.Add(role.TemplateId);
        return GraphWriter.Entity(call, Assignments[1..], new RoleAssignment(user.Id, role.TemplateId), options: null, status: 201);
    }

    private static Answer Unassign(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageRoles);
        var assignment = FindAssignment(call);
        call.Directory.Users.TryFind(assignment.PrincipalId, out var user);
        user!.RoleTemplateIds.Remove(assignment.TemplateId);
        return GraphWriter.NoContent;
    }
}
