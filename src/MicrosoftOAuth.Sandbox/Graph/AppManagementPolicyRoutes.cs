using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The policies for applications' credentials: the tenant's default, further ones, and whom they are assigned to.</summary>
internal static class AppManagementPolicyRoutes
{
    private const string Default = "/policies/defaultAppManagementPolicy";
    private const string Policies = "/policies/appManagementPolicies";

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", Default, Gate.Listed("GET", Default), call =>
            GraphWriter.Entity(call, Default[1..], call.Directory.DefaultAppPolicy, call.Options(EntityTypes.TenantAppManagementPolicy))),
        new("PATCH", Default, Gate.Listed("PATCH", Default), call => Update(call, call.Directory.DefaultAppPolicy)),
        new("GET", Policies, Gate.Listed("GET", Policies), call =>
            GraphWriter.Page(call, Policies[1..], call.Directory.AppManagementPolicies, call.Options(EntityTypes.AppManagementPolicy))),
        new("POST", Policies, Gate.Listed("POST", Policies), Create),
        new("GET", Policies + "/{id}", Gate.Listed("GET", Policies + "/{id}"), call =>
            GraphWriter.Entity(call, Policies[1..], Find(call, call["id"]), call.Options(EntityTypes.AppManagementPolicy))),
        new("PATCH", Policies + "/{id}", Gate.Listed("PATCH", Policies + "/{id}"), call => Update(call, Find(call, call["id"]))),
        new("DELETE", Policies + "/{id}", Gate.Listed("DELETE", Policies + "/{id}"), Delete),
        new("GET", Policies + "/{id}/appliesTo", Gate.Listed("GET", Policies + "/{id}/appliesTo"), call =>
            GraphWriter.List(call, "directoryObjects", Find(call, call["id"]).AppliesTo.Select(call.Directory.FindObject).OfType<DirectoryObject>(), call.Options(EntityTypes.DirectoryObject), isTyped: true)),
        .. Assignments("/applications/{id}/appManagementPolicies", ApplicationRoutes.Find),
        .. Assignments("/servicePrincipals/{id}/appManagementPolicies", ServicePrincipalRoutes.Find),
    ];

    private static IEnumerable<GraphRoute> Assignments(string path, Func<GraphCall, DirectoryObject> find) =>
    [
        new("POST", path + "/$ref", Gate.WriteAppPolicies, call =>
        {
            call.Caller.Must(RoleRights.ManageAppPolicies);
            var item = find(call);
            var policy = Find(call, ReferencedId(call));
            if (call.Directory.AppManagementPolicies.All.Any(other => other.AppliesTo.Contains(item.Id)))
                throw GraphException.BadRequest("One or more added object references already exist for the following modified properties: 'appManagementPolicies'.");
            policy.AppliesTo.Add(item.Id);
            return GraphWriter.NoContent;
        }),
        new("DELETE", path + "/{policy}/$ref", Gate.WriteAppPolicies, call =>
        {
            call.Caller.Must(RoleRights.ManageAppPolicies);
            return Find(call, call["policy"]).AppliesTo.Remove(find(call).Id) ? GraphWriter.NoContent : throw GraphException.NotFound(call["policy"]);
        }),
    ];

    private static string ReferencedId(GraphCall call) =>
        call.Body["@odata.id"]?.ToString().TrimEnd('/').Split('/')[^1]
        ?? throw new GraphException(400, "BadRequest", "An entity reference link must have an '@odata.id' annotation.");

    private static AppManagementPolicy Find(GraphCall call, string id) =>
        call.Directory.Find(call.Directory.AppManagementPolicies, id) ?? throw GraphException.NotFound(id);

    private static Answer Create(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageAppPolicies);
        var policy = new AppManagementPolicy(call.Tenant.Ids.NewGuid().ToString());
        ObjectEditor.Write(policy, call.Body, isNew: true, () =>
        {
            if (policy.Text("displayName") is null or "")
                throw GraphException.MissingProperty("displayName", "AppManagementPolicy");
        });
        call.Directory.Add(call.Directory.AppManagementPolicies, policy);
        return GraphWriter.Entity(call, Policies[1..], policy, options: null, status: 201);
    }

    private static Answer Update(GraphCall call, DirectoryObject policy)
    {
        call.Caller.Must(RoleRights.ManageAppPolicies);
        ObjectEditor.Write(policy, call.Body, isNew: false, () => { });
        return GraphWriter.NoContent;
    }

    private static Answer Delete(GraphCall call)
    {
        call.Caller.Must(RoleRights.ManageAppPolicies);
        var policy = Find(call, call["id"]);
        if (policy.AppliesTo.Count > 0)
            throw GraphException.BadRequest("The policy is assigned to applications or service principals and cannot be deleted.");
        call.Directory.AppManagementPolicies.Remove(policy);
        return GraphWriter.NoContent;
    }
}
