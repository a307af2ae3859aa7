using MicrosoftOAuth.Sandbox.Compat;

namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>Brings each request to the service it is for: one at a time, with the faults that were ordered, and into the log.</summary>
internal sealed class Dispatcher(PracticeWorld world)
{
    private readonly object gate = new();
    private readonly List<ISurface> surfaces = [];
    private readonly Latency latency = new(world.Options, world.Clock);

    public RequestLog Log { get; } = new();

    public FaultPlan Faults { get; } = new(world.Options);

    public void Add(ISurface surface) => surfaces.Add(surface);

    /// <exception cref="HttpRequestException">A fault dropped the connection, or there is no service at this address.</exception>
    public async Task<Answer> SendAsync(string method, Uri address, IReadOnlyDictionary<string, string> headers, string body, PracticeRequestOrigin origin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PracticeFault? fault = null;
        if (origin == PracticeRequestOrigin.Client)
        {
            await latency.WaitAsync(cancellationToken).ConfigureAwait(false);
            fault = Faults.Take(method, address);
        }

        if (fault?.Kind == PracticeFaultKind.DropBefore)
            throw Dropped(method, address, body, "");
        if (fault?.Kind == PracticeFaultKind.Status)
            return Logged(InTurn(() => FaultAnswer.Of(fault, address, world.Ids)), method, address, body, origin);

        var answer = Send(method, address, headers, body, origin);
        if (fault?.Kind == PracticeFaultKind.DropAfter)
            throw Dropped(method, address, body, answer.Body);
        if (fault?.Kind == PracticeFaultKind.Truncate)
            answer = answer with { Body = answer.Body[..(answer.Body.Length / 2)], IsTruncated = true };

        // Before the wait, for a client that gives up has asked all the same.
        Logged(answer, method, address, body, origin);
        if (fault?.Kind == PracticeFaultKind.Slow)
            await ClockDelay.Wait(world.Clock, fault.Delay, cancellationToken).ConfigureAwait(false);
        return answer;
    }

    /// <summary>A call from one service to another, within the same turn.</summary>
    public Answer SendFromService(string method, Uri address, string contentType, string body)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = contentType };
        return Logged(Send(method, address, headers, body, PracticeRequestOrigin.Service), method, address, body, PracticeRequestOrigin.Service);
    }

    /// <summary>Something done to the tenant from outside, in a turn of its own.</summary>
    public T InTurn<T>(Func<T> action)
    {
        lock (gate)
            return action();
    }

    private Answer Send(string method, Uri address, IReadOnlyDictionary<string, string> headers, string body, PracticeRequestOrigin origin)
    {
        var surface = surfaces.Find(candidate => candidate.Serves(address))
            ?? throw new HttpRequestException($"No such host is known in the practice tenant: {address.Host}.");
        lock (gate)
            return surface.Answer(new(method, address, headers, body, world.Clock.GetUtcNow(), origin));
    }

    private Answer Logged(Answer answer, string method, Uri address, string body, PracticeRequestOrigin origin)
    {
        Log.Add(new(method, address, body, answer.Status, answer.Body, world.Clock.GetUtcNow(), origin));
        return answer;
    }

    private HttpRequestException Dropped(string method, Uri address, string body, string answer)
    {
        Log.Add(new(method, address, body, 0, answer, world.Clock.GetUtcNow(), PracticeRequestOrigin.Client));
        return new("An error occurred while sending the request: the connection was closed.", new IOException("Connection reset by peer."));
    }
}
