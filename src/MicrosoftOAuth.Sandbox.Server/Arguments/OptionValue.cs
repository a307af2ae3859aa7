using System.Globalization;
using System.Text.Json;

namespace MicrosoftOAuth.Sandbox.Server.Arguments;

/// <summary>The text behind an option, read as what the option takes.</summary>
internal sealed record OptionValue(string Option, string Text)
{
    public int Number(int least, int most) =>
        int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Wrong(FormattableString.Invariant($"a whole number from {least} to {most}"));

    public int Port() => Number(0, 65535);

    /// <summary>A length of time: <c>30s</c>, <c>5m</c>, <c>12h</c>, <c>180d</c>, <c>250ms</c>, or a bare number of seconds.</summary>
    public TimeSpan Duration(bool mayBeNegative = false, bool isPositive = false)
    {
        const string Form = "a length of time, such as 250ms, 30s, 5m, 12h or 180d";
        var digits = Text.TrimEnd([.. "dhms"]);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || (number < 0 && !mayBeNegative) || (number == 0 && isPositive))
            throw Wrong(Form);
        double? milliseconds = Text[digits.Length..] switch
        {
            "ms" => 1,
            "" or "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => null,
        };
        return number * milliseconds is { } length && Math.Abs(length) <= TimeSpan.FromDays(36_525).TotalMilliseconds ? TimeSpan.FromMilliseconds(length) : throw Wrong(Form);
    }

    public DateTimeOffset Instant() =>
        DateTimeOffset.TryParse(Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Wrong("a point in time, such as 2030-01-31T12:00:00Z");

    /// <summary>A part of a whole, from 0 to 1.</summary>
    public double Part() =>
        double.TryParse(Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part) && part <= 1 ? part : throw Wrong("a number from 0 to 1");

    /// <summary>One of the words of an enumeration; case does not matter.</summary>
    public T Word<T>()
        where T : struct, Enum => Read<T>(Text);

    /// <summary>Some of the words of an enumeration, separated by commas.</summary>
    public IReadOnlyList<T> Words<T>()
        where T : struct, Enum => [.. Text.Split(',', StringSplitOptions.TrimEntries).Select(Read<T>)];

    /// <summary>Names, separated by commas or blanks.</summary>
    public IReadOnlyList<string> Names() =>
        Text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } names ? names : throw Wrong("names");

    public string FilePath() => Text.Length > 0 ? Path.GetFullPath(Text) : throw Wrong("a path");

    private T Read<T>(string word)
        where T : struct, Enum =>
        word.Length > 0 && char.IsAsciiLetter(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : throw Wrong(string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)));

    private WrongArgumentException Wrong(string expected) => new($"{Option} takes {expected}, not '{Text}'.");
}
