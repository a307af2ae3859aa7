using System.Globalization;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.OData;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Graph.Queries;

/// <summary>A way through a set that meets every object of a query, and perhaps others, in a certain order.</summary>
internal abstract class Scan<T>(ObjectSet<T> set)
    where T : DirectoryObject
{
    protected ObjectSet<T> Set { get; } = set;

    /// <summary>The objects from a place on.</summary>
    /// <param name="token">The place, as <see cref="TokenOf"/> gave it; null for the beginning.</param>
    /// <exception cref="ODataException">It is no such place.</exception>
    public abstract IEnumerable<T> From(string? token);

    /// <summary>The place of an object that the scan has met: what $skiptoken says of the next page.</summary>
    public abstract string TokenOf(T item);

    /// <summary>How many objects it meets.</summary>
    public abstract int Count();

    protected static int NumberIn(string? token) => SkipNumber.Read(token);
}

/// <summary>Through all of the set, in the order of creation. A place is a slot.</summary>
internal sealed class WholeScan<T>(ObjectSet<T> set) : Scan<T>(set)
    where T : DirectoryObject
{
    public override IEnumerable<T> From(string? token) => Set.From(NumberIn(token));

    public override string TokenOf(T item) => item.Slot.ToString(CultureInfo.InvariantCulture);

    public override int Count() => Set.Count;
}

/// <summary>To the objects that have one of some texts, in the order of creation. A place is a slot.</summary>
internal sealed class KeyScan<T>(ObjectSet<T> set, IReadOnlyList<(OrderedIndex Index, string Key)> keys) : Scan<T>(set)
    where T : DirectoryObject
{
    public IReadOnlyList<(OrderedIndex Index, string Key)> Keys => keys;

    public override IEnumerable<T> From(string? token) => Slots(NumberIn(token)).Select(slot => Set.At(slot)!);

    public override string TokenOf(T item) => item.Slot.ToString(CultureInfo.InvariantCulture);

    public override int Count() => keys.Count == 1 ? keys[0].Index.CountOf(keys[0].Key) : Slots(0).Count();

    private IEnumerable<int> Slots(int from) => keys.Count == 1
        ? keys[0].Index.SlotsOf(keys[0].Key, from)
        : new SortedSet<int>(keys.SelectMany(key => key.Index.SlotsOf(key.Key, from)));
}

/// <summary>To the objects whose text begins in a certain way, in the order of the texts. A place is a text and a slot.</summary>
internal sealed class PrefixScan<T>(ObjectSet<T> set, string property, OrderedIndex index, string prefix, bool isDescending) : Scan<T>(set)
    where T : DirectoryObject
{
    public string Property => property;

    public string Prefix => prefix;

    public override IEnumerable<T> From(string? token)
    {
        OrderedIndex.Entry? from = token is null ? null : KeyAndSlot.Read(token);
        var entries = isDescending ? index.StartingWithDescending(prefix, from) : index.StartingWith(prefix, from);
        return entries.Select(entry => Set.At(entry.Slot)!);
    }

    public override string TokenOf(T item) => KeyAndSlot.Write(new(item.TryLook(property, out var text) ? text!.GetValue<string>() : "", item.Slot));

    public override int Count() => index.CountStartingWith(prefix);
}

/// <summary>To the objects with a word that begins in a certain way, in the order of those words. A place is a word and a slot.</summary>
internal sealed class WordScan<T>(ObjectSet<T> set, string property, OrderedIndex index, string prefix) : Scan<T>(set)
    where T : DirectoryObject
{
    // An object with several such words is met at the first of them alone.
    public override IEnumerable<T> From(string? token) =>
        from entry in index.StartingWith(prefix, token is null ? null : KeyAndSlot.Read(token))
        let item = Set.At(entry.Slot)!
        where WordOf(item).Equals(entry.Key, StringComparison.OrdinalIgnoreCase)
        select item;

    public override string TokenOf(T item) => KeyAndSlot.Write(new(WordOf(item), item.Slot));

    public override int Count() => index.CountStartingWith(prefix);

    private string WordOf(T item) => Words.Of(item.TryLook(property, out var text) ? text!.GetValue<string>() : "")
        .Where(word => word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        .Min(StringComparer.OrdinalIgnoreCase)!;
}

/// <summary>To the objects of another scan that a condition accepts, sorted. A place is a number of objects.</summary>
internal sealed class SortedScan<T>(ObjectSet<T> set, Scan<T> inner, Func<T, bool> accepts, IReadOnlyList<OrderTerm> terms) : Scan<T>(set)
    where T : DirectoryObject
{
    private readonly Lazy<List<T>> sorted = new(() => OrderTerm.Sort(inner.From(null).Where(accepts), terms, item => new ObjectSource(item)));

    public override IEnumerable<T> From(string? token) => sorted.Value.Skip(NumberIn(token));

    public override string TokenOf(T item) => sorted.Value.IndexOf(item).ToString(CultureInfo.InvariantCulture);

    public override int Count() => sorted.Value.Count;
}

/// <summary>A place that is a number.</summary>
internal static class SkipNumber
{
    /// <exception cref="ODataException">It is none.</exception>
    public static int Read(string? token) => token is null ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ODataException("The skip token is not valid.");
}

/// <summary>A place in an index, as a link carries it.</summary>
internal static class KeyAndSlot
{
    public static string Write(OrderedIndex.Entry entry) => Base64Url.Encode(entry.Key) + "." + entry.Slot.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="ODataException">It is no such place.</exception>
    public static OrderedIndex.Entry Read(string token)
    {
        var parts = token.Split('.');
        return parts.Length == 2 && Base64Url.Decode(parts[0]) is { } text && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var slot)
            ? new(System.Text.Encoding.UTF8.GetString(text), slot)
            : throw new ODataException("The skip token is not valid.");
    }
}
