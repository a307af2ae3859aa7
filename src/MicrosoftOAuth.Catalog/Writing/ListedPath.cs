using MicrosoftOAuth.Catalog.Matching;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>A segment of a listed path.</summary>
/// <param name="Text">The text that literals are compared with.</param>
/// <param name="Kind">What it stands for.</param>
internal sealed record ListedSegment(string Text, SegmentKind Kind)
{
    /// <summary>The same for all ids and all addresses between colons.</summary>
    public string Normal => Kind switch
    {
        SegmentKind.Key => "{}",
        SegmentKind.PathAddress => ":",
        _ => Text,
    };

    public bool IsLiteral => Kind is not (SegmentKind.Key or SegmentKind.PathAddress);
}

/// <summary>A path of the sources in its normal form, with every spelling of its words.</summary>
internal sealed class ListedPath(ListedSegment[] segments)
{
    public ListedSegment[] Segments { get; } = segments;

    /// <summary>The word that the path begins with; a user's paths and one's own are about the same.</summary>
    public string Root { get; } = RootOf(segments[0].Text.Split('(')[0]);

    /// <summary>Whether it is one item of a collection at the root (<c>/groups/{id}</c>), or the signed-in user.</summary>
    public bool IsItem { get; } = segments is [{ IsLiteral: true }, { Kind: SegmentKind.Key }]
        || (segments.Length == 1 && segments[0].Text.Equals(SignedInUser.Me, StringComparison.OrdinalIgnoreCase));

    public List<Listing> Listings { get; } = [];

    /// <summary>The words as the sources write them, upper and lower case.</summary>
    public HashSet<string> Spellings { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a template.</summary>
    /// <exception cref="InvalidDataException">It is no path.</exception>
    public static ListedSegment[] Parse(string template)
    {
        var path = new ParsedPath();
        return PathParser.TryParse(template, path)
            ? [.. Enumerable.Range(0, path.Count).Select(i => new ListedSegment(path.TextOf(i), path.Segments[i].Kind))]
            : throw new InvalidDataException($"'{template}' cannot be read as a path.");
    }

    public void AddSpelling(ListedSegment[] spelled) =>
        Spellings.UnionWith(spelled.Where(segment => segment.IsLiteral).Select(segment => segment.Text));

    private static string RootOf(string word) =>
        word.Equals(SignedInUser.Me, StringComparison.OrdinalIgnoreCase) ? SignedInUser.Users : word;
}

/// <summary>That a path set lists a path under one method and scheme.</summary>
/// <param name="Method">The method's number.</param>
/// <param name="Scheme">The scheme's number.</param>
/// <param name="Permission">The permission's number.</param>
/// <param name="IsLeast">Whether it is marked as the least privileged one.</param>
/// <param name="Methods">How many methods the path set has.</param>
/// <param name="Focus">How much of the path set, in hundredths, begins with the same word as this path.</param>
/// <param name="AlsoRequired">The set of permissions, one of which is needed too.</param>
internal readonly record struct Listing(int Method, int Scheme, int Permission, bool IsLeast, int Methods, int Focus, int AlsoRequired);
