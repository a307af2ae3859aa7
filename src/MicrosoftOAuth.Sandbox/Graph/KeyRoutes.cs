using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>addKey and removeKey: an application rolls its own certificates and proves that it holds a present one.</summary>
internal static class KeyRoutes
{
    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("POST", "/applications/{id}/addKey", Gate.ListedOrElse("POST", "/applications/{id}/addKey", Gate.WriteApplications), call => Add(call, ApplicationRoutes.FindToManage(call))),
        new("POST", "/applications/{id}/removeKey", Gate.ListedOrElse("POST", "/applications/{id}/removeKey", Gate.WriteApplications), call => Remove(call, ApplicationRoutes.FindToManage(call))),
        new("POST", "/servicePrincipals/{id}/addKey", Gate.ListedOrElse("POST", "/servicePrincipals/{id}/addKey", Gate.WriteApplications), call => Add(call, ServicePrincipalRoutes.FindToManage(call))),
        new("POST", "/servicePrincipals/{id}/removeKey", Gate.ListedOrElse("POST", "/servicePrincipals/{id}/removeKey", Gate.WriteApplications), call => Remove(call, ServicePrincipalRoutes.FindToManage(call))),
    ];

    private static Answer Add(GraphCall call, DirectoryObject item)
    {
        ProofOfPossession.Check(call.Body["proof"]?.ToString(), (ISecretHolder)item, call.Request.Time);
        var credential = ComplexTypes.KeyCredential.Read(call.Body["keyCredential"], "keyCredential") as JsonObject
            ?? throw GraphException.MissingProperty("keyCredential", "Application");
        if (credential["key"] is null)
            throw GraphException.InvalidProperty("keyCredential");
        var keys = new JsonArray([.. (item.List("keyCredentials") ?? []).Select(entry => entry!.DeepClone()), credential]);
        ObjectEditor.Write(item, new JsonObject { ["keyCredentials"] = keys }, isNew: false, () => KeyCredentials.Accept(item, item.List("keyCredentials"), call.Tenant));
        return GraphWriter.Node(call, "microsoft.graph.keyCredential", item.List("keyCredentials")![^1]!.AsObject());
    }

    private static Answer Remove(GraphCall call, DirectoryObject item)
    {
        ProofOfPossession.Check(call.Body["proof"]?.ToString(), (ISecretHolder)item, call.Request.Time);
        var keyId = call.Body["keyId"]?.ToString();
        var entry = item.List("keyCredentials")?.FirstOrDefault(entry => string.Equals(entry!["keyId"]?.GetValue<string>(), keyId, StringComparison.OrdinalIgnoreCase))
            ?? throw GraphException.BadRequest($"No key credential found with keyId '{keyId}'.");
        item.List("keyCredentials")!.Remove(entry);
        ((ISecretHolder)item).Certificates.Remove(keyId!);
        return GraphWriter.NoContent;
    }
}
