namespace MicrosoftOAuth.Catalog.Ranking;

/// <summary>
/// Orders the permissions that open a call from the least privileged to the most. Microsoft's mark leads, as
/// <see cref="MeantMarks"/> reads it. In this order:
/// <list type="number">
/// <item>what can be granted (in the tenant, or by the owner of a resource) before what nobody offers;</item>
/// <item>what is marked before what is not, and a tenant's grant before an owner's;</item>
/// <item>for a call that changes something, a permission that writes before a reading one that only goes together with it;</item>
/// <item>without a mark, a resource before its facet, which opens the call for a part of the properties only;</item>
/// <item>where all marks were meant for other paths, what is named for the word that the path begins with;</item>
/// <item>where nothing is marked at all, what is marked for the same call under another scheme;</item>
/// <item>the one whose path set has the fewest methods: there the mark says most about this call;</item>
/// <item>for a call that reads, a permission that reads before one that writes;</item>
/// <item>where nothing need be changed, any before one whose own reading form is listed too (<c>Calendars.ReadWrite</c>);</item>
/// <item>the lower privilege level;</item>
/// <item>the one that opens fewer paths; then by name.</item>
/// </list>
/// </summary>
internal static class LeastPrivilege
{
    public static IReadOnlyList<Candidate> Rank(IReadOnlyList<Candidate> candidates, RankedCall call)
    {
        HashSet<string> marked = MeantMarks.Of(candidates, call);
        bool haveLapsed = marked.Count == 0 && candidates.Any(candidate => candidate.IsLeast);
        return candidates.OrderBy(candidate => candidate.CanBeGranted ? 0 : 1)
            .ThenBy(candidate => marked.Contains(candidate.Name) ? 0 : 1)
            .ThenBy(candidate => candidate.IsResourceSpecific ? 1 : 0)
            .ThenBy(candidate => MeantMarks.IsCompanion(candidate, candidates, call) ? 1 : 0)
            .ThenBy(candidate => !marked.Contains(candidate.Name) && MeantMarks.IsFacet(candidate, candidates) ? 1 : 0)
            .ThenBy(candidate => haveLapsed && !candidate.IsNamedForHere ? 1 : 0)
            .ThenBy(candidate => marked.Count == 0 && !haveLapsed && !candidate.IsLeastElsewhere ? 1 : 0)
            .ThenBy(candidate => candidate.Methods)
            .ThenBy(candidate => call.Reads && candidate.Writes ? 1 : 0)
            .ThenBy(candidate => !call.SurelyChanges && MeantMarks.HasOwnReader(candidate, candidates) ? 1 : 0)
            .ThenBy(candidate => MeantMarks.Weight(candidate))
            .ThenBy(candidate => candidate.PathCount)
            .ThenBy(candidate => candidate.Number)
            .ThenBy(candidate => string.Join(",", candidate.AlsoRequires), StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Focus)
            .ToArray();
    }
}
