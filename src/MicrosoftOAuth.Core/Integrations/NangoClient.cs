using System.Net.Http.Headers;
using System.Security;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MicrosoftOAuth.Core;

/// <summary>Nango's integrations, connect sessions and connections.</summary>
public sealed class NangoClient
{
    /// <summary>Nango's cloud.</summary>
    public const string CloudAddress = "https://api.nango.dev";

    /// <summary>Nango's Microsoft providers.</summary>
    public static IEnumerable<string> Providers => NangoProviders.All;

    private readonly Wire _wire;
    private readonly SecureString _apiKey;
    private readonly Uri _address;
    private readonly IProgress<OAuthReport>? _reports;

    /// <summary>Makes a client; sends nothing.</summary>
    /// <param name="context">Whose wire is used; null for the network.</param>
    /// <param name="apiKey">The API key of the Nango environment.</param>
    /// <param name="address">Where Nango is: https, or http on this machine.</param>
    /// <param name="reports">Who watches.</param>
    /// <exception cref="OAuthException">The address would send the key in the clear.</exception>
    public NangoClient(OAuthContext? context, SecureString apiKey, string address, IProgress<OAuthReport>? reports)
    {
        _wire = context?.Wire ?? new Wire(transport: null, TimeProvider.System);
        _apiKey = apiKey;
        _reports = reports;
        _address = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            ? uri
            : throw new OAuthException(OAuthErrorKind.InvalidArgument, $"'{address}' is not an https address, and the API key is not sent in the clear.", $"Use {CloudAddress}, or http on this machine only") { Target = address };
    }

    /// <summary>Finds an integration; null where there is none.</summary>
    public async Task<Integration?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } resource ? Describe(resource) : null;

    /// <summary>Lists the integrations.</summary>
    public async Task<IReadOnlyList<Integration>> ListAsync(CancellationToken cancellationToken) =>
        [.. ((await SendAsync(HttpMethod.Get, "/integrations", body: null, NangoJson.Default.NangoAnswerListNangoIntegrationResource, cancellationToken).ConfigureAwait(false)).Data ?? []).Select(resource => Describe(resource))];

    /// <summary>Makes an integration, or brings it up to date; what is just so is left alone.</summary>
    public async Task<Integration> RegisterAsync(string id, string provider, string displayName, string clientId, SecureString clientSecret, IReadOnlyList<string> scopes, CancellationToken cancellationToken)
    {
        NangoCredentials credentials = new() { ClientId = clientId, ClientSecret = SecureText.Reveal(clientSecret), Scopes = string.Join(",", scopes) };
        NangoIntegrationResource? present = await ReadAsync(id, cancellationToken).ConfigureAwait(false);
        if (present is null)
        {
            NangoIntegrationResource body = new() { UniqueKey = id, Provider = provider, DisplayName = displayName, Credentials = credentials };
            NangoAnswer<NangoIntegrationResource> made = await SendAsync(HttpMethod.Post, "/integrations", Json(body), NangoJson.Default.NangoAnswerNangoIntegrationResource, cancellationToken).ConfigureAwait(false);
            return Describe(made.Data ?? body, credentials, IntegrationStatus.Created);
        }

        if (!provider.Equals(present.Provider, StringComparison.OrdinalIgnoreCase))
        {
            throw new OAuthException(
                OAuthErrorKind.IntegrationRejected,
                $"Nango has the integration '{id}' for the provider {present.Provider}, and a provider cannot be changed.",
                $"Choose another -IntegrationId, or remove it: Unregister-MsOAuthIntegration -Service Nango -IntegrationId {id} -ApiKey <key>")
            {
                Target = id,
            };
        }

        if (present.DisplayName == displayName && IsSame(present.Credentials, credentials))
        {
            _reports?.Report(new VerboseReport($"Nango has the integration '{id}' just so; nothing was changed."));
            return Describe(present, credentials, IntegrationStatus.Unchanged);
        }

        NangoIntegrationResource change = new() { DisplayName = displayName, Credentials = credentials };
        NangoAnswer<NangoIntegrationResource> changed = await SendAsync(ApiRequest.Patch, PathOf(id), Json(change), NangoJson.Default.NangoAnswerNangoIntegrationResource, cancellationToken).ConfigureAwait(false);
        return Describe(changed.Data ?? present, credentials, IntegrationStatus.Updated);
    }

    /// <summary>Removes an integration with all its connections.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Delete, PathOf(id), body: null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a link under which one user grants access (30 minutes).</summary>
    public async Task<ConnectLink> NewConnectLinkAsync(string id, string userId, CancellationToken cancellationToken)
    {
        NangoConnectSessionBody body = new() { Tags = { ["end_user_id"] = userId }, AllowedIntegrations = { id } };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(body, NangoJson.Default.NangoConnectSessionBody);
        NangoConnectSessionResource session = (await SendAsync(HttpMethod.Post, "/connect/sessions", json, NangoJson.Default.NangoAnswerNangoConnectSessionResource, cancellationToken).ConfigureAwait(false)).Data ?? new();
        return Uri.TryCreate(session.ConnectLink, UriKind.Absolute, out Uri? link)
            ? new ConnectLink(IntegrationService.Nango, id, userId, link, session.ExpiresAt)
            : throw new OAuthException(OAuthErrorKind.ServiceError, "Nango made a connect session without a link.", "A self-hosted Nango may be too old for connect links.");
    }

    /// <summary>Lists the users' connections of an integration.</summary>
    public async Task<IReadOnlyList<IntegrationConnection>> ListConnectionsAsync(string id, CancellationToken cancellationToken)
    {
        NangoConnections all = await SendAsync(HttpMethod.Get, "/connections", body: null, NangoJson.Default.NangoConnections, cancellationToken).ConfigureAwait(false);
        return
        [
            .. all.Connections.Where(connection => connection.ProviderConfigKey == id).Select(connection => new IntegrationConnection(
                connection.ConnectionId ?? string.Empty,
                connection.Tags is { } tags && tags.TryGetValue("end_user_id", out string? user) ? user : null,
                connection.Created ?? connection.CreatedAt,
                connection.Errors is { Count: > 0 })),
        ];
    }

    private static string PathOf(string id) => "/integrations/" + Uri.EscapeDataString(id);

    private static byte[] Json(NangoIntegrationResource body) => JsonSerializer.SerializeToUtf8Bytes(body, NangoJson.Default.NangoIntegrationResource);

    private static bool IsSame(NangoCredentials? present, NangoCredentials wanted) =>
        present?.ClientId == wanted.ClientId && present?.ClientSecret == wanted.ClientSecret && present?.Scopes == wanted.Scopes;

    private static Integration Describe(NangoIntegrationResource resource, NangoCredentials? credentials = null, IntegrationStatus status = IntegrationStatus.Present)
    {
        NangoCredentials? known = credentials ?? resource.Credentials;
        return new Integration
        {
            Service = IntegrationService.Nango,
            IntegrationId = resource.UniqueKey ?? string.Empty,
            Provider = resource.Provider ?? string.Empty,
            DisplayName = resource.DisplayName,
            ClientId = known?.ClientId,
            Scopes = known?.Scopes?.Split([','], StringSplitOptions.RemoveEmptyEntries) ?? [],
            Status = status,
            CreatedOn = resource.CreatedAt,
            UpdatedOn = resource.UpdatedAt,
        };
    }

    private async Task<NangoIntegrationResource?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await SendAsync(HttpMethod.Get, PathOf(id) + "?include=credentials", body: null, NangoJson.Default.NangoAnswerNangoIntegrationResource, cancellationToken).ConfigureAwait(false)).Data;
        }
        catch (OAuthException e) when (e.Kind == OAuthErrorKind.IntegrationNotFound)
        {
            return null;
        }
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body, cancellationToken).ConfigureAwait(false);
        using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await JsonSerializer.DeserializeAsync(stream, answer, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException e)
        {
            throw new OAuthException(OAuthErrorKind.ServiceError, $"The answer to {method} {path.Split('?')[0]} is not what Nango documents.", "Check -BaseUri: is it Nango's API?", e);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        Uri uri = new(_address, path);
        using ApiRequest request = new(method, uri, _reports);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SecureText.Reveal(_apiKey));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        HttpResponseMessage response = await _wire.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw NangoErrors.From((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false), method.Method, uri);
        }
    }
}
