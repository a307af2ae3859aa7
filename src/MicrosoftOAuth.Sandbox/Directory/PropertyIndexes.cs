using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>
/// The indexes of a set. They learn of an object before it is changed, remember what they hold for it, and look at it again
/// when they are next asked: so nobody who writes can forget them, and no change in between costs anything.
/// </summary>
/// <param name="properties">The names of the indexed properties.</param>
/// <param name="at">The object in a slot; null where it has gone.</param>
/// <param name="keysOf">The keys that a text gives; null for the text itself.</param>
internal sealed class PropertyIndexes(IReadOnlyList<string> properties, Func<int, DirectoryObject?> at, Func<string, IEnumerable<string>>? keysOf = null)
{
    /// <summary>From this many changes on an index is sorted anew instead of mended.</summary>
    private const int Many = 2000;

    private static readonly string[] NoKeys = [];

    private readonly OrderedIndex[] indexes = [.. properties.Select(_ => new OrderedIndex())];
    private readonly string[][] ofNew = [.. properties.Select(_ => NoKeys)];
    private readonly Dictionary<int, string[][]> unsettled = [];

    public void Unsettle(DirectoryObject item, bool isNew = false)
    {
        if (properties.Count > 0 && !unsettled.ContainsKey(item.Slot))
            unsettled.Add(item.Slot, isNew ? ofNew : KeysOf(item));
    }

    public OrderedIndex? Find(string property)
    {
        for (var index = 0; index < properties.Count; index++)
        {
            if (properties[index].Equals(property, StringComparison.Ordinal))
            {
                Settle();
                return indexes[index];
            }
        }

        return null;
    }

    public void Settle()
    {
        if (unsettled.Count == 0)
            return;
        var added = Array.ConvertAll(indexes, _ => new List<OrderedIndex.Entry>());
        foreach (var (slot, before) in unsettled.Select(pair => (pair.Key, pair.Value)))
        {
            var after = at(slot) is { } item ? KeysOf(item) : null;
            for (var index = 0; index < indexes.Length; index++)
            {
                var keys = after?[index] ?? NoKeys;
                if (before[index].SequenceEqual(keys, StringComparer.Ordinal))
                    continue;
                foreach (var key in before[index])
                    indexes[index].Remove(new(key, slot));
                added[index].AddRange(keys.Select(key => new OrderedIndex.Entry(key, slot)));
            }
        }

        unsettled.Clear();
        for (var index = 0; index < indexes.Length; index++)
        {
            if (added[index].Count > Many)
                indexes[index].InsertAll(added[index]);
            else
                added[index].ForEach(indexes[index].Insert);
        }
    }

    private string[][] KeysOf(DirectoryObject item) =>
        [.. properties.Select(property => item.TryLook(property, out var value) ? KeysOf(value) : NoKeys)];

    private string[] KeysOf(JsonNode? value) => value switch
    {
        JsonArray list => [.. list.Select(item => item!.GetValue<string>()).Distinct(StringComparer.OrdinalIgnoreCase)],
        JsonValue text when keysOf is not null => [.. keysOf(text.GetValue<string>()).Distinct(StringComparer.OrdinalIgnoreCase)],
        JsonValue text => [text.GetValue<string>()],
        _ => NoKeys,
    };
}
