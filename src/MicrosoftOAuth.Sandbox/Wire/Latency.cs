using MicrosoftOAuth.Sandbox.Compat;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>How late answers are: all by the same time, and each by a part of the jitter beside it.</summary>
internal sealed class Latency(PracticeTenantOptions options, TimeProvider clock)
{
    private readonly IdSource jitter = new(options.Seed, "latency:");

    public Task WaitAsync(CancellationToken cancellationToken)
    {
        var delay = options.Latency + Part();
        return delay == TimeSpan.Zero ? Task.CompletedTask : ClockDelay.Wait(clock, delay, cancellationToken);
    }

    private TimeSpan Part()
    {
        if (options.LatencyJitter == TimeSpan.Zero)
            return TimeSpan.Zero;
        lock (jitter)
            return TimeSpan.FromTicks((long)(options.LatencyJitter.Ticks * jitter.NewFraction()));
    }
}
