using System.Globalization;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>The faults that have been ordered and not used up.</summary>
internal sealed class FaultPlan
{
    private readonly List<(PracticeFault Fault, int Left)> faults = [];

    public void Add(PracticeFault fault)
    {
        lock (faults)
            faults.Add((fault, fault.Count));
    }

    /// <summary>The first fault that hits a request; its count goes down by one.</summary>
    public PracticeFault? Take(string method, Uri address, bool onlyStatus = false)
    {
        lock (faults)
        {
            for (var index = 0; index < faults.Count; index++)
            {
                var (fault, left) = faults[index];
                if (left <= 0 || (onlyStatus && fault.Kind != PracticeFaultKind.Status) || !Hits(fault, method, address))
                    continue;
                if (left == 1)
                    faults.RemoveAt(index);
                else
                    faults[index] = (fault, left - 1);
                return fault;
            }

            return null;
        }
    }

    /// <summary>The answer for a request within a batch that a fault hits; only statuses can.</summary>
    public Answer? TakeStatus(string method, Uri address, IdSource ids) =>
        Take(method, address, onlyStatus: true) is { } fault ? Refusal(fault, address, ids) : null;

    /// <summary>The answer of a service that is throttling, down or otherwise unwilling, in that service's own form.</summary>
    public static Answer Refusal(PracticeFault fault, Uri address, IdSource ids)
    {
        const string Text = "The practice tenant was asked for this fault.";
        var body = CloudHosts.IsSignIn(address.Host)
            ? new JsonObject
            {
                ["error"] = fault.Status >= 500 ? "temporarily_unavailable" : "invalid_request",
                ["error_description"] = Text,
                ["error_codes"] = new JsonArray(fault.Status == 429 ? 90055 : 90033),
            }
            : new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = CodeOf(fault.Status),
                    ["message"] = Text,
                    ["innerError"] = new JsonObject { ["request-id"] = ids.NewGuid().ToString() },
                },
            };
        var answer = Answer.Json(fault.Status, body);
        return fault.RetryAfter is { } delay
            ? answer.With("Retry-After", ((int)Math.Ceiling(delay.TotalSeconds)).ToString(CultureInfo.InvariantCulture))
            : answer;
    }

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

    private static bool Hits(PracticeFault fault, string method, Uri address) =>
        (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (fault.PathContains is null || (address.Host + address.AbsolutePath).Contains(fault.PathContains, StringComparison.OrdinalIgnoreCase));
}
