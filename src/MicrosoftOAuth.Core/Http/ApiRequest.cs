namespace MicrosoftOAuth.Core;

/// <summary>A request that knows who watches it.</summary>
internal sealed class ApiRequest(HttpMethod method, Uri uri, IProgress<OAuthReport>? reports) : HttpRequestMessage(method, uri)
{
    /// <summary>PATCH, which .NET Framework has no constant for.</summary>
    internal static HttpMethod Patch { get; } = new("PATCH");

    internal IProgress<OAuthReport>? Reports { get; } = reports;
}
