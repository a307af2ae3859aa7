namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>How the practice tenant stood up to recorded requests.</summary>
/// <param name="Requests">All of them, in their order.</param>
public sealed record ReplayReport(IReadOnlyList<ReplayedRequest> Requests)
{
    /// <summary>The share of requests with the recorded status: 0 to 1.</summary>
    public double StatusShare => Share(Requests, request => request.HasEqualStatus);

    /// <summary>The share of recorded answers with a body whose property paths are exactly those that came: 0 to 1.</summary>
    public double PathShare => Share([.. WithBody], request => request.HasEqualPaths);

    public IEnumerable<ReplayedRequest> WithBody => Requests.Where(request => request.Recorded.Response is not null);

    public IEnumerable<string> Differences => Requests.SelectMany(request => request.Describe());

    private static double Share(IReadOnlyCollection<ReplayedRequest> requests, Func<ReplayedRequest, bool> holds) =>
        requests.Count == 0 ? 1 : (double)requests.Count(holds) / requests.Count;
}
