namespace MicrosoftOAuth.Conformance.Schema;

/// <summary>
/// Stands between a client and the practice tenant and judges every answer of Microsoft Graph on its way: what does not fit
/// the schema is thrown at the test that asked for it. Without shared/data it lets everything through.
/// </summary>
public sealed class JudgingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <exception cref="SchemaMismatchException">The answer does not fit Microsoft's schema.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.RequestUri!;
        var response = await base.SendAsync(request, cancellationToken);
        if (SharedData.Folder is null || !GraphSchema.Covers(address))
            return response;
        var body = response.Content is null ? "" : await response.Content.ReadAsStringAsync(cancellationToken);
        var problems = GraphSchema.Shared.Judge(new(request.Method.Method, address, (int)response.StatusCode, body));
        return problems.Count == 0 ? response : throw new SchemaMismatchException(string.Join(Environment.NewLine, problems));
    }
}

/// <summary>An answer does not fit the schema that Microsoft publishes.</summary>
public sealed class SchemaMismatchException(string message) : Exception(message);
