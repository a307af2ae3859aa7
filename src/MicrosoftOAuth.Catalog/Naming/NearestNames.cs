namespace MicrosoftOAuth.Catalog.Naming;

/// <summary>
/// Finds the names a user may have meant: the same words with other separators or in another order, names that begin
/// with or contain what was typed, and names few slips of the finger away.
/// </summary>
public static class NearestNames
{
    private const int SlipCost = 8;

    /// <summary>The candidates most like a name, the likeliest first; empty if none is like it.</summary>
    /// <param name="name">What was typed; case does not matter.</param>
    /// <param name="candidates">The names that there are.</param>
    /// <param name="count">At most so many.</param>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates, int count)
    {
        string typed = name.Trim().ToUpperInvariant();
        if (typed.Length == 0 || count <= 0)
            return [];

        // Beyond half of what was typed, likeness is chance.
        int worst = SlipCost * Math.Max(2, typed.Length / 2);
        string words = NameWords.Sorted(name.Trim());
        var likely = new List<Candidate>();
        foreach (string candidate in candidates)
        {
            int cost = CostOf(typed, words, candidate, worst);
            if (cost <= worst)
                likely.Add(new Candidate(candidate, cost));
        }

        likely.Sort(Candidate.Compare);
        return likely.Take(count).Select(candidate => candidate.Name).ToArray();
    }

    // In eighths of a slip: an exact part of a name costs one or two slips and a little for each letter that it lacks.
    private static int CostOf(string typed, string words, string candidate, int worst)
    {
        string folded = candidate.ToUpperInvariant();
        int missing = folded.Length - typed.Length;
        if (NameWords.LetterCount(folded) == NameWords.LetterCount(typed)
            && (NameWords.SameLetters(folded, typed) || NameWords.Sorted(candidate) == words))
        {
            return 0;
        }

        int part = int.MaxValue;
        if (folded.StartsWith(typed, StringComparison.Ordinal))
            part = SlipCost + (missing / 4);
        else if (typed.Length >= 3 && folded.Contains(typed, StringComparison.Ordinal))
            part = (2 * SlipCost) + (missing / 4);

        // Each letter too many or too few is a slip at least.
        return SlipCost * Math.Abs(missing) > Math.Min(worst, part)
            ? part
            : Math.Min(part, SlipCost * EditDistance.Between(typed, folded));
    }

    private sealed class Candidate(string name, int cost)
    {
        public string Name { get; } = name;

        private int Cost { get; } = cost;

        public static int Compare(Candidate left, Candidate right)
        {
            int order = left.Cost.CompareTo(right.Cost);
            if (order == 0)
                order = left.Name.Length.CompareTo(right.Name.Length);
            return order == 0 ? StringComparer.OrdinalIgnoreCase.Compare(left.Name, right.Name) : order;
        }
    }
}
