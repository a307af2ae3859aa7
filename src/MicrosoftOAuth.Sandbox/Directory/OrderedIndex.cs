using System.Runtime.InteropServices;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>
/// Texts in order, without regard to case, each with the slot of the object it belongs to; equal texts in the order of their
/// slots. Kept in short runs, so that a change moves little and a place is found by halving.
/// </summary>
internal sealed class OrderedIndex
{
    private const int LongestRun = 512;

    private readonly List<List<Entry>> runs = [];
    private int version;

    public int Count { get; private set; }

    public void Insert(Entry entry)
    {
        Count++;
        version++;
        if (runs.Count == 0)
        {
            runs.Add([entry]);
            return;
        }

        var place = Find(other => Entry.Compare(other, entry) < 0);
        if (place.Run == runs.Count)
            place = new(runs.Count - 1, runs[^1].Count);
        var run = runs[place.Run];
        run.Insert(place.Offset, entry);
        if (run.Count <= LongestRun)
            return;
        runs.Insert(place.Run + 1, run.GetRange(LongestRun / 2, run.Count - (LongestRun / 2)));
        run.RemoveRange(LongestRun / 2, run.Count - (LongestRun / 2));
    }

    /// <exception cref="InvalidOperationException">It is not there: somebody changed an object behind the index's back.</exception>
    public void Remove(Entry entry)
    {
        var place = Find(other => Entry.Compare(other, entry) < 0);
        if (place.Run == runs.Count || Entry.Compare(runs[place.Run][place.Offset], entry) != 0)
            throw new InvalidOperationException($"The index does not hold '{entry.Key}' for slot {entry.Slot}.");
        Count--;
        version++;
        runs[place.Run].RemoveAt(place.Offset);
        if (runs[place.Run].Count == 0)
            runs.RemoveAt(place.Run);
    }

    /// <summary>Inserts many at once, for less than one by one.</summary>
    public void InsertAll(IEnumerable<Entry> entries)
    {
        var all = runs.SelectMany(run => run).Concat(entries).ToList();
        all.Sort(Entry.Compare);
        runs.Clear();
        for (var start = 0; start < all.Count; start += LongestRun / 2)
            runs.Add(all.GetRange(start, Math.Min(LongestRun / 2, all.Count - start)));
        Count = all.Count;
        version++;
    }

    /// <summary>The entries that begin with a text, in order, from a place on.</summary>
    /// <param name="prefix">The text; empty for all entries.</param>
    /// <param name="from">The first one to give, or the next one where it is gone; null to begin at the beginning.</param>
    public IEnumerable<Entry> StartingWith(string prefix, Entry? from = null)
    {
        var begun = version;
        var first = from ?? new Entry(prefix, -1);
        for (var place = Find(other => Entry.Compare(other, first) < 0); place.Run < runs.Count; place = Next(place))
        {
            var entry = runs[place.Run][place.Offset];
            if (!entry.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                yield break;
            yield return entry;
            MustBeSame(begun);
        }
    }

    /// <summary>The same, last ones first.</summary>
    public IEnumerable<Entry> StartingWithDescending(string prefix, Entry? from = null)
    {
        var begun = version;
        var end = from is { } last ? Find(other => Entry.Compare(other, last) <= 0) : EndOf(prefix);
        for (var place = Previous(end); place.Run >= 0; place = Previous(place))
        {
            var entry = runs[place.Run][place.Offset];
            if (!entry.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                yield break;
            yield return entry;
            MustBeSame(begun);
        }
    }

    public int CountStartingWith(string prefix) => Rank(EndOf(prefix)) - Rank(Find(other => Entry.Compare(other, new(prefix, -1)) < 0));

    /// <summary>The slots of a text, in order, from one on.</summary>
    public IEnumerable<int> SlotsOf(string key, int from = 0)
    {
        var begun = version;
        for (var place = Find(other => Entry.Compare(other, new(key, from)) < 0); place.Run < runs.Count; place = Next(place))
        {
            var entry = runs[place.Run][place.Offset];
            if (!entry.Key.Equals(key, StringComparison.OrdinalIgnoreCase))
                yield break;
            yield return entry.Slot;
            MustBeSame(begun);
        }
    }

    public int CountOf(string key) =>
        Rank(Find(other => Entry.Compare(other, new(key, int.MaxValue)) <= 0)) - Rank(Find(other => Entry.Compare(other, new(key, -1)) < 0));

    private void MustBeSame(int begun)
    {
        if (version != begun)
            throw new InvalidOperationException("The index was changed while it was being read.");
    }

    private Place EndOf(string prefix) =>
        Find(other => string.Compare(other.Key, 0, prefix, 0, prefix.Length, StringComparison.OrdinalIgnoreCase) <= 0);

    /// <summary>The first place whose entry does not come before; past the last one where all do.</summary>
    private Place Find(Func<Entry, bool> comesBefore)
    {
        var run = Halve(runs.Count, index => comesBefore(runs[index][^1]));
        return run == runs.Count ? new(run, 0) : new(run, Halve(runs[run].Count, index => comesBefore(runs[run][index])));
    }

    private static int Halve(int count, Func<int, bool> comesBefore)
    {
        var (low, high) = (0, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (comesBefore(middle))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private Place Next(Place place) =>
        place.Offset + 1 < runs[place.Run].Count ? place with { Offset = place.Offset + 1 } : new(place.Run + 1, 0);

    private Place Previous(Place place)
    {
        if (place.Offset > 0)
            return place with { Offset = place.Offset - 1 };
        return place.Run == 0 ? new(-1, 0) : new(place.Run - 1, runs[place.Run - 1].Count - 1);
    }

    private int Rank(Place place)
    {
        var rank = place.Offset;
        for (var run = 0; run < place.Run; run++)
            rank += runs[run].Count;
        return rank;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Run, int Offset);

    /// <summary>A text and whose it is.</summary>
    internal readonly record struct Entry(string Key, int Slot)
    {
        public static int Compare(Entry left, Entry right)
        {
            var order = string.Compare(left.Key, right.Key, StringComparison.OrdinalIgnoreCase);
            return order != 0 ? order : left.Slot.CompareTo(right.Slot);
        }
    }
}
