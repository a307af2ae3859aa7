using System.Text.RegularExpressions;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>$search on directory objects: "property:words", joined by AND or OR. A word matches the beginning of a word.</summary>
internal sealed class SearchClause
{
    private static readonly Regex Terms = new("\"(?<property>\\w+):(?<text>(\\\\\"|[^\"])*)\"|(?<join>AND|OR)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly List<List<(string Property, string Text)>> alternatives;

    private SearchClause(List<List<(string Property, string Text)>> alternatives) => this.alternatives = alternatives;

    /// <summary>
    /// A property and the beginning of one of its words, which everything that is found has: the longest of those that are
    /// asked for. Null where alternatives have nothing in common.
    /// </summary>
    public (string Property, string Prefix)? Common => alternatives.Count > 1 ? null : alternatives[0]
        .SelectMany(term => Words.Of(term.Text).Select(word => ((string, string)?)(term.Property, word)))
        .OrderByDescending(term => term!.Value.Item2.Length)
        .FirstOrDefault();

    /// <exception cref="ODataException">It is not of that form.</exception>
    public static SearchClause Parse(string search, Shape shape)
    {
        var groups = new List<List<(string, string)>> { new() };
        foreach (Match term in Terms.Matches(search))
        {
            if (term.Groups["join"].Success)
            {
                if (term.Value == "OR")
                    groups.Add([]);
            }
            else
            {
                groups[^1].Add((PropertyOf(term.Groups["property"].Value, shape), term.Groups["text"].Value.Replace("\\\"", "\"", StringComparison.Ordinal)));
            }
        }

        return groups.TrueForAll(group => group.Count > 0)
            ? new(groups)
            : throw new ODataException("Syntax error: the $search clause must be of the form \"property:text\", in double quotes.");
    }

    private static string PropertyOf(string name, Shape shape) =>
        shape.FindInAnyCase(name)?.Name ?? throw new ODataException($"Could not find a property named '{name}' on type '{shape.Name}'.");

    public bool Holds(IPropertySource item) =>
        alternatives.Exists(group => group.TrueForAll(term => Scalar.Of(item.Value([term.Property])) is string value && Contains(value, term.Text)));

    private static bool Contains(string value, string text)
    {
        if (value.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            return true;
        var words = Words.Of(value);
        return Words.Of(text).TrueForAll(wanted => words.Exists(word => word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)));
    }
}
