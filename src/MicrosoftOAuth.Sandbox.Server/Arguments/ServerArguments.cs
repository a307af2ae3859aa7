using MicrosoftOAuth.Sandbox.Server.Startup;

namespace MicrosoftOAuth.Sandbox.Server.Arguments;

/// <summary>What the command line asked for.</summary>
internal sealed record ServerArguments
{
    public const int DefaultPort = 8443;
    public const int DefaultControlPort = 8444;

    public PracticeServerOptions Server { get; init; } = new() { Port = DefaultPort, ControlPort = DefaultControlPort };

    /// <summary>What the tenant is like. Here a device code waits for a person: there is a page to enter it at.</summary>
    public PracticeTenantOptions Tenant { get; init; } = new() { DeviceCodeApprovedAtOnce = false };

    /// <summary>When to end by itself; null for never.</summary>
    public TimeSpan? RunTime { get; init; }

    /// <summary>Whether to end when the standard input closes, as it does when the program that started this one ends.</summary>
    public bool EndsWithInput { get; init; }

    public Announcement Announcement { get; init; } = Announcement.Text;

    public bool WantsHelp { get; init; }

    public bool WantsVersion { get; init; }
}
