namespace MicrosoftOAuth.Sandbox.Text;

/// <summary>The words of a text, as a search takes them: runs of letters and numbers.</summary>
internal static class Words
{
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var end = 0; end <= text.Length; end++)
        {
            if (end < text.Length && (char.IsLetter(text[end]) || char.IsNumber(text[end])))
                continue;
            if (end > start)
                words.Add(text[start..end]);
            start = end + 1;
        }

        return words;
    }
}
