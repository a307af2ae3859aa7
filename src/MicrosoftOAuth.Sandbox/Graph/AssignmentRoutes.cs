using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>appRoleAssignments and appRoleAssignedTo: granted application permissions, from the client's side and from the API's.</summary>
internal static class AssignmentRoutes
{
    private const string Unassigned = "00000000-0000-0000-0000-000000000000";

    public static IEnumerable<GraphRoute> All { get; } =
    [
        .. For("appRoleAssignments", "principalId"),
        .. For("appRoleAssignedTo", "resourceId"),
    ];

    /// <param name="navigation">The list's name.</param>
    /// <param name="side">The property of an assignment that names the service principal it is listed at.</param>
    private static IEnumerable<GraphRoute> For(string navigation, string side)
    {
        var path = "/servicePrincipals/{id}/" + navigation;
        bool Belongs(AppRoleAssignment assignment, ServicePrincipal principal) => assignment.Text(side) == principal.Id;
        string SetOf(ServicePrincipal principal) => $"servicePrincipals('{principal.Id}')/{navigation}";
        AppRoleAssignment Find(GraphCall call) =>
            call.Directory.Find(call.Directory.AppRoleAssignments, call["assignment"]) is { } assignment && Belongs(assignment, ServicePrincipalRoutes.Find(call))
                ? assignment
                : throw GraphException.NotFound(call["assignment"]);
        return
        [
            new("POST", path, Gate.CreateAssignments, call =>
            {
                var principal = ServicePrincipalRoutes.Find(call);
                return GraphWriter.Entity(call, SetOf(principal), Create(call, assignment => Belongs(assignment, principal)), options: null, status: 201);
            }),
            new("GET", path + "/{assignment}", Gate.ReadAssignments, call =>
                GraphWriter.Entity(call, SetOf(ServicePrincipalRoutes.Find(call)), Find(call), call.Options(EntityTypes.AppRoleAssignment))),
            new("DELETE", path + "/{assignment}", Gate.DeleteAssignments, call =>
            {
                var assignment = Find(call);
                call.Caller.MustGrant(ResourceOf(call, assignment.ResourceId));
                call.Directory.AppRoleAssignments.Remove(assignment);
                return GraphWriter.NoContent;
            }),
        ];
    }

    private static AppRoleAssignment Create(GraphCall call, Func<AppRoleAssignment, bool> belongs)
    {
        var wanted = new AppRoleAssignment("", IdOf(call, "principalId"), IdOf(call, "resourceId"), IdOf(call, "appRoleId"));
        if (!belongs(wanted))
            throw GraphException.BadRequest("The assignment in the request body does not belong to the object that the request is addressed to.");
        var resource = ResourceOf(call, wanted.ResourceId);
        call.Caller.MustGrant(resource);
        var principal = call.Directory.FindPrincipal(wanted.PrincipalId) ?? throw GraphException.NotFound(wanted.PrincipalId);
        if (!IsAssignable(resource, wanted.AppRoleId))
            throw GraphException.BadRequest("Permission being assigned was not found on application");
        if (call.Tenant.Consents.FindAssignment(principal.Id, resource.Id, wanted.AppRoleId) is not null)
            throw GraphException.BadRequest("Permission being assigned already exists on the object");
        return call.Tenant.Consents.Assign(principal, principal.Shape.ShortName, resource, wanted.AppRoleId);
    }

    private static ServicePrincipal ResourceOf(GraphCall call, string id) =>
        call.Directory.Find(call.Directory.ServicePrincipals, id) ?? throw GraphException.NotFound(id);

    private static bool IsAssignable(ServicePrincipal resource, string appRoleId) =>
        appRoleId == Unassigned
            ? resource.List("appRoles") is null or { Count: 0 }
            : resource.Permissions.Any(permission => permission.Kind == PermissionKind.Application && permission.IsEnabled && permission.Id == appRoleId);

    private static string IdOf(GraphCall call, string property) =>
        Guid.TryParse(call.Body[property]?.ToString(), out var id) ? id.ToString() : throw GraphException.InvalidProperty(property, "AppRoleAssignment");
}
