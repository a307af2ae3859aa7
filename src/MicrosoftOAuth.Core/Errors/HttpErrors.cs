namespace MicrosoftOAuth.Core;

/// <summary>The only translator of failures below HTTP: no name, no route, no connection.</summary>
internal static class HttpErrors
{
    internal static OAuthException From(HttpRequestException failure) => new(
        OAuthErrorKind.ServiceUnavailable,
        // Of a proxy that refuses, .NET tells the whole address.
        $"The connection failed: {Redaction.Of(failure.GetBaseException().Message)}",
        "Check the network, the proxy and -Environment, then try again.",
        failure);

    internal static OAuthException NoAnswer(Uri uri, TimeSpan limit, Exception failure) => new(
        OAuthErrorKind.ServiceUnavailable,
        $"{uri.Host} did not answer within {limit.TotalSeconds:N0} seconds.",
        "Check the network and the proxy, then try again.",
        failure);
}
