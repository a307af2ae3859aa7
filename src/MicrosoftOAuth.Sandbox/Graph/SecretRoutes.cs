using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Client secrets of applications and service principals: addPassword, removePassword, and those given when an application is made.</summary>
internal static class SecretRoutes
{
    private static readonly ListType Credentials = new(ComplexTypes.PasswordCredential);

    public static IEnumerable<GraphRoute> All { get; } =
    [
        new("POST", "/applications/{id}/addPassword", Gate.WriteServicePrincipals, call => Add(call, ApplicationRoutes.FindToManage(call))),
        new("POST", "/applications/{id}/removePassword", Gate.WriteServicePrincipals, call => Remove(call, ApplicationRoutes.FindToManage(call))),
        new("POST", "/servicePrincipals/{id}/addPassword", Gate.WriteServicePrincipals, call => Add(call, ServicePrincipalRoutes.FindToManage(call))),
        new("POST", "/servicePrincipals/{id}/removePassword", Gate.WriteServicePrincipals, call => Remove(call, ServicePrincipalRoutes.FindToManage(call))),
    ];

    /// <summary>Makes the secrets that came with a new application; their texts are shown once, in its answer.</summary>
    public static JsonArray? AddAtCreation(Application application, JsonArray? wanted, TenantState tenant)
    {
        if (wanted is null or { Count: 0 })
            return null;
        var shown = new JsonArray();
        foreach (var entry in wanted)
            shown.Add(Make(application, entry, tenant));
        return shown;
    }

    /// <summary>The same answer with the texts of new secrets in it.</summary>
    public static Answer Show(Answer answer, JsonArray secrets)
    {
        var body = JsonNode.Parse(answer.Body)!;
        body["passwordCredentials"] = secrets;
        return answer with { Body = body.ToJsonString(JsonFormat.Wire) };
    }

    /// <summary>
    /// The secrets that a PATCH keeps: it may leave some out, which removes them, but brings in none. Null where it says
    /// nothing about secrets.
    /// </summary>
    public static IReadOnlyCollection<string>? KeptBy(Application application, JsonObject body)
    {
        if (Wanted(body) is not { } sent)
            return null;
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in sent)
        {
            if (entry!["keyId"]?.GetValue<string>() is not { } keyId || !application.Secrets.Exists(secret => secret.KeyId == keyId))
                throw GraphException.BadRequest("New password credentials must be generated with service actions.");
            kept.Add(keyId);
        }

        return kept;
    }

    public static void KeepOnly(Application application, IReadOnlyCollection<string> kept)
    {
        foreach (var secret in application.Secrets.Where(secret => !kept.Contains(secret.KeyId, StringComparer.Ordinal)).ToList())
            Remove(application, secret.KeyId);
    }

    /// <summary>The passwordCredentials of a body, checked against their type; null where there are none.</summary>
    public static JsonArray? Wanted(JsonObject body) =>
        body.TryGetPropertyValue("passwordCredentials", out var sent) ? (JsonArray?)Credentials.Read(sent, "passwordCredentials") : null;

    private static Answer Add(GraphCall call, ISecretHolder holder)
    {
        var body = call.Request.Body.Length == 0 ? [] : call.Body;
        foreach (var pair in body)
        {
            if (pair.Key != "passwordCredential")
                throw new GraphException(400, "BadRequest", $"The parameter '{pair.Key}' in the request payload is not a valid parameter for the operation 'addPassword'.");
        }

        return GraphWriter.Node(call, "microsoft.graph.passwordCredential", Make(holder, body["passwordCredential"], call.Tenant));
    }

    private static Answer Remove(GraphCall call, ISecretHolder holder)
    {
        if (!Guid.TryParse(call.Body["keyId"]?.ToString(), out var keyId))
            throw GraphException.BadRequest("Invalid value specified for property 'keyId' of resource 'PasswordCredential'.");
        if (!holder.Secrets.Exists(secret => secret.KeyId == keyId.ToString()))
            throw GraphException.BadRequest($"No password credential found with keyId '{keyId}'.");
        Remove(holder, keyId.ToString());
        return GraphWriter.NoContent;
    }

    private static void Remove(ISecretHolder holder, string keyId)
    {
        holder.Secrets.RemoveAll(secret => secret.KeyId == keyId);
        var list = holder.Properties["passwordCredentials"]!.AsArray();
        list.Remove(list.First(entry => entry!["keyId"]!.GetValue<string>() == keyId));
    }

    private static JsonObject Make(ISecretHolder holder, JsonNode? wanted, TenantState tenant)
    {
        var credential = (JsonObject)(ComplexTypes.PasswordCredential.Read(wanted, "passwordCredential") ?? ComplexTypes.PasswordCredential.Read(new JsonObject(), "passwordCredential"))!;
        foreach (var name in new[] { "secretText", "keyId", "hint" })
        {
            if (credential[name] is not null)
                throw GraphException.BadRequest($"Property '{name}' is read-only and cannot be set.");
        }

        var start = TimeOf(credential["startDateTime"]) ?? Instant.WholeSeconds(tenant.Clock.GetUtcNow());
        var end = TimeOf(credential["endDateTime"]) ?? start.AddYears(2);
        if (end <= start)
            throw GraphException.BadRequest("Invalid value specified for property 'endDateTime' of resource 'PasswordCredential'.");
        CredentialPolicy.CheckSecret((DirectoryObject)holder, end - start, tenant.Directory);
        return tenant.Registrar.AddSecret(holder, credential["displayName"]?.GetValue<string>(), start, end, tenant.Options.SecretDelay);
    }

    private static DateTimeOffset? TimeOf(JsonNode? value) =>
        value is not null && Instant.TryParse(value.GetValue<string>(), out var time) ? time : null;
}
