using System.Globalization;

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
    public TimeSpan Duration(bool mayBeNegative = false)
    {
        const string Form = "a length of time, such as 250ms, 30s, 5m, 12h or 180d";
        var digits = Text.TrimEnd([.. "dhms"]);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) || (number < 0 && !mayBeNegative))
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

    public string FilePath() => Text.Length > 0 ? Path.GetFullPath(Text) : throw Wrong("a path");

    private WrongArgumentException Wrong(string expected) => new($"{Option} takes {expected}, not '{Text}'.");
}
