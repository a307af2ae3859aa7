using System.Text.RegularExpressions;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>$search on directory objects: "property:words", joined by AND or OR. A word matches the beginning of a word.</summary>
internal sealed class SearchClause
{
    private static readonly Regex Terms = new("\"(?<property>\\w+):(?<text>(\\\\\"|[^\"])*)\"|(?<join>AND|OR)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    private static readonly Regex Words = new("[\\p{L}\\p{N}]+", RegexOptions.None, TimeSpan.FromSeconds(1));

    private readonly List<List<(string Property, string Text)>> alternatives;

    private SearchClause(List<List<(string Property, string Text)>> alternatives) => this.alternatives = alternatives;

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

    private static IEnumerable<string> WordsOf(string text) => from Match word in Words.Matches(text) select word.Value;

    private static bool Contains(string value, string text)
    {
        if (value.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            return true;
        var words = WordsOf(value).ToList();
        return WordsOf(text).All(wanted => words.Exists(word => word.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)));
    }
}
