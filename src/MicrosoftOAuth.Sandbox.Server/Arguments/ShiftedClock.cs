namespace MicrosoftOAuth.Sandbox.Server.Arguments;

/// <summary>A clock that runs as the system's does, some time before or after it.</summary>
internal sealed class ShiftedClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
