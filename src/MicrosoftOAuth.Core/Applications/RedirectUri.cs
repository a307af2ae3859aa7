namespace MicrosoftOAuth.Core;

/// <summary>The kind of client that a redirect URI is for.</summary>
public enum RedirectPlatform
{
    /// <summary>A web app that keeps a secret on its server.</summary>
    Web,

    /// <summary>A single-page app: authorization code with PKCE from the browser.</summary>
    Spa,

    /// <summary>A mobile, desktop or command-line app.</summary>
    PublicClient,
}

/// <summary>Where a sign-in may return to.</summary>
/// <param name="Platform">The kind of client.</param>
/// <param name="Uri">The address, exactly as it was registered.</param>
public sealed record RedirectUri(RedirectPlatform Platform, string Uri)
{
    /// <summary>The address.</summary>
    public override string ToString() => Uri;

    internal static IReadOnlyList<RedirectUri> Of(ApplicationResource app) =>
    [
        .. From(RedirectPlatform.Web, app.Web?.RedirectUris),
        .. From(RedirectPlatform.Spa, app.Spa?.RedirectUris),
        .. From(RedirectPlatform.PublicClient, app.PublicClient?.RedirectUris),
    ];

    private static IEnumerable<RedirectUri> From(RedirectPlatform platform, List<string>? uris) =>
        (uris ?? []).Select(uri => new RedirectUri(platform, uri));
}
