namespace MicrosoftOAuth.Conformance.Schema;

/// <summary>A request to Microsoft Graph and what it was answered.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">The whole address.</param>
/// <param name="Status">The status code.</param>
/// <param name="Body">The answer's body as text; empty without one.</param>
public sealed record GraphExchange(string Method, Uri Uri, int Status, string Body)
{
    /// <summary>The last segment of the path, without a query.</summary>
    public string LastSegment => Uri.Segments[^1].TrimEnd('/');

    public override string ToString() => $"{Method} {Uri.PathAndQuery}";
}
