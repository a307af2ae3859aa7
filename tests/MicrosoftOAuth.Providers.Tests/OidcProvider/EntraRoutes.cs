using System.Net.Http.Headers;

namespace MicrosoftOAuth.Providers.Tests.OidcProvider;

/// <summary>
/// Puts a provider where MSAL looks for Microsoft Entra ID, since MSAL has device codes for that alone: the routes, and the grant's
/// name, which Entra shortens and RFC 8628 does not.
/// </summary>
internal sealed class EntraRoutes(Uri provider) : DelegatingHandler
{
    private const string Routes = "/oauth2/v2.0";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        string route = path.EndsWith(Routes + "/devicecode", StringComparison.Ordinal) ? "/device/auth"
            : path.EndsWith(Routes + "/token", StringComparison.Ordinal) ? "/token"
            : throw new InvalidOperationException("Nobody expected " + path);
        string form = (await request.Content!.ReadAsStringAsync(cancellationToken))
            .Replace("grant_type=device_code", "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code", StringComparison.Ordinal);
        request.RequestUri = new Uri(provider, route);
        request.Content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        return await base.SendAsync(request, cancellationToken);
    }
}
