using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>/applications/{id}/federatedIdentityCredentials ("federatedIdentityCredential resource type").</summary>
internal static class FederatedCredentialRoutes
{
    private const int MostCredentials = 20;
    private const string Path = "/applications/{id}/federatedIdentityCredentials";

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("POST", Path, Gate.WriteApplications, Create),
        new("GET", Path + "/{credential}", Gate.ReadFederatedCredentials, Get),
        new("PATCH", Path + "/{credential}", Gate.WriteApplications, Update),
        new("DELETE", Path + "/{credential}", Gate.WriteApplications, Delete),
    ];

    private static string SetOf(Application application) => $"applications('{application.Id}')/federatedIdentityCredentials";

    private static Answer Get(GraphCall call)
    {
        var application = ApplicationRoutes.Find(call);
        return GraphWriter.Entity(call, SetOf(application), Find(call, application), call.Options(EntityTypes.FederatedIdentityCredential));
    }

    private static Answer Create(GraphCall call) => Create(call, call.Body);

    private static Answer Create(GraphCall call, JsonObject body)
    {
        var application = ApplicationRoutes.FindToManage(call);
        if (application.FederatedCredentials.Count == MostCredentials)
            throw new GraphException(400, "Directory_QuotaExceeded", "The number of federated identity credentials exceeds the maximum that is allowed.");
        var credential = new FederatedIdentityCredential(call.Tenant.Ids.NewGuid().ToString());
        ObjectEditor.Write(credential, body, isNew: true, () => Check(application, credential));
        call.Directory.Add(application.FederatedCredentials, credential);
        return GraphWriter.Entity(call, SetOf(application), credential, options: null, status: 201);
    }

    private static Answer Update(GraphCall call)
    {
        var application = ApplicationRoutes.FindToManage(call);
        if (call.MayCreate && NameOf(call["credential"]) is { } name && call.Directory.FindByKey(application.FederatedCredentials, name) is null)
        {
            var body = call.BodyWithout();
            body["name"] = name;
            return Create(call, body);
        }

        var credential = Find(call, application);
        ObjectEditor.Write(credential, call.Body, isNew: false, () => Check(application, credential));
        return GraphWriter.NoContent;
    }

    private static Answer Delete(GraphCall call)
    {
        var application = ApplicationRoutes.FindToManage(call);
        application.FederatedCredentials.Remove(Find(call, application));
        return GraphWriter.NoContent;
    }

    /// <summary>The credential of the path, by id or by name.</summary>
    private static FederatedIdentityCredential Find(GraphCall call, Application application)
    {
        var key = call["credential"];
        return call.Directory.Find(application.FederatedCredentials, key)
            ?? call.Directory.FindByKey(application.FederatedCredentials, NameOf(key) ?? key)
            ?? throw GraphException.NotFound(key);
    }

    private static string? NameOf(string key) => key.StartsWith("name=", StringComparison.OrdinalIgnoreCase) ? key["name=".Length..] : null;

    private static void Check(Application application, FederatedIdentityCredential credential)
    {
        foreach (var required in new[] { "name", "issuer", "subject" })
        {
            if (string.IsNullOrEmpty(credential.Text(required)))
                throw GraphException.BadRequest($"A value is required for property '{required}' of resource 'FederatedIdentityCredential'.");
        }

        if (credential.Texts("audiences").Count != 1)
            throw GraphException.InvalidProperty("audiences", "FederatedIdentityCredential");
        foreach (var other in application.FederatedCredentials.All.Where(other => other != credential))
        {
            if (string.Equals(other.Text("name"), credential.Text("name"), StringComparison.OrdinalIgnoreCase))
                throw GraphException.Conflict($"FederatedIdentityCredential with name {credential.Text("name")} already exists.");
            if (other.Text("issuer") == credential.Text("issuer") && other.Text("subject") == credential.Text("subject"))
                throw GraphException.Conflict("FederatedIdentityCredential with the same issuer and subject already exists.");
        }
    }
}
