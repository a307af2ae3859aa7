namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>The last requests, and what they were answered.</summary>
internal sealed class RequestLog
{
    private const int Limit = 10_000;
    private readonly Queue<PracticeRequest> requests = new();

    public void Add(PracticeRequest request)
    {
        lock (requests)
        {
            if (requests.Count == Limit)
                requests.Dequeue();
            requests.Enqueue(request);
        }
    }

    public IReadOnlyList<PracticeRequest> Snapshot()
    {
        lock (requests)
            return [.. requests];
    }
}
