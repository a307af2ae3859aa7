namespace MicrosoftOAuth.Catalog.Ranking;

/// <summary>
/// Microsoft's marks as they are meant. A mark belongs to all paths and methods of a path set at once, so a sixth of all
/// calls have two marked permissions or more, and some a mark that is not meant for them.
/// </summary>
internal static class MeantMarks
{
    // A mark is not meant for a path if hardly any of the path set is like it, while another permission is mostly about such paths.
    private const int ForeignBelow = 3;
    private const int AtHomeFrom = 50;

    /// <summary>
    /// The names that are rightly marked. A mark goes over to a permission that allows strictly less and opens the call as
    /// well (<c>Files.Read</c> for <c>Files.ReadWrite</c> when reading). It lapses on a permission that writes one
    /// facet of what is only read, and where the path set is about something else.
    /// </summary>
    public static HashSet<string> Of(IReadOnlyList<Candidate> candidates, RankedCall call)
    {
        var grantable = new HashSet<string>(
            candidates.Where(candidate => candidate.CanBeGranted).Select(candidate => candidate.Name), StringComparer.Ordinal);
        var marked = new HashSet<string>(StringComparer.Ordinal);
        foreach (Candidate candidate in candidates.Where(candidate => candidate.IsLeast))
        {
            string[] narrower = PermissionName.NarrowerForms(candidate.Name, call.Reads, call.IsDelegated).Where(grantable.Contains).ToArray();
            if (narrower.Length > 0)
                marked.UnionWith(narrower);
            else if (!(call.Reads && candidate.Writes && IsFacet(candidate, candidates)) && !IsForeign(candidate, candidates, call))
                marked.Add(candidate.Name);
        }

        return marked;
    }

    /// <summary>Whether it is for one facet of a resource that another candidate is for as a whole.</summary>
    public static bool IsFacet(Candidate candidate, IReadOnlyList<Candidate> candidates) =>
        PermissionName.ResourceOfFacet(candidate.Name) is { } resource
        && candidates.Any(other => PermissionName.Resource(other.Name) == resource && other.CanBeGranted);

    /// <summary>The privilege level, the unknown one the highest.</summary>
    public static int Weight(Candidate candidate) => candidate.Level == 0 ? int.MaxValue : candidate.Level;

    private static bool IsForeign(Candidate candidate, IReadOnlyList<Candidate> candidates, RankedCall call) =>
        candidate.Focus < ForeignBelow
        && candidates.Any(other => other.Focus >= AtHomeFrom
            && other.CanBeGranted
            && Weight(other) <= Weight(candidate)
            && !(call.Reads && other.Writes));
}
