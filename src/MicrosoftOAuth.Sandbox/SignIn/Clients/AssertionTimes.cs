using MicrosoftOAuth.Sandbox.Tokens;

namespace MicrosoftOAuth.Sandbox.SignIn.Clients;

/// <summary>When a client's assertion is good.</summary>
internal static class AssertionTimes
{
    /// <summary>How far the clocks of the two sides may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <exception cref="SignInException">The assertion has no end, has ended, or has not begun.</exception>
    public static void Check(CompactToken token, DateTimeOffset now)
    {
        var from = token.TimeOf("nbf") ?? 0;
        if (token.TimeOf("exp") is not { } until)
            throw AssertionErrors.Malformed();
        double seconds = now.ToUnixTimeSeconds();
        if (seconds >= until + Skew.TotalSeconds || seconds < from - Skew.TotalSeconds)
            throw AssertionErrors.OutOfTime(now, from, until);
    }
}
