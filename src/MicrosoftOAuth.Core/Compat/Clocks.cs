namespace MicrosoftOAuth.Core;

/// <summary>Time limits on an injected clock, which the two frameworks spell differently.</summary>
internal static class Clocks
{
    internal static CancellationTokenSource Limit(this TimeProvider clock, TimeSpan limit) =>
#if NETFRAMEWORK
        clock.CreateCancellationTokenSource(limit);
#else
        new(limit, clock);
#endif

    /// <summary>Waits on the clock.</summary>
    internal static Task Delay(this TimeProvider clock, TimeSpan wait, CancellationToken cancellationToken) =>
#if NETFRAMEWORK
        TimeProviderTaskExtensions.Delay(clock, wait, cancellationToken);
#else
        Task.Delay(wait, clock, cancellationToken);
#endif
}
