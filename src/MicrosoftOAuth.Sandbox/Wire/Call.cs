namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>A request as a server sees it: whole, and with its body read.</summary>
internal sealed class Call
{
    private readonly IReadOnlyDictionary<string, string> headers;
    private FormData? query;
    private FormData? form;

    public Call(string method, Uri address, IReadOnlyDictionary<string, string> headers, string body, DateTimeOffset time, PracticeRequestOrigin origin)
    {
        Method = method;
        Address = address;
        this.headers = headers;
        Body = body;
        Time = time;
        Origin = origin;
        Segments = Array.ConvertAll(
            address.AbsolutePath.Split(['/'], StringSplitOptions.RemoveEmptyEntries),
            Uri.UnescapeDataString);
    }

    public string Method { get; }

    public Uri Address { get; }

    public string Host => Address.Host;

    /// <summary>The path's segments, percent-decoded, empty ones left out.</summary>
    public IReadOnlyList<string> Segments { get; }

    public FormData Query => query ??= FormData.Parse(Address.Query);

    public string Body { get; }

    public FormData Form => form ??= FormData.Parse(Body);

    public IReadOnlyDictionary<string, string> Headers => headers;

    public DateTimeOffset Time { get; }

    public PracticeRequestOrigin Origin { get; }

    public string? Header(string name) => headers.TryGetValue(name, out var value) ? value : null;
}
