using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Conformance.Schema;

/// <summary>The form of a refusal ("Microsoft Graph error responses and resource types").</summary>
internal static class ErrorEnvelope
{
    private static readonly string[] Members = ["code", "message", "details", "innerError", "target"];

    public static void Judge(GraphExchange exchange, List<string> problems)
    {
        JsonObject? error;
        try
        {
            error = JsonNode.Parse(exchange.Body)?["error"] as JsonObject;
        }
        catch (JsonException)
        {
            error = null;
        }

        if (error is null)
        {
            problems.Add($"{exchange}: {exchange.Status} without an error in its body");
            return;
        }

        foreach (var name in new[] { "code", "message" })
        {
            if (error[name]?.GetValueKind() != JsonValueKind.String)
                problems.Add($"{exchange}: the error has no {name}");
        }

        problems.AddRange(error.Where(member => !Members.Contains(member.Key)).Select(member => $"{exchange}: an error has no {member.Key}"));
    }
}
