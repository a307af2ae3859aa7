namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>A recorded request beside what the practice tenant answered it.</summary>
/// <param name="Recorded">The recording's side.</param>
/// <param name="Address">The address that the practice tenant was asked.</param>
/// <param name="Status">What it answered.</param>
/// <param name="Missing">Property paths that were recorded and did not come.</param>
/// <param name="Extra">Property paths that came and were not recorded.</param>
/// <param name="Refusal">The practice tenant's error where the status differs; empty otherwise.</param>
public sealed record ReplayedRequest(
    RecordedRequest Recorded,
    string Address,
    int Status,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Extra,
    string Refusal)
{
    public bool HasEqualStatus => Status == Recorded.Status;

    public bool HasEqualPaths => Missing.Count == 0 && Extra.Count == 0;

    /// <summary>Every difference, each with the reason for it where one is known.</summary>
    public IEnumerable<string> Describe()
    {
        var where = $"{Recorded.Recording}: {Recorded.Method} {Address}";
        if (!HasEqualStatus)
            yield return $"{where}: {Status} instead of {Recorded.Status}: {Refusal}";
        foreach (var path in Missing)
            yield return $"{where}: no {path}{KnownDifferences.ReasonFor(path, isMissing: true)}";
        foreach (var path in Extra)
            yield return $"{where}: {path} was not there{KnownDifferences.ReasonFor(path, isMissing: false)}";
    }
}
