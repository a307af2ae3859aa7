namespace MicrosoftOAuth.Core;

/// <summary>
/// Waits until permissions are in the session's token. A grant reaches the token service some seconds or minutes after it was
/// made, and a token holds only what was granted when it was issued.
/// </summary>
/// <param name="context">Whose token.</param>
/// <param name="reports">Who watches.</param>
public sealed class PermissionWait(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    private const string Activity = "Waiting for permissions";

    /// <summary>The last try comes so long before the end.</summary>
    private static readonly TimeSpan s_lastTry = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Some ten tries in five minutes: a client that repeats one request more often than that is refused for a while
    /// (AADSTS50196, https://learn.microsoft.com/entra/identity-platform/reference-error-codes).
    /// </summary>
    private static readonly TimeSpan[] s_pauses = [.. new[] { 2, 4, 8, 16, 30, 60 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>Refreshes the token until it holds the permissions. Nobody is asked for anything.</summary>
    /// <param name="permissions">In the API's own words. OpenID's names (offline_access and so on) are passed over: tokens do not name them.</param>
    /// <param name="api">The API they are of; null for the session's own.</param>
    /// <param name="limit">How long to wait at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The token that holds them.</returns>
    /// <exception cref="OAuthException">
    /// <see cref="OAuthErrorKind.Timeout"/>: they are not in it by then; <see cref="OAuthErrorKind.InvalidArgument"/>: waiting
    /// could never help; or what the sign-in threw.
    /// </exception>
    public async Task<AccessToken> UntilHeldAsync(IReadOnlyList<string> permissions, string? api, TimeSpan limit, CancellationToken cancellationToken)
    {
        PermissionTarget target = PermissionTarget.Of(context, api);
        string[] wanted = target.Check(permissions, reports);
        Round round = new(target, wanted);
        try
        {
            return await new SignInLimit(limit, context.Wire.Clock).RunAsync(
                limited => RepeatAsync(round, context.GetUtcNow() + limit, limit, limited),
                _ => target.TimedOut(limit, round.Missing, round.Held, round.Refusal),
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (round.Count > 1)
            {
                reports?.Report(new ProgressReport(Activity, "Done", 100, IsCompleted: true));
            }
        }
    }

    private async Task<AccessToken> RepeatAsync(Round round, DateTimeOffset end, TimeSpan limit, CancellationToken cancellationToken)
    {
        TimeProvider clock = context.Wire.Clock;
        while (true)
        {
            // The held token first: what is there already takes no request.
            if (await TryAsync(round, forced: round.Count > 0, cancellationToken).ConfigureAwait(false) is { } token)
            {
                return token;
            }

            if (round.Count++ == 0)
            {
                round.Target.Announce(reports);
                continue;
            }

            TimeSpan left = end - clock.GetUtcNow();
            reports?.Report(new ProgressReport(
                Activity,
                $"Held: {(round.Held.Length == 0 ? "none" : string.Join(", ", round.Held))}; missing: {string.Join(", ", round.Missing)}",
                (int)Math.Min(99, Math.Max(0, 100 - (left.TotalSeconds / limit.TotalSeconds * 100)))));
            TimeSpan pause = s_pauses[Math.Min(round.Count - 2, s_pauses.Length - 1)];
            await clock.Delay(left > pause + s_lastTry ? pause : left > s_lastTry ? left - s_lastTry : Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AccessToken?> TryAsync(Round round, bool forced, CancellationToken cancellationToken)
    {
        AccessToken token;
        try
        {
            token = await context.GetTokenAsync(round.Target.Scopes, TokenChoice.Cached with { ForceRefresh = forced, MayAsk = false }, reports, cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (!cancellationToken.IsCancellationRequested && round.Target.MayPass(e))
        {
            round.Refusal = e;
            return null;
        }

        HashSet<string> held = new([.. token.Scopes, .. token.Roles], StringComparer.OrdinalIgnoreCase);
        round.Held = [.. round.Wanted.Where(held.Contains)];
        round.Missing = [.. round.Wanted.Where(name => !held.Contains(name))];
        round.Refusal = null;
        if (round.Missing.Length > 0)
        {
            return null;
        }

        if (round.Target.IsSessions)
        {
            context.Learn(token);
        }

        return token;
    }

    /// <summary>How far the wait is.</summary>
    private sealed class Round(PermissionTarget target, string[] wanted)
    {
        internal PermissionTarget Target { get; } = target;

        internal string[] Wanted { get; } = wanted;

        internal string[] Held { get; set; } = [];

        internal string[] Missing { get; set; } = wanted;

        internal OAuthException? Refusal { get; set; }

        internal int Count { get; set; }
    }
}
