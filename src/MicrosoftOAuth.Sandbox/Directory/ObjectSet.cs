using System.Diagnostics.CodeAnalysis;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>The objects of one kind, in the order of their creation, found by id and by one alternate key.</summary>
internal sealed class ObjectSet<T>(Func<T, string?> alternateKey)
    where T : DirectoryObject
{
    private readonly List<T?> slots = [];
    private readonly Dictionary<string, T> byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, T> byKey = new(StringComparer.OrdinalIgnoreCase);

    public int Count => byId.Count;

    /// <summary>One more than the highest slot in use.</summary>
    public int End => slots.Count;

    public IEnumerable<T> All => From(0);

    public IEnumerable<T> From(int slot)
    {
        for (var index = slot; index < slots.Count; index++)
        {
            if (slots[index] is { } item)
                yield return item;
        }
    }

    public void Add(T item)
    {
        item.Slot = slots.Count;
        slots.Add(item);
        byId.Add(item.Id, item);
        if (alternateKey(item) is { } key)
            byKey[key] = item;
    }

    public void Remove(T item)
    {
        slots[item.Slot] = null;
        byId.Remove(item.Id);
        if (alternateKey(item) is { } key && byKey.TryGetValue(key, out var current) && current == item)
            byKey.Remove(key);
    }

    public bool TryFind(string id, [NotNullWhen(true)] out T? item) => byId.TryGetValue(id, out item);

    public bool TryFindByKey(string key, [NotNullWhen(true)] out T? item) => byKey.TryGetValue(key, out item);
}
