using System.Globalization;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Reports each request as one line: method, address, status and time. Never a header, a body, or the query of
/// anything but Graph's own options, so there is nothing to redact.
/// </summary>
internal sealed class TraceHandler(TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if ((request as ApiRequest)?.Reports is not { } reports)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        long start = clock.GetTimestamp();
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        string line = string.Format(
            CultureInfo.InvariantCulture,
            "{0} {1} -> {2} ({3:N0} ms)",
            request.Method,
            Shown(request.RequestUri!),
            (int)response.StatusCode,
            clock.GetElapsedTime(start).TotalMilliseconds);
        reports.Report(new VerboseReport(line));
        return response;
    }

    private static string Shown(Uri uri)
    {
        string query = string.Join("&", uri.Query.TrimStart('?').Split('&')
            .Where(option => option.StartsWith('$') || option.StartsWith("%24", StringComparison.Ordinal)
                || option.StartsWith("api-version=", StringComparison.Ordinal)));
        return uri.GetLeftPart(UriPartial.Path) + (query.Length == 0 ? string.Empty : "?" + Uri.UnescapeDataString(query));
    }
}
