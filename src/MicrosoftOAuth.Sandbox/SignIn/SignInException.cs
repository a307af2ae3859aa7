using System.Globalization;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>A refusal of the sign-in service.</summary>
/// <param name="code">The number after AADSTS.</param>
/// <param name="error">The OAuth error.</param>
/// <param name="text">The sentence after the number.</param>
internal sealed class SignInException(int code, string error, string text) : Exception(text)
{
    public int Code { get; } = code;

    public string Error { get; } = error;

    /// <summary>The HTTP status at the token endpoint: 401 for a client that could not prove itself, 400 otherwise.</summary>
    public int Status => Error == OAuthErrors.InvalidClient ? 401 : 400;

    public string? Suberror { get; init; }

    /// <summary>Whether the answer carries an error_uri.</summary>
    public bool HasUri { get; init; } = true;

    /// <summary>Whether an application that waits at a redirect URI may be told, or only the person at the browser.</summary>
    public bool IsForThePersonOnly { get; init; }

    public string Describe(SignInTrace trace) =>
        FormattableString.Invariant($"AADSTS{Code}: {Message} Trace ID: {trace.TraceId} Correlation ID: {trace.CorrelationId} Timestamp: {Instant.SignIn(trace.Time)}");

    /// <summary>The error in the form the token endpoint answers it.</summary>
    public Answer ToAnswer(SignInTrace trace, string host)
    {
        var body = new JsonObject
        {
            ["error"] = Error,
            ["error_description"] = Describe(trace),
            ["error_codes"] = new JsonArray(Code),
            ["timestamp"] = Instant.SignIn(trace.Time),
            ["trace_id"] = trace.TraceId,
            ["correlation_id"] = trace.CorrelationId,
        };
        if (HasUri)
            body["error_uri"] = FormattableString.Invariant($"https://{host}/error?code={Code}");
        if (Suberror is not null)
            body["suberror"] = Suberror;
        return Answer.Json(Status, body).With("x-ms-request-id", trace.TraceId);
    }
}

/// <summary>The ids that an answer of the sign-in service can be traced by.</summary>
internal sealed record SignInTrace(string TraceId, string CorrelationId, DateTimeOffset Time)
{
    /// <summary>The correlation id is the caller's own where it sent one.</summary>
    public static SignInTrace For(Call call, IdSource ids) =>
        new(ids.NewGuid().ToString(), Guid.TryParse(call.Header("client-request-id"), out var own) ? own.ToString() : ids.NewGuid().ToString(), call.Time);
}

/// <summary>OAuth's error words (RFC 6749, 8628; OpenID Connect Core) and Entra's own.</summary>
internal static class OAuthErrors
{
    public const string InvalidRequest = "invalid_request";
    public const string InvalidClient = "invalid_client";
    public const string InvalidGrant = "invalid_grant";
    public const string InvalidScope = "invalid_scope";
    public const string InvalidInstance = "invalid_instance";
    public const string InvalidResource = "invalid_resource";
    public const string UnauthorizedClient = "unauthorized_client";
    public const string UnsupportedGrantType = "unsupported_grant_type";
    public const string UnsupportedResponseType = "unsupported_response_type";
    public const string AccessDenied = "access_denied";
    public const string BadToken = "bad_token";
    public const string BasicAction = "basic_action";
    public const string InteractionRequired = "interaction_required";
    public const string LoginRequired = "login_required";
    public const string ConsentRequired = "consent_required";
    public const string AuthorizationPending = "authorization_pending";
    public const string AuthorizationDeclined = "authorization_declined";
    public const string BadVerificationCode = "bad_verification_code";
    public const string ExpiredToken = "expired_token";
}
