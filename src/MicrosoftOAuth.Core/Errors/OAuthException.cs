namespace MicrosoftOAuth.Core;

/// <summary>Every failure of the library, with its kind and what to type next.</summary>
/// <param name="kind">What went wrong.</param>
/// <param name="message">What happened and why, in one or two sentences without any secret.</param>
/// <param name="remedy">What to do or type next; null where there is nothing to say.</param>
/// <param name="innerException">The cause.</param>
public sealed class OAuthException(OAuthErrorKind kind, string message, string? remedy = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public OAuthErrorKind Kind { get; } = kind;

    /// <summary>What to do or type next.</summary>
    public string? Remedy { get; } = remedy;

    /// <summary>The service's own code: <c>AADSTS65001</c>, <c>Request_ResourceNotFound</c>, <c>invalid_body</c>.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The HTTP status, where an answer arrived.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The id under which Microsoft's support finds the request.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Entra's trace id, or Graph's request id.</summary>
    public string? TraceId { get; init; }

    /// <summary>
    /// What a new token must satisfy, as JSON: the claims challenge of a service or of Conditional Access
    /// (https://learn.microsoft.com/entra/identity-platform/claims-challenge); null where none was made.
    /// </summary>
    public string? Claims { get; init; }

    /// <summary>The object that the failure is about, such as a client id or a URI.</summary>
    public object? Target { get; init; }
}
