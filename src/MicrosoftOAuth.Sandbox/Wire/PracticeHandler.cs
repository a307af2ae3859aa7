using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>The end of an HTTP pipeline: what lies behind it is the practice tenant instead of the network.</summary>
internal sealed class PracticeHandler(Dispatcher dispatcher) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Collect(headers, request.Headers);
        if (request.Content is not null)
            Collect(headers, request.Content.Headers);

        var answer = await dispatcher.SendAsync(request.Method.Method, address, headers, body, PracticeRequestOrigin.Client, cancellationToken).ConfigureAwait(false);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.Body)),
        };
        if (answer.Body.Length > 0)
            response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        foreach (var header in answer.Headers)
            response.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return response;
    }

    private static void Collect(Dictionary<string, string> all, HttpHeaders headers)
    {
        foreach (var header in headers)
            all[header.Key] = string.Join(", ", header.Value);
    }
}
