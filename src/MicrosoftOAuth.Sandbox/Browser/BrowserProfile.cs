using System.Collections.Concurrent;

namespace MicrosoftOAuth.Sandbox.Browser;

/// <summary>A person's own browser: it keeps them signed in.</summary>
internal sealed class BrowserProfile(string userName)
{
    public string UserName { get; } = userName;

    /// <summary>The one cookie of each host.</summary>
    public ConcurrentDictionary<string, string> Cookies { get; } = new(StringComparer.OrdinalIgnoreCase);
}
