using System.Net;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A redirect URI that ends on this machine (RFC 8252, section 7.3). Without a port in it any free one will do, since Entra
/// ignores the port of localhost: https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions.
/// </summary>
internal sealed class LoopbackRedirect
{
    private static readonly Uri s_anyPort = new("http://localhost");
    private readonly Uri _uri;

    private LoopbackRedirect(Uri uri, IReadOnlyList<IPAddress> addresses) => (_uri, Addresses) = (uri, addresses);

    /// <summary>As it is registered for the app.</summary>
    internal string Registered => _uri.OriginalString;

    /// <summary>The port that has to be listened on; null for any. 80 is what a URI without a port says, and so means any too.</summary>
    internal int? Port => _uri.IsDefaultPort ? null : _uri.Port;

    /// <summary>Where the answer arrives, in the form in which a browser asks for it.</summary>
    internal string Path => _uri.AbsolutePath;

    /// <summary>What the host may resolve to: all of these have to be listened on, or another program might get the answer.</summary>
    internal IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The redirect URI of a sign-in.</summary>
    /// <param name="given">What the user named; null for <c>http://localhost</c>.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: nothing on this machine can receive there.</exception>
    internal static LoopbackRedirect Of(Uri? given)
    {
        Uri uri = given ?? s_anyPort;
        IReadOnlyList<IPAddress>? addresses = uri.IsAbsoluteUri && uri is { Scheme: "http", UserInfo.Length: 0, Fragment.Length: 0 } ? AddressesOf(uri.Host) : null;
        return addresses is not null
            ? new LoopbackRedirect(uri, addresses)
            : throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"'{uri.OriginalString}' cannot be answered on this computer: the redirect URI of a sign-in in the browser begins with http://localhost.",
                "Pass the one of the app that does, with its port and path, or none: Get-MsOAuthApp shows its RedirectUris. For any other: New-MsOAuthConsentUrl, and Connect-MsOAuthApp -AuthorizationCode")
            {
                Target = uri,
            };
    }

    /// <summary>The redirect URI with the port that is listened on.</summary>
    internal string At(int port)
    {
        if (Port is not null)
        {
            return Registered;
        }

        // Entra compares letter by letter, so a slash that nobody wrote stays away.
        string rest = _uri.PathAndQuery == "/" && Registered[Registered.Length - 1] != '/' ? string.Empty : _uri.PathAndQuery;
        return FormattableString.Invariant($"http://{_uri.Host}:{port}{rest}");
    }

    private static IReadOnlyList<IPAddress>? AddressesOf(string host) => host switch
    {
        "localhost" => [IPAddress.Loopback, IPAddress.IPv6Loopback],
        "127.0.0.1" => [IPAddress.Loopback],
        "[::1]" => [IPAddress.IPv6Loopback],
        _ => null,
    };
}
