namespace MicrosoftOAuth.Catalog.Naming;

/// <summary>
/// Finds the names a user may have meant: the same letters with other separators or order of parts, names that begin
/// with or contain what was typed, and names few slips of the finger away.
/// </summary>
public static class NearestNames
{
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates, int count)
    {
        string typed = name.Trim();
        if (typed.Length == 0 || count <= 0)
            return [];

        // Beyond half of what was typed, likeness is chance.
        int worst = SlipCost * Math.Max(2, typed.Length / 2);
        return candidates
            .Select(candidate => (Name: candidate, Cost: CostOf(typed, candidate)))
            .Where(candidate => candidate.Cost <= worst)
            .OrderBy(candidate => candidate.Cost)
            .ThenBy(candidate => candidate.Name.Length)
            .ThenBy(candidate => candidate.Name, StringComparer.OrdinalIgnoreCase)
            .Take(count)
            .Select(candidate => candidate.Name)
            .ToArray();
    }

    private const int SlipCost = 8;

    // In eighths of a slip: an exact part of a name costs one or two slips and a little for each letter that it lacks.
    private static int CostOf(string typed, string candidate)
    {
        if (Letters(typed) == Letters(candidate) || Words(typed) == Words(candidate))
            return 0;
        int cost = SlipCost * Distance(typed.ToUpperInvariant(), candidate.ToUpperInvariant());
        int missing = candidate.Length - typed.Length;
        if (candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            return Math.Min(cost, SlipCost + (missing / 4));
        return typed.Length >= 3 && candidate.Contains(typed, StringComparison.OrdinalIgnoreCase)
            ? Math.Min(cost, (2 * SlipCost) + (missing / 4))
            : cost;
    }

    private static string Letters(string name) => new(name.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant).ToArray());

    // The words of a name in no order: "Read.Mail" and "Files.WriteRead" are known by them.
    private static string Words(string name)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool begins = i < name.Length && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]);
            if (i < name.Length && char.IsLetterOrDigit(name[i]) && !begins)
                continue;
            words.Add(name.Substring(start, i - start).Trim('.', '-', '_', ' ').ToUpperInvariant());
            start = i;
        }

        return string.Join(" ", words.Where(word => word.Length > 0).OrderBy(word => word, StringComparer.Ordinal));
    }

    // Insertions, deletions, substitutions and swapped neighbours (optimal string alignment).
    private static int Distance(string left, string right)
    {
        int[] beforePrevious = new int[right.Length + 1];
        int[] previous = Enumerable.Range(0, right.Length + 1).ToArray();
        int[] current = new int[right.Length + 1];
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int substitution = previous[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(substitution, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[right.Length];
    }
}
