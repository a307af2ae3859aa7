using System.Globalization;
using System.Text.Json;

namespace MicrosoftOAuth.Core;

/// <summary>The only translator of Microsoft Graph's (and any OData API's) error answers.</summary>
internal static class GraphErrors
{
    /// <summary>
    /// Reads <c>{"error":{"code","message","innerError"}}</c>; an answer of another shape keeps its status alone.
    /// Source: https://learn.microsoft.com/graph/errors.
    /// </summary>
    internal static OAuthException From(int status, string? reason, string body, string method, Uri uri, string? claims = null)
    {
        (string? code, string? text, string? requestId, string? clientRequestId) = Read(body);
        (OAuthErrorKind kind, string remedy) = Classify(status, code, text);
        string what = text is null ? reason ?? "no explanation" : text.TrimEnd('.', ' ');
        return new OAuthException(
            kind,
            $"{method} {uri.AbsolutePath} was answered with {status.ToString(CultureInfo.InvariantCulture)}{(code is null ? string.Empty : " " + code)}: {what}.",
            remedy)
        {
            ServiceCode = code,
            HttpStatus = status,
            TraceId = requestId,
            CorrelationId = clientRequestId,
            Claims = claims,
        };
    }

    private static (OAuthErrorKind Kind, string Remedy) Classify(int status, string? code, string? text) => (status, code) switch
    {
        (_, "CredentialInvalidLifetimeAsPerAppPolicy") => (OAuthErrorKind.SecretLifetimeForbidden, "Ask for a shorter life: New-MsOAuthClientSecret -EndDate <date>"),
        (_, "CredentialTypeNotAllowedAsPerAppPolicy") => (OAuthErrorKind.SecretForbidden, "Use a certificate or a federated credential instead."),
        (_, "Directory_QuotaExceeded") => (OAuthErrorKind.Throttled, "Delete apps for good that you no longer need: Remove-MsOAuthApp -Permanent"),
        (400, _) when text?.StartsWith("Another object with the same value for property uniqueName", StringComparison.Ordinal) == true =>
            (OAuthErrorKind.UniqueNameHeld, "A deleted app may hold the name: Get-MsOAuthApp -Deleted, then Restore-MsOAuthApp or Remove-MsOAuthApp -Permanent"),
        (400, _) => (OAuthErrorKind.InvalidRequest, "Check the values that were passed."),
        (401, _) => (OAuthErrorKind.Unauthorized, "Sign in again: Connect-MsOAuthApp"),
        (403, _) => (OAuthErrorKind.PermissionDenied, "The permission or directory role is missing. See what the sign-in holds: Get-MsOAuthToken | ConvertFrom-MsOAuthToken"),
        (404, _) => (OAuthErrorKind.NotFound, "Check the id; something made a moment ago can take some seconds to be seen everywhere."),
        (409, _) => (OAuthErrorKind.Conflict, "Read the present state and try again."),
        (429, _) => (OAuthErrorKind.Throttled, "Wait a minute and try again."),
        ( >= 500, _) => (OAuthErrorKind.ServiceUnavailable, "Try again in a few minutes."),
        _ => (OAuthErrorKind.ServiceError, "Look the code up on https://learn.microsoft.com/graph/errors"),
    };

    private static (string? Code, string? Message, string? RequestId, string? ClientRequestId) Read(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error", out JsonElement error)
                && error.ValueKind == JsonValueKind.Object)
            {
                JsonElement inner = error.TryGetProperty("innerError", out JsonElement member) && member.ValueKind == JsonValueKind.Object ? member : default;
                return (Text(error, "code"), Text(error, "message"), Text(inner, "request-id"), Text(inner, "client-request-id"));
            }
        }
        catch (JsonException)
        {
            // A proxy's HTML, or nothing: the status has to do.
        }

        return default;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}
