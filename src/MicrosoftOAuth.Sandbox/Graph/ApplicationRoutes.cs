using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/applications ("application resource type").</summary>
internal static class ApplicationRoutes
{
    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("GET", "/applications", Gate.ListApplications, call => GraphWriter.Page(call, "applications", call.Directory.Applications, call.Options(EntityTypes.Application))),
        new("POST", "/applications", Gate.CreateApplications, Create),
        new("GET", "/applications/{id}", Gate.ReadApplications, Get),
        new("PATCH", "/applications/{id}", Gate.WriteApplications, Update),
        new("DELETE", "/applications/{id}", Gate.WriteApplications, Delete),
    ];

    private static Answer Get(GraphCall call) =>
        GraphWriter.Entity(call, "applications", Find(call), call.Options(EntityTypes.Application), showsKeys: true);

    /// <summary>The application that the path names: by object id, appId or uniqueName.</summary>
    public static Application Find(GraphCall call)
    {
        var key = call["id"];
        return TryFind(call.Directory, key) ?? throw GraphException.NotFound(key);
    }

    /// <summary>The application of the path, which this caller may change.</summary>
    public static Application FindToManage(GraphCall call)
    {
        var application = Find(call);
        call.Caller.MustManage(application.OwnerIds);
        return application;
    }

    private static Application? TryFind(TenantDirectory directory, string key)
    {
        if (key.StartsWith("appId=", StringComparison.OrdinalIgnoreCase))
            return directory.FindByKey(directory.Applications, key["appId=".Length..]);
        if (UniqueNameOf(key) is { } name)
            return directory.Applications.Where("uniqueName", name).FirstOrDefault(application => application.UniqueName == name && directory.IsVisible(application));
        return directory.Find(directory.Applications, key);
    }

    private static string? UniqueNameOf(string key) =>
        key.StartsWith("uniqueName=", StringComparison.OrdinalIgnoreCase) ? key["uniqueName=".Length..] : null;

    private static Answer Create(GraphCall call) => Create(call, uniqueName: null);

    private static Answer Create(GraphCall call, string? uniqueName)
    {
        MustBeAllowedToRegister(call);
        call.Caller.MustHaveQuota(call.Directory);
        var tenant = call.Tenant;
        var application = tenant.Registrar.NewApplication();
        var secrets = SecretRoutes.Wanted(call.Body);
        var body = call.BodyWithout("passwordCredentials");
        if (uniqueName is not null)
            body["uniqueName"] = uniqueName;
        body["signInAudience"] ??= GraphHistory.DefaultAudience(tenant.Options.GraphAsOf);
        SetTokenVersion(body);
        ObjectEditor.Write(application, body, isNew: true, () =>
        {
            ApplicationRules.Check(application, tenant);
            CheckUniqueName(application, tenant.Directory);
            KeyCredentials.Accept(application, before: null, tenant);
        });
        OwnerRoutes.Add(application, References.Bound(call, "owners"));
        var shown = SecretRoutes.AddAtCreation(application, secrets, tenant);
        if (call.Caller.BecomesOwner && !application.OwnerIds.Contains(call.Caller.OwnerId))
            application.OwnerIds.Add(call.Caller.OwnerId);
        application.CreatedById = call.Caller.OwnerId;
        call.Directory.Add(call.Directory.Applications, application);
        call.Directory.Quota.Charge(application);
        var answer = GraphWriter.Entity(call, "applications", application, options: null, status: 201);
        return (shown is null ? answer : SecretRoutes.Show(answer, shown))
            .With("Location", call.LocationOf(application));
    }

    private static Answer Update(GraphCall call)
    {
        var key = call["id"];
        if (TryFind(call.Directory, key) is not { } application)
        {
            return UniqueNameOf(key) is { } name && call.MayCreate ? Create(call, name) : throw GraphException.NotFound(key);
        }

        call.Caller.MustManage(application.OwnerIds);
        var kept = SecretRoutes.KeptBy(application, call.Body);
        var body = call.BodyWithout("passwordCredentials");
        if (body["uniqueName"] is JsonValue sent && sent.ToString() == application.UniqueName)
            body.Remove("uniqueName");
        var before = application.Properties.DeepClone();
        ObjectEditor.Write(application, body, isNew: false, () =>
        {
            ApplicationRules.CheckRemovals(before["appRoles"], application.Properties["appRoles"]);
            ApplicationRules.CheckRemovals(before["api"]?["oauth2PermissionScopes"], application.Properties["api"]?["oauth2PermissionScopes"]);
            ApplicationRules.Check(application, call.Tenant);
            KeyCredentials.Accept(application, before["keyCredentials"] as JsonArray, call.Tenant);
        });
        if (kept is not null)
            SecretRoutes.KeepOnly(application, kept);
        if (call.Directory.ServicePrincipals.TryFindByKey(application.AppId, out var principal))
            principal.Mirror(application);
        return GraphWriter.NoContent;
    }

    private static Answer Delete(GraphCall call)
    {
        call.Tenant.Registrar.Delete(FindToManage(call));
        return GraphWriter.NoContent;
    }

    private static void MustBeAllowedToRegister(GraphCall call)
    {
        if (!call.Tenant.Options.UsersMayRegisterApps)
            call.Caller.Must(RoleRights.RegisterApplications);
    }

    /// <summary>An application for personal accounts takes version 2 tokens, unless its maker says otherwise and is refused.</summary>
    private static void SetTokenVersion(JsonObject body)
    {
        if (body["signInAudience"] is not JsonValue audience || !Audiences.IncludesPersonal(audience.ToString()))
            return;
        if (body["api"] is not JsonObject api)
            body["api"] = api = [];
        if (!api.ContainsKey("requestedAccessTokenVersion"))
            api["requestedAccessTokenVersion"] = 2;
    }

    /// <summary>A unique name is taken for as long as its application can be restored.</summary>
    private static void CheckUniqueName(Application application, TenantDirectory directory)
    {
        if (application.UniqueName is { } name && directory.Applications.Where("uniqueName", name).Concat(directory.DeletedApplications.Where("uniqueName", name)).Any(other => other.UniqueName == name))
            throw GraphException.Taken("uniqueName");
    }
}
