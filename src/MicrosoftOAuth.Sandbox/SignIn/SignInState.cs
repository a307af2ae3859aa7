using System.Diagnostics.CodeAnalysis;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>What the sign-in service remembers between two requests.</summary>
internal sealed class SignInState(TimeProvider clock)
{
    /// <summary>Interactive sign-ins under way, by the id in their pages' forms.</summary>
    public ExpiringMap<InteractiveFlow> Flows { get; } = new(clock);

    public ExpiringMap<AuthorizationCode> Codes { get; } = new(clock);

    public ExpiringMap<RefreshToken> RefreshTokens { get; } = new(clock);

    public ExpiringMap<DeviceCode> DeviceCodes { get; } = new(clock);

    /// <summary>Browsers in which a user is signed in, by the value of their cookie.</summary>
    public ExpiringMap<User> BrowserSessions { get; } = new(clock);
}

/// <summary>An authorization code that has been handed out.</summary>
internal sealed record AuthorizationCode(
    Application Registration,
    User User,
    string RedirectUri,
    ClientPlatform Platform,
    ScopeRequest Scopes,
    string? Nonce,
    string? CodeChallenge,
    string? CodeChallengeMethod)
{
    public bool IsRedeemed { get; set; }
}

/// <summary>A refresh token: what a user allowed a client, at whichever API.</summary>
internal sealed record RefreshToken(Application Registration, User User, ClientPlatform Platform, ScopeRequest Scopes);

/// <summary>A device that waits for its user.</summary>
internal sealed record DeviceCode(string Code, string UserCode, Application Registration, ScopeRequest Scopes)
{
    public int Polls { get; set; }

    public User? ApprovedBy { get; set; }

    public bool IsRefused { get; set; }

    public bool IsRedeemed { get; set; }
}

/// <summary>Things that are forgotten some time after they lapse, and known as lapsed until then.</summary>
internal sealed class ExpiringMap<T>(TimeProvider clock)
    where T : class
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private readonly Dictionary<string, (T Item, DateTimeOffset Expires)> items = new(StringComparer.Ordinal);
    private DateTimeOffset nextSweep;

    public IEnumerable<T> AllLive => items.Values.Where(entry => entry.Expires > clock.GetUtcNow()).Select(entry => entry.Item);

    public void Add(string key, T item, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        if (now >= nextSweep)
        {
            foreach (var lapsed in items.Where(entry => entry.Value.Expires + Remembered < now).Select(entry => entry.Key).ToList())
                items.Remove(lapsed);
            nextSweep = now + Remembered;
        }

        items[key] = (item, now + lifetime);
    }

    public bool TryGet(string key, [NotNullWhen(true)] out T? item, out bool isExpired)
    {
        var isKnown = items.TryGetValue(key, out var entry);
        item = isKnown ? entry.Item : null;
        isExpired = isKnown && entry.Expires <= clock.GetUtcNow();
        return isKnown;
    }

    public T? FindLive(string key) => TryGet(key, out var item, out var isExpired) && !isExpired ? item : null;

    public void Remove(string key) => items.Remove(key);
}
