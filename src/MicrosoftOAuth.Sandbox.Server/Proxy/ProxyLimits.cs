namespace MicrosoftOAuth.Sandbox.Server.Proxy;

/// <summary>How much a client may ask of the proxy.</summary>
internal sealed record ProxyLimits
{
    /// <summary>The longest CONNECT request, with its headers, in bytes.</summary>
    public int ConnectBytes { get; init; } = 8 * 1024;

    /// <summary>How long a connection may take to say what it wants.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a client may take to agree on TLS.</summary>
    public TimeSpan HandshakeTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a refused client is listened to, so that it reads the refusal before the connection goes.</summary>
    public TimeSpan LingerTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many bytes a refused client may still send.</summary>
    public int LingerBytes { get; init; } = 256 * 1024;

    /// <summary>The longest request line within TLS, in bytes: filters are long.</summary>
    public int RequestLineBytes { get; init; } = 32 * 1024;

    /// <summary>How long a request's headers may take.</summary>
    public TimeSpan HeadersTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest request body, in bytes. Microsoft Graph refuses beyond 4 MB itself.</summary>
    public long BodyBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long a request body may take before it must arrive at some hundred bytes a second; more than a second.</summary>
    public TimeSpan BodyGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many connections there may be at a time.</summary>
    public long Connections { get; init; } = 512;
}
