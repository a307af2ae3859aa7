using System.Text;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Takes the scope out of the exchange of a code. MSAL sends it along; RFC 6749, section 4.1.3, knows none there, since the code
/// stands for what was consented to, and strict providers refuse it.
/// </summary>
internal sealed class StrictCodeExchange : DelegatingHandler
{
    private const string Form = "application/x-www-form-urlencoded";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content && content.Headers.ContentType?.MediaType == Form)
        {
            string[] fields = (await content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false)).Split('&');
            if (fields.Contains("grant_type=authorization_code", StringComparer.Ordinal))
            {
                string strict = string.Join("&", fields.Where(field => !field.StartsWith("scope=", StringComparison.Ordinal)));
                request.Content = new StringContent(strict, Encoding.UTF8, Form);
            }
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
