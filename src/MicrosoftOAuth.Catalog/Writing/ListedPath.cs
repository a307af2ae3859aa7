using MicrosoftOAuth.Catalog.Matching;

namespace MicrosoftOAuth.Catalog.Writing;

/// <summary>A path of the sources in its normal form, with every spelling of its words.</summary>
internal sealed class ListedPath(PathSegment[] segments)
{
    public PathSegment[] Segments { get; } = segments;

    /// <summary>The word that the path begins with.</summary>
    public string Root => Segments[0].Text.Split('(')[0];

    public List<Listing> Listings { get; } = [];

    /// <summary>The words as the sources write them, upper and lower case.</summary>
    public HashSet<string> Spellings { get; } = new(StringComparer.Ordinal);

    public void AddSpelling(PathSegment[] spelled)
    {
        foreach (PathSegment segment in spelled)
        {
            if (segment.Kind is not (SegmentKind.Key or SegmentKind.PathAddress))
                Spellings.Add(segment.Text);
        }
    }
}

/// <summary>That a path set lists a path under one method and scheme.</summary>
internal readonly record struct Listing(int Method, int Scheme, int PathSet, bool IsLeast, int AlsoRequired, int Focus);
