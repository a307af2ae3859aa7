namespace MicrosoftOAuth.Sandbox;

/// <summary>What the practice tenant answers a request.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The body's media type; empty without a body.</param>
/// <param name="Body">The body as text, to be sent as UTF-8.</param>
/// <param name="Headers">The headers beside Content-Type, in the order they are sent; a name may come more than once.</param>
public sealed record PracticeAnswer(int Status, string ContentType, string Body, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>Whether a fault cut the body off: on a real wire the connection ends before the length that was announced.</summary>
    public bool IsTruncated { get; init; }
}
