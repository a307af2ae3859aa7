using MicrosoftOAuth.Sandbox.Server.Proxy;

namespace MicrosoftOAuth.Sandbox.Server;

/// <summary>How a practice server is started.</summary>
internal sealed record PracticeServerOptions
{
    /// <summary>The port of the proxy; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Where to write the certificate to trust; null for a private temporary folder.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>How much a client may ask.</summary>
    public ProxyLimits Limits { get; init; } = new();

    /// <summary>The clock of the wire and of the certificates. The tenant has its own.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
