using System.Text.Json;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>Where the practice tenant's Graph differs from Microsoft's, and why: known-differences.json.</summary>
public static class KnownDifferences
{
    private static readonly Lazy<Content> Data = new(Load);

    /// <summary>What the practice tenant does without, a sentence each.</summary>
    public static IReadOnlyList<string> LeftOut => Data.Value.LeftOut;

    /// <summary>The reasons of differences between recordings and their replay.</summary>
    public static IEnumerable<(string Path, string Reason)> Replayed => Data.Value.Replayed.Select(rule => (rule.Path, rule.Reason));

    /// <summary>The reason of a difference in brackets; empty where none is known.</summary>
    public static string ReasonFor(string path, bool isMissing)
    {
        var rule = Data.Value.Replayed.FirstOrDefault(rule => rule.Kind == (isMissing ? "missing" : "extra") && Regex.IsMatch(path, rule.Path, RegexOptions.None, TimeSpan.FromSeconds(1)));
        return rule is null ? "" : $" ({rule.Reason})";
    }

    private static Content Load()
    {
        using var stream = typeof(KnownDifferences).Assembly.GetManifestResourceStream("known-differences.json")!;
        return JsonSerializer.Deserialize<Content>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Content(List<Rule> Replayed, List<string> LeftOut);

    /// <param name="Path">A regular expression for the property path.</param>
    /// <param name="Kind">missing or extra.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    private sealed record Rule(string Path, string Kind, string Reason);
}
