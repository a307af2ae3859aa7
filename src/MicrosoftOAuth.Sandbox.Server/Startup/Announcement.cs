namespace MicrosoftOAuth.Sandbox.Server.Startup;

/// <summary>What the program prints once it listens.</summary>
internal enum Announcement
{
    /// <summary>Everything a person needs.</summary>
    Text,

    /// <summary>The last line alone.</summary>
    Quiet,

    /// <summary>One line of JSON for a script.</summary>
    Json,
}
