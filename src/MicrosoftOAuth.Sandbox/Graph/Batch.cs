using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>POST /$batch ("Combine multiple HTTP requests using JSON batching").</summary>
internal static class Batch
{
    private const int MostRequests = 20;

    /// <param name="call">The batch.</param>
    /// <param name="version">v1.0 or beta.</param>
    /// <param name="send">Answers one of its requests.</param>
    public static Answer Answer(Call call, string version, Func<Call, Answer> send)
    {
        var requests = Read(call);
        var statuses = new Dictionary<string, int>(StringComparer.Ordinal);
        var responses = new JsonArray();
        foreach (var request in requests)
        {
            var id = TextOf(request, "id");
            var answer = DependsOn(request).All(other => statuses.TryGetValue(other, out var status) && status < 400)
                ? send(ToCall(call, version, request))
                : Wire.Answer.Json(424, new JsonObject { ["error"] = new JsonObject { ["code"] = "FailedDependency", ["message"] = "A request that this one depends on has failed." } });
            statuses[id] = answer.Status;
            responses.Add(ToJson(id, answer));
        }

        return Wire.Answer.Json(200, new JsonObject { ["responses"] = responses });
    }

    /// <summary>The requests, in an order in which none comes before one it depends on.</summary>
    private static List<JsonObject> Read(Call call)
    {
        var sent = JsonBody.Read(call.Body)?["requests"] as JsonArray;
        if (sent is null || sent.Any(request => request is not JsonObject || TextOf(request, "id").Length == 0 || TextOf(request, "method").Length == 0 || TextOf(request, "url").Length == 0))
            throw Invalid("Invalid batch payload format.");
        if (sent.Count > MostRequests)
            throw Invalid($"Number of batch request steps exceeds the maximum value {MostRequests}.");
        if (sent.Select(request => TextOf(request!, "id")).Distinct(StringComparer.Ordinal).Count() != sent.Count)
            throw Invalid("Request Id has to be unique in a batch.");
        return InOrder([.. sent.Select(request => request!.AsObject())]);
    }

    private static List<JsonObject> InOrder(List<JsonObject> waiting)
    {
        var ordered = new List<JsonObject>();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(request => DependsOn(request).All(id => ordered.Exists(done => TextOf(done, "id") == id)))
                ?? throw Invalid("The dependsOn of a request names an unknown request, or requests depend on each other.");
            waiting.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private static Call ToCall(Call batch, string version, JsonObject request)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (batch.Header("Authorization") is { } authorization)
            headers["Authorization"] = authorization;
        foreach (var pair in request["headers"] as JsonObject ?? [])
            headers[pair.Key] = pair.Value?.ToString() ?? "";
        var address = new Uri($"https://{batch.Host}/{version}/{TextOf(request, "url").TrimStart('/')}");
        return new(TextOf(request, "method").ToUpperInvariant(), address, headers, request["body"]?.ToJsonString(JsonFormat.Wire) ?? "", batch.Time, batch.Origin);
    }

    private static JsonObject ToJson(string id, Answer answer)
    {
        var headers = new JsonObject();
        foreach (var header in answer.Headers)
            headers[header.Key] = header.Value;
        var response = new JsonObject { ["id"] = id, ["status"] = answer.Status };
        if (answer.Body.Length > 0)
            headers["Content-Type"] = "application/json";
        response["headers"] = headers;
        if (answer.Body.Length > 0)
            response["body"] = JsonNode.Parse(answer.Body);
        return response;
    }

    private static IEnumerable<string> DependsOn(JsonObject request) =>
        (request["dependsOn"] as JsonArray ?? []).Select(id => id?.ToString() ?? "");

    private static string TextOf(JsonNode? request, string name) => request?[name]?.ToString() ?? "";

    private static GraphException Invalid(string message) => new(400, "BadRequest", message);
}
