using MicrosoftOAuth.Catalog.Naming;

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
    /// well (<c>Files.Read</c> for <c>Files.ReadWrite</c> when reading), from one that covers only what the user selected
    /// to the same for all, and from a facet of an item to the item where that is changed as a whole. It lapses
    /// <list type="bullet">
    /// <item>on a permission that writes one facet of what is only read;</item>
    /// <item>on a reading permission where something is changed: it goes together with the one that writes;</item>
    /// <item>where the path set is about something else, or the permission is, and another one is about this.</item>
    /// </list>
    /// </summary>
    public static HashSet<string> Of(IReadOnlyList<Candidate> candidates, RankedCall call)
    {
        var grantable = new HashSet<string>(
            candidates.Where(candidate => candidate.CanBeGranted).Select(candidate => candidate.Name), StringComparer.Ordinal);
        var marked = new HashSet<string>(StringComparer.Ordinal);
        foreach (Candidate candidate in candidates.Where(candidate => candidate.IsLeast))
        {
            string? general = PermissionName.Unselected(candidate.Name) ?? (call.IsOfItem && !call.Reads ? PermissionName.WithoutFacet(candidate.Name) : null);
            string name = general is not null && grantable.Contains(general) ? general : candidate.Name;
            string[] narrower = PermissionName.NarrowerForms(name, call.Reads, call.IsDelegated).Where(grantable.Contains).ToArray();
            if (narrower.Length > 0)
                marked.UnionWith(narrower);
            else if (!Lapses(candidate, candidates, call))
                marked.Add(name);
        }

        return marked;
    }

    /// <summary>Whether it is for one facet of a resource that another candidate is for as a whole.</summary>
    public static bool IsFacet(Candidate candidate, IReadOnlyList<Candidate> candidates) =>
        PermissionName.ResourceOfFacet(candidate.Name) is { } resource
        && candidates.Any(other => PermissionName.Resource(other.Name) == resource && other.CanBeGranted);

    /// <summary>Whether its own reading form opens the call as well.</summary>
    public static bool HasOwnReader(Candidate candidate, IReadOnlyList<Candidate> candidates) =>
        candidates.Any(other => other.CanBeGranted && other.Name != candidate.Name && PermissionName.WritingForm(other.Name) == candidate.Name);

    /// <summary>The privilege level, the unknown one the highest.</summary>
    public static int Weight(Candidate candidate) => candidate.Level == 0 ? int.MaxValue : candidate.Level;

    private static bool Lapses(Candidate candidate, IReadOnlyList<Candidate> candidates, RankedCall call) =>
        (call.Reads && candidate.Writes && IsFacet(candidate, candidates))
        || (candidate.AlsoRequires.Count == 0 && IsCompanion(candidate, candidates, call))
        || IsForeign(candidate, candidates, call);

    /// <summary>
    /// Whether it only goes together with one that writes: <c>Policy.Read.All</c> beside <c>Policy.ReadWrite.ConditionalAccess</c>,
    /// for creating a policy. The pages want both, and the list mostly says nothing of it. Where its own writing form is listed
    /// (<c>eDiscovery.Read.All</c>, <c>eDiscovery.ReadWrite.All</c>), the pages do mean the reading one, unless both are marked.
    /// </summary>
    public static bool IsCompanion(Candidate candidate, IReadOnlyList<Candidate> candidates, RankedCall call)
    {
        if (candidate.Writes || call.Reads)
            return false;
        if (candidate.AlsoRequires.Any(PermissionName.Writes))
            return true;
        Candidate[] writing = [.. candidates.Where(other => other.Writes && other.CanBeGranted)];
        string form = PermissionName.WritingForm(candidate.Name);
        Candidate[] own = [.. writing.Where(other => other.Name == form || (IsSameResource(other, candidate) && PermissionName.IsWhole(other.Name)))];
        return own.Length > 0
            ? candidate.IsLeast && own.Any(other => other.IsLeast)
            : writing.Any(other => call.SurelyChanges
                || (!PermissionName.IsWhole(other.Name) && candidates.Any(reader => reader.IsLeast && !reader.Writes && IsSameResource(reader, other))));
    }

    private static bool IsSameResource(Candidate one, Candidate other) =>
        PermissionName.Resource(one.Name) == PermissionName.Resource(other.Name);

    private static bool IsForeign(Candidate candidate, IReadOnlyList<Candidate> candidates, RankedCall call) =>
        candidates.Any(other => other.CanBeGranted
            && Weight(other) <= Weight(candidate)
            && !(call.Reads && other.Writes)
            && ((candidate.Focus < ForeignBelow && other.Focus >= AtHomeFrom) || (candidate.IsNamedForElsewhere && !candidate.IsNamedForHere && other.IsNamedForHere)));
}
