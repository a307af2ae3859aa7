using MicrosoftOAuth.Sandbox.Server.Proxy;

namespace MicrosoftOAuth.Sandbox.Server;

/// <summary>How a practice server is started.</summary>
internal sealed record PracticeServerOptions
{
    /// <summary>The port of the proxy; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The port of the control page; 0 for any that is free.</summary>
    public int ControlPort { get; init; }

    /// <summary>Where to write the certificate to trust; null for a private temporary folder.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The file that the tenant is kept in; null keeps it in memory alone.</summary>
    public string? StateFile { get; init; }

    /// <summary>A file that every exchange with Microsoft Graph is added to; null for none.</summary>
    public string? RecordFile { get; init; }

    /// <summary>Told what the person who runs the server should know.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>How much a client may ask.</summary>
    public ProxyLimits Limits { get; init; } = new();

    /// <summary>The clock of the wire and of the certificates. The tenant has its own.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
