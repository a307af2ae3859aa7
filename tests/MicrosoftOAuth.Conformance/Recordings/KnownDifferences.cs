using System.Text.Json;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>The differences between recordings and practice tenant whose reason is known: known-differences.json.</summary>
public static class KnownDifferences
{
    private static readonly Lazy<IReadOnlyList<Rule>> Rules = new(Load);

    /// <summary>The reason of a difference in brackets; empty where none is known.</summary>
    public static string ReasonFor(string path, bool isMissing)
    {
        var rule = Rules.Value.FirstOrDefault(rule => rule.Kind == (isMissing ? "missing" : "extra") && Regex.IsMatch(path, rule.Path, RegexOptions.None, TimeSpan.FromSeconds(1)));
        return rule is null ? "" : $" ({rule.Reason})";
    }

    /// <summary>Every rule's path and its reason.</summary>
    public static IEnumerable<(string Path, string Reason)> All => Rules.Value.Select(rule => (rule.Path, rule.Reason));

    private static List<Rule> Load()
    {
        using var stream = typeof(KnownDifferences).Assembly.GetManifestResourceStream("known-differences.json")!;
        return JsonSerializer.Deserialize<List<Rule>>(stream, JsonSerializerOptions.Web)!;
    }

    /// <param name="Path">A regular expression for the property path.</param>
    /// <param name="Kind">missing or extra.</param>
    /// <param name="Reason">Why, in a sentence.</param>
    private sealed record Rule(string Path, string Kind, string Reason);
}
