using System.Text;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Writes values into commands that somebody is going to type. A token that nobody has verified says what it likes, so nothing of
/// it gets there unless it is plainly a word, or quoted.
/// </summary>
internal static class CommandText
{
    /// <summary>What PowerShell ends a single-quoted string at (about_Quoting_Rules): typographic quotes too.</summary>
    private const string Quotes = "'\u2018\u2019\u201a\u201b";

    /// <summary>An id; what is no GUID is left for the reader to fill in.</summary>
    internal static string Id(string? value, string placeholder) => Guid.TryParseExact(value, "D", out Guid id) ? id.ToString() : placeholder;

    /// <summary>A name as it is where it is plainly one, otherwise quoted.</summary>
    internal static string Name(string value) => IsPlain(value) ? value : Quoted(value);

    /// <summary>Names, with commas between them.</summary>
    internal static string Names(IEnumerable<string> values) => string.Join(", ", values.Select(Name));

    /// <summary>A single-quoted string, in which nothing is expanded.</summary>
    internal static string Quoted(string value)
    {
        StringBuilder text = new("'", value.Length + 2);
        foreach (char character in value)
        {
            // Nothing that has a name has control characters in it, and a terminal would act on them.
            text.Append(char.IsControl(character) ? '?' : character);
            if (Quotes.Contains(character))
            {
                text.Append(character);
            }
        }

        return text.Append('\'').ToString();
    }

    /// <summary>A dash at the front would make it a parameter.</summary>
    private static bool IsPlain(string value) =>
        value.Length > 0 && IsLetterOrDigit(value[0]) && value.All(character => IsLetterOrDigit(character) || character is '.' or '_' or '-');

    private static bool IsLetterOrDigit(char character) => character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
