using System.Net.Http.Headers;
using System.Text.Json;

namespace MicrosoftOAuth.Core;

/// <summary>Asks a build service for the token of the running job.</summary>
internal static class JobTokenRequest
{
    /// <param name="wire">The way there.</param>
    /// <param name="method">How.</param>
    /// <param name="address">From the job's own variables; https only, since the job's bearer goes there.</param>
    /// <param name="bearer">The job's own.</param>
    /// <param name="member">Where the token stands in the answer.</param>
    /// <param name="service">Who answers, for messages.</param>
    /// <param name="remedy">What helps against a refusal.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal static async Task<string> SendAsync(Wire wire, HttpMethod method, string address, string bearer, string member, string service, string remedy, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || uri.Scheme != "https")
        {
            throw Failed(service, "its address is not an https address", remedy, status: null);
        }

        using ApiRequest request = new(method, uri, reports: null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (method == HttpMethod.Post)
        {
            request.Content = new StringContent(string.Empty, System.Text.Encoding.UTF8, "application/json");
        }

        using HttpResponseMessage response = await wire.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
        string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw Failed(service, $"it answered {(int)response.StatusCode} {response.ReasonPhrase}", remedy, (int)response.StatusCode);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty(member, out JsonElement token)
                && token.ValueKind == JsonValueKind.String)
            {
                return token.GetString()!;
            }
        }
        catch (JsonException)
        {
            // The sentence below says it.
        }

        throw Failed(service, $"its answer has no '{member}'", remedy, (int)response.StatusCode);
    }

    private static OAuthException Failed(string service, string why, string remedy, int? status) =>
        new(OAuthErrorKind.AssertionRefused, $"{service} gave no token for this job: {why}.", remedy) { HttpStatus = status };
}
