using System.Globalization;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>A refusal of Microsoft Graph.</summary>
internal sealed class GraphException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>The error's details; null for none.</summary>
    public JsonArray? Details { get; init; }

    /// <summary>The claims that a better token would have, in base64; null where it is not the token that must get better.</summary>
    public string? ClaimsChallenge { get; private init; }

    /// <summary>Headers that the answer carries beside those of every error.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static GraphException NotFound(string id) =>
        new(404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphException BadRequest(string message) => new(400, "Request_BadRequest", message);

    public static GraphException UnknownSegment(string segment) => new(400, "BadRequest", $"Resource not found for the segment '{segment}'.");

    public static GraphException Denied() => new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphException Conflict(string message) => new(409, "Request_MultipleObjectsWithSameKeyValue", message);

    public static GraphException NotAuthenticated(string message) => new(401, "InvalidAuthenticationToken", message);

    public static GraphException Challenged(string claims) =>
        new(401, "InvalidAuthenticationToken", "Continuous access evaluation resulted in challenge with result: InteractionRequired and code: TokenIssuedBeforeRevocationTimestamp") { ClaimsChallenge = claims };

    public static GraphException InvalidProperty(string property, string resource = "Application") =>
        AboutProperty("InvalidValue", property, $"Invalid value specified for property '{property}' of resource '{resource}'.");

    public static GraphException MissingProperty(string property, string resource) =>
        AboutProperty("MissingValue", property, $"A value is required for property '{property}' of resource '{resource}'.");

    public static GraphException Taken(string property) =>
        AboutProperty("ObjectConflict", property, $"Another object with the same value for property {property} already exists.");

    public static GraphException QuotaExceeded(string message) => new(400, "Directory_QuotaExceeded", message);

    private static GraphException AboutProperty(string code, string property, string message) => new(400, "Request_BadRequest", message)
    {
        Details = [new JsonObject { ["code"] = code, ["message"] = message, ["target"] = property }],
    };

    /// <summary>The error in the Graph's envelope ("Microsoft Graph error responses").</summary>
    public Answer ToAnswer(GraphTrace trace)
    {
        var error = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (Details is not null)
            error["details"] = Details.DeepClone();
        error["innerError"] = new JsonObject
        {
            ["date"] = trace.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
            ["request-id"] = trace.RequestId,
            ["client-request-id"] = trace.ClientRequestId,
        };
        var answer = Answer.Json(Status, new JsonObject { ["error"] = error });
        answer.Headers.AddRange(Headers);
        return Status == 401 ? answer.With("WWW-Authenticate", Invitation) : answer;
    }

    /// <summary>Where to get a token, and with what claims ("Claims challenges, claims requests and client capabilities").</summary>
    private string Invitation
    {
        get
        {
            const string Where = "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"";
            return ClaimsChallenge is null ? Where : $"{Where}, error=\"insufficient_claims\", claims=\"{ClaimsChallenge}\", errorDescription=\"{Message}\"";
        }
    }
}

/// <summary>The ids that an answer of the Graph can be traced by.</summary>
internal sealed record GraphTrace(string RequestId, string ClientRequestId, DateTimeOffset Time);
