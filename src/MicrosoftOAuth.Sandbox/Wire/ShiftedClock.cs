namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>A clock that is wrong by the same amount at any time: it begins where it was told to and goes on with another one.</summary>
internal sealed class ShiftedClock(TimeProvider clock, DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan shift = start - clock.GetUtcNow();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => (clock.GetUtcNow() + shift).ToUniversalTime();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
