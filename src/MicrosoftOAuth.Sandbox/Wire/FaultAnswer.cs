using System.Globalization;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>The answer of a service that is throttling, down or otherwise unwilling, in that service's own form.</summary>
internal static class FaultAnswer
{
    private const string Message = "The practice tenant was asked for this fault.";

    public static Answer Of(PracticeFault fault, Uri address, IdSource ids)
    {
        var answer = Answer.Json(fault.Status, CloudHosts.IsSignIn(address.Host) ? SignInBody(fault) : GraphBody(fault, ids));
        return fault.RetryAfter is { } delay
            ? answer.With("Retry-After", ((int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture))
            : answer;
    }

    private static JsonObject SignInBody(PracticeFault fault) => new()
    {
        ["error"] = fault.Status >= 500 ? "temporarily_unavailable" : "invalid_request",
        ["error_description"] = Message,
        ["error_codes"] = new JsonArray(fault.Status == 429 ? 90055 : 90033),
    };

    private static JsonObject GraphBody(PracticeFault fault, IdSource ids) => new()
    {
        ["error"] = new JsonObject
        {
            ["code"] = CodeOf(fault.Status),
            ["message"] = Message,
            ["innerError"] = new JsonObject { ["request-id"] = ids.NewGuid().ToString() },
        },
    };

    private static string CodeOf(int status) => status switch
    {
        401 => "InvalidAuthenticationToken",
        403 => "Authorization_RequestDenied",
        404 => "Request_ResourceNotFound",
        409 => "Request_MultipleObjectsWithSameKeyValue",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        503 => "ServiceUnavailable",
        504 => "GatewayTimeout",
        _ => "UnknownError",
    };
}
