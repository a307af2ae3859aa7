using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Sends requests to Microsoft Graph as the signed-in identity: token, JSON, paging and errors in one place.
/// Which operations exist is the business of the clients above it.
/// </summary>
internal sealed class GraphClient(OAuthContext context, IProgress<OAuthReport>? reports)
{
    private const string Version = "/v1.0";
    private const string JsonType = "application/json";

    internal OAuthContext Context { get; } = context;

    internal IProgress<OAuthReport>? Reports { get; } = reports;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="OAuthException">Whatever went wrong.</exception>
    internal async Task<T> SendAsync<T>(GraphCall call, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, answer, call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request and reads its answer; null where there is no such object.</summary>
    internal async Task<T?> FindAsync<T>(GraphCall call, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await SendAsync(call, answer, cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (e.Kind == OAuthErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Sends a request whose answer has nothing to read.</summary>
    internal async Task ExecuteAsync(GraphCall call, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Streams a collection page by page. A next link that was followed already or that leaves the host is refused,
    /// since following it would never end or would carry the token away.
    /// </summary>
    internal async IAsyncEnumerable<T> ListAsync<T>(
        GraphCall call,
        JsonTypeInfo<GraphPage<T>> page,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> followed = new(StringComparer.Ordinal);
        GraphCall? next = call;
        while (next is not null)
        {
            GraphPage<T> answer = await SendAsync(next, page, cancellationToken).ConfigureAwait(false);
            foreach (T item in answer.Value)
            {
                yield return item;
            }

            next = answer.NextLink is null ? null : next with { Path = answer.NextLink };
            if (next is not null && !followed.Add(answer.NextLink!))
            {
                throw new OAuthException(OAuthErrorKind.ServiceError, "Microsoft Graph repeated a page of the list, so it has no end.", "Try again in a few minutes.");
            }
        }
    }

    /// <summary>Reads a whole collection; for those that are short by nature.</summary>
    internal async Task<List<T>> ReadAllAsync<T>(GraphCall call, JsonTypeInfo<GraphPage<T>> page, CancellationToken cancellationToken)
    {
        List<T> all = [];
        await foreach (T item in ListAsync(call, page, cancellationToken).ConfigureAwait(false))
        {
            all.Add(item);
        }

        return all;
    }

    /// <summary>Sends a request and returns the answer as it came, after the check for errors.</summary>
    internal async Task<HttpResponseMessage> SendAsync(GraphCall call, CancellationToken cancellationToken)
    {
        Uri uri = UriOf(call);
        (HttpResponseMessage response, _) = await ChallengedSender.SendAsync(
            Context.Wire,
            choice => Context.TokenForAsync(call.Need, choice, Reports, cancellationToken),
            token => RequestOf(call, uri, token),
            HttpCompletionOption.ResponseHeadersRead,
            Reports,
            cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            throw GraphErrors.From((int)response.StatusCode, response.ReasonPhrase, body, call.Method.Method, uri, ClaimsChallenge.Of(response));
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> answer, GraphCall call, CancellationToken cancellationToken)
    {
        try
        {
            using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return await JsonSerializer.DeserializeAsync(body, answer, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException("The answer is null.");
        }
        catch (Exception e) when (e is JsonException or IOException or HttpRequestException)
        {
            throw new OAuthException(
                OAuthErrorKind.ServiceError,
                $"The answer to {call.Method} {call.Path.Split('?')[0]} broke off or is not what Microsoft Graph documents.",
                "Try again; a proxy in between may have changed it.",
                e);
        }
    }

    private ApiRequest RequestOf(GraphCall call, Uri uri, AccessToken token)
    {
        ApiRequest request = new(call.Method, uri, Reports);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(JsonType));
        request.Headers.Add("client-request-id", Guid.NewGuid().ToString());
        if (call.IsAdvancedQuery)
        {
            request.Headers.Add("ConsistencyLevel", "eventual");
        }

        if (call.Prefer is not null)
        {
            request.Headers.Add("Prefer", call.Prefer);
        }

        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body) { Headers = { ContentType = new MediaTypeHeaderValue(JsonType) } };
        }

        return request;
    }

    private Uri UriOf(GraphCall call)
    {
        Uri root = new(Context.Cloud.GraphAudience);
        Uri uri = call.Path.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            ? new Uri(call.Path)
            : new Uri(root, Version + call.Path);
        return uri.Host.Equals(root.Host, StringComparison.OrdinalIgnoreCase)
            ? uri
            : throw new OAuthException(OAuthErrorKind.HostNotAllowed, $"The token is for {root.Host} and was not sent to {uri.Host}.");
    }
}
