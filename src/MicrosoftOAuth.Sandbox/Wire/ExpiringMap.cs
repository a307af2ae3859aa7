using System.Diagnostics.CodeAnalysis;

namespace MicrosoftOAuth.Sandbox.Wire;

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
