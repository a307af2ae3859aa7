namespace MicrosoftOAuth.KeptTokensProbe;

/// <summary>Tells the right time, and waits a part of what it is asked to, so that a test of a long wait is a short one.</summary>
/// <param name="factor">How many times shorter.</param>
internal sealed class HurriedClock(int factor) : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan wait) => wait > TimeSpan.Zero ? wait / factor : wait;
}
