using System.Diagnostics.CodeAnalysis;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>A set as its objects know it.</summary>
internal interface IObjectSet
{
    /// <summary>An object is about to be changed.</summary>
    void Unsettle(DirectoryObject item);
}

/// <summary>
/// The objects of one kind, in the order of their creation, found by id, by one alternate key, and by the properties that
/// are indexed.
/// </summary>
internal sealed class ObjectSet<T> : IObjectSet
    where T : DirectoryObject
{
    private readonly Func<T, string?> alternateKey;
    private readonly PropertyIndexes texts;
    private readonly PropertyIndexes lists;
    private readonly PropertyIndexes words;
    private readonly List<T?> slots = [];
    private readonly Dictionary<string, T> byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, T> byKey = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<int> arriving = [];
    private int first;

    /// <param name="alternateKey">The key beside the id that an object is found by; it never changes.</param>
    /// <param name="texts">The names of the indexed properties that are texts.</param>
    /// <param name="lists">The names of the indexed properties that are lists of texts.</param>
    /// <param name="words">The names of the properties whose single words are indexed, for searches.</param>
    public ObjectSet(Func<T, string?> alternateKey, IReadOnlyList<string>? texts = null, IReadOnlyList<string>? lists = null, IReadOnlyList<string>? words = null)
    {
        this.alternateKey = alternateKey;
        this.texts = new(texts ?? [], slot => slots[slot]);
        this.lists = new(lists ?? [], slot => slots[slot]);
        this.words = new(words ?? [], slot => slots[slot], Words.Of);
    }

    public int Count => byId.Count;

    public IEnumerable<T> All => From(0);

    public IEnumerable<T> From(int slot)
    {
        for (var index = Math.Max(slot, first); index < slots.Count; index++)
        {
            if (slots[index] is { } item)
                yield return item;
        }
    }

    /// <summary>The objects, the newest first.</summary>
    public IEnumerable<T> Latest()
    {
        for (var index = slots.Count - 1; index >= first; index--)
        {
            if (slots[index] is { } item)
                yield return item;
        }
    }

    public T? At(int slot) => slots[slot];

    public void Add(T item)
    {
        item.Enter(this, slots.Count);
        slots.Add(item);
        byId.Add(item.Id, item);
        if (alternateKey(item) is { } key)
            byKey[key] = item;
        if (item.VisibleFrom != default)
            arriving.Add(item.Slot);
        texts.Unsettle(item, isNew: true);
        lists.Unsettle(item, isNew: true);
        words.Unsettle(item, isNew: true);
    }

    public void Remove(T item)
    {
        Unsettle(item);
        item.Leave();
        slots[item.Slot] = null;
        while (first < slots.Count && slots[first] is null)
            first++;
        byId.Remove(item.Id);
        if (alternateKey(item) is { } key && byKey.TryGetValue(key, out var current) && current == item)
            byKey.Remove(key);
    }

    public bool TryFind(string id, [NotNullWhen(true)] out T? item) => byId.TryGetValue(id, out item);

    public bool TryFindByKey(string key, [NotNullWhen(true)] out T? item) => byKey.TryGetValue(key, out item);

    /// <summary>The objects with a text as the value of a property, or among its values, in the order of their creation.</summary>
    public IEnumerable<T> Where(string property, string value, int fromSlot = 0)
    {
        var index = FindIndex(property) ?? FindListIndex(property) ?? throw new ArgumentException($"The property '{property}' is not indexed.", nameof(property));
        return index.SlotsOf(value, fromSlot).Select(slot => slots[slot]!);
    }

    /// <summary>The index on a property that is a text, up to date; null where there is none.</summary>
    public OrderedIndex? FindIndex(string property) => texts.Find(property);

    /// <summary>The index on a property that is a list of texts, up to date; null where there is none.</summary>
    public OrderedIndex? FindListIndex(string property) => lists.Find(property);

    /// <summary>The index on the words of a property, up to date; null where there is none.</summary>
    public OrderedIndex? FindWordIndex(string property) => words.Find(property);

    /// <summary>Brings the indexes up to date, but that of words: few search, and the first one can wait for it.</summary>
    public void Settle()
    {
        texts.Settle();
        lists.Settle();
    }

    /// <summary>How many objects are to be seen.</summary>
    /// <param name="isVisible">Whether replication has brought an object.</param>
    public int CountVisible(Func<T, bool> isVisible)
    {
        arriving.RemoveAll(slot => slots[slot] is not { } item || isVisible(item));
        return Count - arriving.Count;
    }

    public void Unsettle(DirectoryObject item)
    {
        texts.Unsettle(item);
        lists.Unsettle(item);
        words.Unsettle(item);
    }
}
