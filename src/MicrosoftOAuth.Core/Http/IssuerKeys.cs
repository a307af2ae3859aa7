using System.Collections.Concurrent;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Fetches what issuers publish, and keeps it for a day, as Microsoft advises
/// (https://learn.microsoft.com/entra/identity-platform/signing-key-rollover). A key that is not there yet brings it anew, but
/// not more often than every five minutes: anybody can make up key ids.
/// </summary>
internal sealed class IssuerKeys(Wire wire)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<Uri, Kept> _kept = new();

    /// <param name="metadata">The address of the issuer's <c>openid-configuration</c>.</param>
    /// <param name="keyId">A key that has to be among them, if the issuer has it by now.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OAuthException">They cannot be had.</exception>
    internal async Task<IssuerDocument> GetAsync(Uri metadata, string? keyId, CancellationToken cancellationToken)
    {
        DateTimeOffset now = wire.Clock.GetUtcNow();
        if (_kept.TryGetValue(metadata, out Kept? kept)
            && now - kept.FetchedOn < (keyId is null || kept.Document.Keys.Keys.Any(key => key.Kid == keyId) ? s_lifetime : s_pause))
        {
            return kept.Document;
        }

        OpenIdConnectConfiguration configuration = await FetchAsync(metadata, OpenIdConnectConfiguration.Create, cancellationToken).ConfigureAwait(false);
        if (string.IsNullOrEmpty(configuration.Issuer) || !Uri.TryCreate(configuration.JwksUri, UriKind.Absolute, out Uri? keysAddress) || keysAddress.Scheme != "https")
        {
            throw Unreadable(metadata, cause: null);
        }

        JsonWebKeySet keys = await FetchAsync(keysAddress, JsonWebKeySet.Create, cancellationToken).ConfigureAwait(false);
        IssuerDocument document = new(configuration, keys);
        _kept[metadata] = new Kept(document, now);
        return document;
    }

    private async Task<T> FetchAsync<T>(Uri address, Func<string, T> read, CancellationToken cancellationToken)
    {
        using ApiRequest request = new(HttpMethod.Get, address, reports: null);
        using HttpResponseMessage response = await wire.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            int status = (int)response.StatusCode;
            throw new OAuthException(
                status is 400 or 404 ? OAuthErrorKind.NotFound : OAuthErrorKind.ServiceUnavailable,
                $"The issuer's keys cannot be had: {address.GetLeftPart(UriPartial.Path)} answered {status}.",
                "Check -TenantId, -Environment and -Authority.")
            {
                HttpStatus = status,
            };
        }

        try
        {
            return read(body);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The readers throw whatever their JSON parser does.
            throw Unreadable(address, e);
        }
    }

    private static OAuthException Unreadable(Uri address, Exception? cause) => new(
        OAuthErrorKind.ServiceError,
        $"What {address.GetLeftPart(UriPartial.Path)} answered is not what an OpenID Connect issuer publishes.",
        "Check -Authority; a proxy in between may have changed the answer.",
        cause);

    private sealed record Kept(IssuerDocument Document, DateTimeOffset FetchedOn);
}
