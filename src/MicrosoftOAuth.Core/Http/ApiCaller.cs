using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Calls an API for a user who names method and address. The token goes to hosts of the context's cloud and of
/// Microsoft's known APIs only; a 403 is explained by the permission that is missing.
/// </summary>
/// <param name="context">Who calls.</param>
/// <param name="reports">Who watches.</param>
public sealed class ApiCaller(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    /// <summary>Sends one request; with <paramref name="followPages"/>, one for each page.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="uri">A whole address, or a path below Microsoft Graph such as <c>/me</c> or <c>/beta/me</c>.</param>
    /// <param name="body">JSON; null for none.</param>
    /// <param name="headers">More headers.</param>
    /// <param name="followPages">True: every page of a collection.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The JSON answers, one for each page; none where an answer has no body.</returns>
    public async IAsyncEnumerable<JsonElement> CallAsync(
        string method,
        string uri,
        string? body,
        IReadOnlyDictionary<string, string> headers,
        bool followPages,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> followed = new(StringComparer.Ordinal);
        Uri? next = AddressOf(uri);
        while (next is not null)
        {
            if (!followed.Add(next.AbsoluteUri))
            {
                throw new OAuthException(OAuthErrorKind.ServiceError, "The service repeated a page of the list, so it has no end.", "Try again in a few minutes.");
            }

            JsonElement? answer = await SendAsync(new HttpMethod(method.ToUpperInvariant()), next, body, headers, cancellationToken).ConfigureAwait(false);
            next = null;
            if (answer is { } json)
            {
                yield return json;
                next = followPages ? NextOf(json) : null;
            }
        }
    }

    private static Uri? NextOf(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object
        && ((answer.TryGetProperty("@odata.nextLink", out JsonElement link) && link.ValueKind == JsonValueKind.String)
            || (answer.TryGetProperty("nextLink", out link) && link.ValueKind == JsonValueKind.String))
        && Uri.TryCreate(link.GetString(), UriKind.Absolute, out Uri? next) ? next : null;

    private async Task<JsonElement?> SendAsync(HttpMethod method, Uri uri, string? body, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        string audience = AudienceOf(uri);
        (HttpResponseMessage answer, AccessToken token) = await ChallengedSender.SendAsync(
            context.Wire,
            choice => audience == context.Cloud.GraphAudience
                ? context.TokenForAsync(PermissionNeed.Session, choice, reports, cancellationToken)
                : context.GetTokenAsync([audience + "/.default"], choice, reports, cancellationToken),
            with => RequestOf(method, uri, body, headers, with),
            HttpCompletionOption.ResponseContentRead,
            reports,
            cancellationToken).ConfigureAwait(false);
        using HttpResponseMessage response = answer;
        string text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? Parse(text)
            : throw Explain(GraphErrors.From((int)response.StatusCode, response.ReasonPhrase, text, method.Method, uri, ClaimsChallenge.Of(response)), token, method, uri);
    }

    private ApiRequest RequestOf(HttpMethod method, Uri uri, string? body, IReadOnlyDictionary<string, string> headers, AccessToken token)
    {
        ApiRequest request = new(method, uri, reports);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        if (body is not null)
        {
            request.Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        foreach (KeyValuePair<string, string> header in headers)
        {
            if (header.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || !request.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                throw new OAuthException(OAuthErrorKind.InvalidArgument, $"The header {header.Key} cannot be set here.", "Leave it out: the token and the content type are set by the command.");
            }
        }

        return request;
    }

    private static JsonElement? Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Not JSON: a report in CSV, say. The text is the answer.
            using JsonDocument document = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(text, GraphJson.Default.String));
            return document.RootElement.Clone();
        }
    }

    private OAuthException Explain(OAuthException refusal, AccessToken token, HttpMethod method, Uri uri)
    {
        if (refusal.Kind != OAuthErrorKind.PermissionDenied)
        {
            return refusal;
        }

        (string? why, string? remedy) = AudienceOf(uri) == context.Cloud.GraphAudience ? WhyGraphRefused(token, method, uri) : (ApiHosts.Find(uri.AbsoluteUri)?.AccessNote, null);
        return new OAuthException(OAuthErrorKind.PermissionDenied, why is null ? refusal.Message : $"{refusal.Message} {why}", remedy ?? refusal.Remedy, refusal)
        {
            ServiceCode = refusal.ServiceCode,
            HttpStatus = refusal.HttpStatus,
            CorrelationId = refusal.CorrelationId,
            TraceId = refusal.TraceId,
            Target = uri,
        };
    }

    private (string Why, string? Remedy) WhyGraphRefused(AccessToken token, HttpMethod method, Uri uri)
    {
        if (GraphCatalog.WarningOfAge(context) is { } old)
        {
            reports?.Report(new WarningReport(old));
        }

        PermissionCheck check = PermissionJudge.Check(PermissionHolder.Of(token, context), method.Method, uri.AbsoluteUri);
        string beside = $"what is missing is a directory role of {token.Account ?? "the app"}, or that it owns the object.";
        string why = check.Outcome switch
        {
            PermissionOutcome.Listed => $"{check.Reason} So {beside}",

            // Rules of names are good enough to try a call with; either the refusal proves them wrong, or something else is.
            PermissionOutcome.Implied => $"{check.Reason} Microsoft does not list it for this call, so it may take {check.Permission} itself; or {beside}",
            _ => check.Reason,
        };
        return (why, check.Remedy);
    }

    private Uri AddressOf(string uri)
    {
        if (uri.Contains("://"))
        {
            return Uri.TryCreate(uri, UriKind.Absolute, out Uri? whole) && whole.Scheme == "https"
                ? whole
                : throw new OAuthException(OAuthErrorKind.InvalidArgument, $"'{uri}' is not an https address.", "Pass a whole https address or a path of Microsoft Graph such as /me") { Target = uri };
        }

        string path = uri.StartsWith('/') ? uri : "/" + uri;
        bool hasVersion = path.StartsWith("/v1.0/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/beta/", StringComparison.OrdinalIgnoreCase);
        return new Uri(context.Cloud.GraphAudience + (hasVersion ? string.Empty : "/v1.0") + path);
    }

    private string AudienceOf(Uri uri) =>
        MicrosoftApi.All.Select(api => api.AudienceIn(context.Cloud)).FirstOrDefault(audience => Uri.TryCreate(audience, UriKind.Absolute, out Uri? known) && known.Host.Equals(uri.Host, StringComparison.OrdinalIgnoreCase))
        ?? throw new OAuthException(
            OAuthErrorKind.HostNotAllowed,
            $"{uri.Host} is none of the APIs of this context, and tokens are sent nowhere else.",
            "For another API, get a token by its own audience: Get-MsOAuthToken -Scopes <audience>/.default -AsHeader")
        {
            Target = uri,
        };
}
