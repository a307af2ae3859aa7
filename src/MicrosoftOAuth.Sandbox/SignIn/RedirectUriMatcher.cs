using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>Whether a redirect URI is one of a registration's ("Redirect URI (reply URL) best practices and limitations").</summary>
internal static class RedirectUriMatcher
{
    private static readonly ClientPlatform[] Platforms = [ClientPlatform.Web, ClientPlatform.Spa, ClientPlatform.PublicClient];

    /// <summary>The URI to answer to, and the platform it is registered for. Without one in the request it is the first registered.</summary>
    public static (string Uri, ClientPlatform Platform) Resolve(string? requested, Application application)
    {
        foreach (var platform in Platforms)
        {
            foreach (var registered in application.RedirectUris(platform))
            {
                if (requested is null || Matches(registered, requested))
                    return (requested ?? registered, platform);
            }
        }

        throw requested is null ? Aadsts.NoRedirectUri() : Aadsts.BadRedirectUri(requested, application);
    }

    /// <summary>Case counts, and so does everything else, except the port of a loopback address (RFC 8252, section 7.3).</summary>
    private static bool Matches(string registered, string requested)
    {
        if (registered == requested)
            return true;
        if (!Uri.TryCreate(registered, UriKind.Absolute, out var known) || !Uri.TryCreate(requested, UriKind.Absolute, out var asked))
            return false;
        return known.Scheme == "http" && asked.Scheme == "http"
            && known.Host is "localhost" or "127.0.0.1" && known.Host == asked.Host
            && known.PathAndQuery.TrimEnd('/') == asked.PathAndQuery.TrimEnd('/');
    }
}
