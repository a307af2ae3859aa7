using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/servicePrincipals ("servicePrincipal resource type").</summary>
internal static class ServicePrincipalRoutes
{
    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/servicePrincipals", Gate.ListApplications, call => GraphWriter.Page(call, "servicePrincipals", call.Directory.ServicePrincipals, call.Options(EntityTypes.ServicePrincipal))),
        new("POST", "/servicePrincipals", Gate.WriteServicePrincipals, Create),
        new("GET", "/servicePrincipals/{id}", Gate.ReadApplications, Get),
        new("PATCH", "/servicePrincipals/{id}", Gate.WriteServicePrincipals, Update),
        new("DELETE", "/servicePrincipals/{id}", Gate.WriteServicePrincipals, Delete),
    ];

    private static Answer Get(GraphCall call) =>
        GraphWriter.Entity(call, "servicePrincipals", Find(call), call.Options(EntityTypes.ServicePrincipal), showsKeys: true);

    /// <summary>The service principal that the path names: by object id or appId.</summary>
    public static ServicePrincipal Find(GraphCall call)
    {
        var key = call["id"];
        var directory = call.Directory;
        var found = AppIdOf(key) is { } appId
            ? directory.FindByKey(directory.ServicePrincipals, appId)
            : directory.Find(directory.ServicePrincipals, key);
        return found ?? throw GraphException.NotFound(key);
    }

    private static string? AppIdOf(string key) => key.StartsWith("appId=", StringComparison.OrdinalIgnoreCase) ? key["appId=".Length..] : null;

    /// <summary>The service principal of the path, which this caller may change.</summary>
    public static ServicePrincipal FindToManage(GraphCall call)
    {
        var principal = Find(call);
        call.Caller.MustManage(OwnersOf(principal, call.Directory));
        return principal;
    }

    /// <summary>Who owns the application in this tenant manages its service principal as well.</summary>
    private static IEnumerable<string> OwnersOf(ServicePrincipal principal, TenantDirectory directory) =>
        directory.Applications.TryFindByKey(principal.AppId, out var application) ? principal.OwnerIds.Concat(application.OwnerIds) : principal.OwnerIds;

    private static Answer Create(GraphCall call) => Create(call, call.Body["appId"]?.ToString());

    private static Answer Create(GraphCall call, string? appId)
    {
        if (appId is null or "")
            throw GraphException.MissingProperty("appId", "ServicePrincipal");
        if (call.Caller.ManagesOwnedOnly && call.Directory.FindByKey(call.Directory.Applications, appId) is null)
            throw new GraphException(403, "Authorization_RequestDenied", "When using this permission, the backing application of the service principal being created must in the local tenant");
        var application = call.Directory.FindRegistration(appId)
            ?? throw GraphException.BadRequest($"The appId '{appId}' of the service principal does not reference a valid application object.");
        if (call.Directory.ServicePrincipals.TryFindByKey(appId, out _))
            throw GraphException.Conflict($"The service principal cannot be created, updated, or restored because the service principal name {appId} is already in use.");
        call.Caller.MustManage(application.OwnerIds);
        call.Caller.MustHaveQuota(call.Directory);
        var principal = call.Tenant.Registrar.AddServicePrincipal(application);
        try
        {
            ObjectEditor.Write(principal, call.BodyWithout("appId"), isNew: true, () => KeyCredentials.Accept(principal, before: null, call.Tenant));
            OwnerRoutes.Add(principal, References.Bound(call, "owners"));
        }
        catch
        {
            call.Directory.ServicePrincipals.Remove(principal);
            throw;
        }

        if (call.Caller.BecomesOwner && !principal.OwnerIds.Contains(call.Caller.OwnerId))
            principal.OwnerIds.Add(call.Caller.OwnerId);
        principal.CreatedById = call.Caller.OwnerId;
        call.Directory.Quota.Charge(principal);
        return GraphWriter.Entity(call, "servicePrincipals", principal, options: null, status: 201)
            .With("Location", call.LocationOf(principal));
    }

    private static Answer Update(GraphCall call)
    {
        if (AppIdOf(call["id"]) is { } appId && call.MayCreate && call.Directory.FindByKey(call.Directory.ServicePrincipals, appId) is null)
            return Create(call, appId);
        var principal = FindToManage(call);
        var before = principal.List("keyCredentials")?.DeepClone() as JsonArray;
        ObjectEditor.Write(principal, call.Body, isNew: false, () => KeyCredentials.Accept(principal, before, call.Tenant));
        return GraphWriter.NoContent;
    }

    private static Answer Delete(GraphCall call)
    {
        call.Tenant.Registrar.Delete(FindToManage(call));
        return GraphWriter.NoContent;
    }
}
