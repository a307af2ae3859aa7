namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>The last requests, and what they were answered: as many as the limits on their number and on their text hold.</summary>
internal sealed class RequestLog
{
    private const int Limit = 10_000;
    private const long CharacterLimit = 16_000_000;
    private readonly Queue<PracticeRequest> requests = new();
    private long characters;
    private long count;

    /// <summary>How many requests there have been.</summary>
    public long Count
    {
        get
        {
            lock (requests)
                return count;
        }
    }

    public void Add(PracticeRequest request)
    {
        lock (requests)
        {
            requests.Enqueue(request);
            count++;
            characters += LengthOf(request);
            while (requests.Count > Limit || (characters > CharacterLimit && requests.Count > 1))
                characters -= LengthOf(requests.Dequeue());
        }
    }

    public IReadOnlyList<PracticeRequest> Snapshot()
    {
        lock (requests)
            return [.. requests];
    }

    private static long LengthOf(PracticeRequest request) => request.RequestBody.Length + request.ResponseBody.Length;
}
