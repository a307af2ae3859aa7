namespace MicrosoftOAuth.Sandbox.Compat;

/// <summary>Waits by a clock; the two frameworks have it in two places.</summary>
internal static class ClockDelay
{
    public static Task Wait(TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
#if NETFRAMEWORK
        clock.Delay(delay, cancellationToken);
#else
        Task.Delay(delay, clock, cancellationToken);
#endif
}
