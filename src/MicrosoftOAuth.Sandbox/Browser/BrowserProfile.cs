using System.Collections.Concurrent;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Browser;

/// <summary>A person's own browser: it keeps them signed in.</summary>
internal sealed class BrowserProfile(string userName)
{
    private readonly ConcurrentDictionary<(string Host, string Name), string> cookies = new();

    public string UserName { get; } = userName;

    /// <summary>The cookies of a host, as a request carries them; null without any.</summary>
    public string? CookiesFor(string host)
    {
        var mine = cookies.Where(cookie => cookie.Key.Host.Equals(host, StringComparison.OrdinalIgnoreCase)).Select(cookie => cookie.Key.Name + "=" + cookie.Value).ToList();
        return mine.Count == 0 ? null : string.Join("; ", mine);
    }

    /// <summary>Keeps the cookies that an answer sets, and drops those it empties.</summary>
    public void Keep(string host, Answer answer)
    {
        foreach (var header in answer.Headers.Where(header => header.Key == "Set-Cookie"))
        {
            var pair = header.Value.Split(';')[0].Split(['='], 2);
            if (pair[1].Length == 0)
                cookies.TryRemove((host, pair[0]), out _);
            else
                cookies[(host, pair[0])] = pair[1];
        }
    }
}
