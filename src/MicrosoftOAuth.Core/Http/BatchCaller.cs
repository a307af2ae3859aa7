using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Reads many things of Microsoft Graph with few requests: JSON batches of 20, the most Graph takes. Source:
/// https://learn.microsoft.com/graph/json-batching.
/// </summary>
/// <param name="context">Who reads.</param>
/// <param name="reports">Who watches.</param>
public sealed class BatchCaller(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    /// <summary>Requests in one batch.</summary>
    public const int MaxRequests = 20;

    private readonly ApiCaller _single = new(context, reports);

    /// <summary>Reads each path; the answers come in the order of the paths.</summary>
    /// <param name="paths">Paths of Microsoft Graph such as <c>/me</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>For each path its answer, or its failure: one that fails leaves the others.</returns>
    public async IAsyncEnumerable<BatchAnswer> ReadAsync(IReadOnlyList<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int start = 0; start < paths.Count; start += MaxRequests)
        {
            string[] some = [.. paths.Skip(start).Take(MaxRequests)];
            BatchBody body = new() { Requests = [.. some.Select((path, i) => new BatchItem { Id = IdOf(i), Url = UrlOf(path) })] };
            GraphCall call = GraphCall.Post("/$batch", body, BatchJson.Default.BatchBody, PermissionNeed.Session);
            BatchResult result = await context.Graph(reports).SendAsync(call, BatchJson.Default.BatchResult, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < some.Length; i++)
            {
                BatchItemResult? item = result.Responses.Find(response => response.Id == IdOf(i));
                yield return item is { Status: >= 200 and < 300 }
                    ? new BatchAnswer(some[i], item.Body, Failure: null)
                    : await AloneAsync(some[i], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string IdOf(int index) => index.ToString(CultureInfo.InvariantCulture);

    private static string UrlOf(string path) => path.StartsWith('/') ? path : "/" + path;

    /// <summary>
    /// Each request of a batch is throttled by itself, so what failed is asked for once more on its own: then the wait,
    /// the retry and the word on what is missing are those of any request.
    /// </summary>
    private async Task<BatchAnswer> AloneAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (JsonElement answer in _single.CallAsync("GET", path, body: null, new Dictionary<string, string>(StringComparer.Ordinal), followPages: false, cancellationToken).ConfigureAwait(false))
            {
                return new BatchAnswer(path, answer, Failure: null);
            }

            return new BatchAnswer(path, Answer: null, Failure: null);
        }
        catch (OAuthException e) when (e.Kind is not OAuthErrorKind.Unauthorized)
        {
            return new BatchAnswer(path, Answer: null, e);
        }
    }
}

/// <summary>The answer to one path.</summary>
/// <param name="Path">The path.</param>
/// <param name="Answer">The JSON; null where there is none.</param>
/// <param name="Failure">Why there is none; null where all is well.</param>
public sealed record BatchAnswer(string Path, JsonElement? Answer, OAuthException? Failure);

internal sealed class BatchBody
{
    public List<BatchItem> Requests { get; set; } = [];
}

internal sealed class BatchItem
{
    public string Id { get; set; } = string.Empty;

    public string Method { get; set; } = "GET";

    public string Url { get; set; } = string.Empty;
}

internal sealed class BatchResult
{
    public List<BatchItemResult> Responses { get; set; } = [];
}

internal sealed class BatchItemResult
{
    public string Id { get; set; } = string.Empty;

    public int Status { get; set; }

    public JsonElement? Body { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchResult))]
internal sealed partial class BatchJson : JsonSerializerContext;
