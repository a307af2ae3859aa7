namespace MicrosoftOAuth.Catalog.Naming;

/// <summary>The letters and words of a name, without separators.</summary>
internal static class NameWords
{
    /// <summary>How many letters and digits it has.</summary>
    public static int LetterCount(string name)
    {
        int count = 0;
        foreach (char character in name)
            count += char.IsLetterOrDigit(character) ? 1 : 0;
        return count;
    }

    /// <summary>Whether two names are the same letter for letter; case counts.</summary>
    public static bool SameLetters(string left, string right)
    {
        int other = 0;
        foreach (char character in left)
        {
            if (!char.IsLetterOrDigit(character))
                continue;
            while (other < right.Length && !char.IsLetterOrDigit(right[other]))
                other++;
            if (other == right.Length || right[other++] != character)
                return false;
        }

        return true;
    }

    /// <summary>The words in no order: "Read.Mail" and "Files.WriteRead" are known by them.</summary>
    public static string Sorted(string name)
    {
        var words = new List<string>();
        int start = 0;
        for (int i = 1; i <= name.Length; i++)
        {
            bool begins = i < name.Length && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]);
            if (i < name.Length && char.IsLetterOrDigit(name[i]) && !begins)
                continue;
            string word = name.Substring(start, i - start).Trim('.', '-', '_', ' ').ToUpperInvariant();
            if (word.Length > 0)
                words.Add(word);
            start = i;
        }

        words.Sort(StringComparer.Ordinal);
        return string.Join(" ", words);
    }
}
