using System.Collections;
using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>Values and reasons in the words of a failure.</summary>
internal static class PesterFormat
{
    private const int ElementsShown = 10;

    /// <summary>
    /// A value as Pester writes it: quoted strings, $null, $true, [types], the first ten of a collection, an array of one as its element.
    /// </summary>
    public static string Value(object? value)
    {
        var bare = Bare(value);
        return bare switch
        {
            null => "$null",
            bool flag => flag ? "$true" : "$false",
            "" => "<empty>",
            string text => $"'{text}'",
            DateTime time => time.ToString("o", System.Globalization.CultureInfo.InvariantCulture),
            Type type => $"[{LanguagePrimitives.ConvertTo<string>(type)}]",
            ScriptBlock script => $"{{{script}}}",
            IDictionary => LanguagePrimitives.ConvertTo<string>(bare),
            ICollection { Count: 1 } collection when Bare(collection.Cast<object?>().First()) is not (null or IList) and var only => Value(only),
            ICollection collection => Collection(collection),
            _ => LanguagePrimitives.ConvertTo<string>(bare),
        };
    }

    /// <summary>The value, or the only element of an array of one.</summary>
    public static object? Single(object? value)
    {
        var bare = Bare(value);
        return bare is Array { Length: 1 } array ? Single(array.GetValue(0)) : bare;
    }

    /// <summary>The value without PowerShell's wrapper, except where the wrapper is all there is.</summary>
    public static object? Bare(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    /// <summary>The text of -Because as part of a sentence.</summary>
    public static string Because(string reason)
    {
        var trimmed = reason.Trim().Replace("because ", "", StringComparison.OrdinalIgnoreCase);
        return trimmed.Length == 0 ? "" : $" because {trimmed},";
    }

    /// <summary>a, b and c.</summary>
    public static string And(IReadOnlyList<string> items) =>
        items.Count == 1 ? items[0] : $"{string.Join(", ", items.SkipLast(1))} and {items[^1]}";

    /// <summary>Two strings beneath each other with a mark where they part.</summary>
    public static string Difference(string actual, string expected, string reason, StringComparison comparison)
    {
        var index = 0;
        while (index < actual.Length && index < expected.Length && string.Equals(actual[index].ToString(), expected[index].ToString(), comparison))
            index++;

        var lengths = actual.Length == expected.Length
            ? $"String lengths are both {expected.Length}."
            : $"Expected length: {expected.Length}\nActual length:   {actual.Length}";
        var mark = new string('-', Visible(actual[..index]).Length);
        return $"""
            Expected strings to be the same,{reason} but they were different.
            {lengths}
            Strings differ at index {index}.
            Expected: '{Visible(expected)}'
            But was:  '{Visible(actual)}'
                       {mark}^
            """;
    }

    private static string Visible(string text) => text
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal);

    private static string Collection(ICollection collection)
    {
        var shown = string.Join(", ", collection.Cast<object?>().Take(ElementsShown).Select(Value));
        return $"@({shown}{(collection.Count > ElementsShown ? $", ...{collection.Count - ElementsShown} more" : "")})";
    }
}
