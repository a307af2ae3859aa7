using System.Net;

namespace MicrosoftOAuth.Core;

/// <summary>The end of a wire that leads to the network.</summary>
public static class NetworkTransport
{
    /// <summary>Azure's metadata service answers on the machine's own link only (https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service#proxies).</summary>
    private const string MetadataService = @"^http://169\.254\.169\.254(:\d+)?";

    /// <summary>By the system's own settings: HTTPS_PROXY and its kin, or what Windows and macOS are set to.</summary>
    internal static HttpMessageHandler Direct() => new HttpClientHandler { AllowAutoRedirect = false };

    /// <summary>Through one proxy, whatever the system's settings say. This machine itself is asked directly.</summary>
    /// <param name="proxy">Its address, such as <c>http://proxy.contoso.com:8080</c>.</param>
    /// <param name="credential">What it asks for; null for nothing.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: it is no address of a proxy.</exception>
    public static HttpMessageHandler Through(Uri proxy, NetworkCredential? credential)
    {
        if (!proxy.IsAbsoluteUri || proxy.Scheme is not ("http" or "https") || proxy.Host.Length == 0)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"'{proxy.OriginalString}' is no address of a proxy.",
                "Pass it whole, for example: -Proxy http://proxy.contoso.com:8080");
        }

        if (proxy.UserInfo.Length > 0)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"The address of the proxy {proxy.Host} holds a user name or password, which end up in histories and logs.",
                "Pass them apart: -ProxyCredential (Get-Credential)");
        }

        return new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseProxy = true,
            Proxy = new WebProxy(proxy, BypassOnLocal: true, [MetadataService], credential),
        };
    }
}
