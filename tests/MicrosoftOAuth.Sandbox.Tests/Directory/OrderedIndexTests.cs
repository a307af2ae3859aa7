using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Tests.Directory;

/// <summary>The index against a plain list that is searched whole.</summary>
public sealed class OrderedIndexTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Finds_what_a_search_through_everything_finds(int seed)
    {
        var random = new Random(seed);
        var index = new OrderedIndex();
        var plain = new List<OrderedIndex.Entry>();
        string Word() => new([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => "abAB-"[random.Next(5)])]);
        index.InsertAll(plain = [.. Enumerable.Range(0, 1500).Select(slot => new OrderedIndex.Entry(Word(), slot))]);
        for (var slot = 1500; slot < 4500; slot++)
        {
            var entry = new OrderedIndex.Entry(Word(), slot);
            index.Insert(entry);
            plain.Add(entry);
            if (random.Next(3) > 0)
            {
                var gone = plain[random.Next(plain.Count)];
                index.Remove(gone);
                plain.Remove(gone);
            }
        }

        plain.Sort(OrderedIndex.Entry.Compare);
        Assert.Equal(plain, index.StartingWith(""));
        Assert.Equal(Enumerable.Reverse(plain), index.StartingWithDescending(""));
        foreach (var text in new[] { "", "a", "AB", "b-", "ab-", "zz", "-" })
        {
            var matching = plain.Where(entry => entry.Key.StartsWith(text, StringComparison.OrdinalIgnoreCase)).ToList();
            Assert.Equal(matching, index.StartingWith(text));
            Assert.Equal(Enumerable.Reverse(matching), index.StartingWithDescending(text));
            Assert.Equal(matching.Count, index.CountStartingWith(text));
            Assert.Equal(plain.Where(entry => entry.Key.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(entry => entry.Slot), index.SlotsOf(text));
            Assert.Equal(plain.Count(entry => entry.Key.Equals(text, StringComparison.OrdinalIgnoreCase)), index.CountOf(text));
            if (matching.Count > 2)
            {
                var middle = matching[matching.Count / 2];
                Assert.Equal(matching.Skip(matching.Count / 2), index.StartingWith(text, middle));
                Assert.Equal(Enumerable.Reverse(matching).SkipWhile(entry => entry != middle), index.StartingWithDescending(text, middle));
                index.Remove(middle);
                Assert.Equal(matching.Skip((matching.Count / 2) + 1), index.StartingWith(text, middle));
                index.Insert(middle);
            }
        }
    }

    [Fact]
    public void Says_when_it_is_told_to_forget_what_it_does_not_hold()
    {
        var index = new OrderedIndex();
        index.Insert(new("a", 1));

        Assert.Throws<InvalidOperationException>(() => index.Remove(new("a", 2)));
        Assert.Throws<InvalidOperationException>(() => index.Remove(new("b", 1)));
    }

    [Fact]
    public void Says_when_it_changes_under_a_reader()
    {
        var index = new OrderedIndex();
        index.Insert(new("a", 1));
        index.Insert(new("b", 2));

        Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var entry in index.StartingWith(""))
                index.Remove(entry);
        });
    }
}
