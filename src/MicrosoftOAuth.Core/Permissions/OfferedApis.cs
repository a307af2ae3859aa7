using System.Collections.Concurrent;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What APIs offer in a session's tenant, each read once: for looking things up and for completing names, not for changing
/// apps, since what changes in the tenant meanwhile is not seen.
/// </summary>
internal sealed class OfferedApis
{
    /// <summary>Who looks something up does not wait longer for what is only an addition to the answer.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    /// <summary>A refusal or an outage counts for so long, so that not every look-up waits for it.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Reading> _readings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An API as the tenant offers it; null where the tenant does not have it or does not let it be read. Asks nobody.</summary>
    internal Task<OAuthApi?> GetAsync(OAuthContext context, string nameOrAppId)
    {
        string key = MicrosoftApi.Find(nameOrAppId)?.AppId ?? nameOrAppId;
        DateTimeOffset now = context.Wire.Clock.GetUtcNow();
        return _readings.AddOrUpdate(
            key,
            name => Begin(context, name, now),
            (name, reading) => reading.Found is { IsCompleted: true, Result: null } && now - reading.Begun > s_pause ? Begin(context, name, now) : reading).Found;
    }

    private static Reading Begin(OAuthContext context, string nameOrAppId, DateTimeOffset now) => new(Task.Run(() => ReadAsync(context.WithoutAsking(), nameOrAppId)), now);

    private static async Task<OAuthApi?> ReadAsync(OAuthContext context, string nameOrAppId)
    {
        using CancellationTokenSource limit = context.Wire.Clock.Limit(s_limit);
        ApiDirectory directory = new(context.Graph(reports: null));
        try
        {
            return nameOrAppId == MicrosoftApi.GraphAppId
                ? await directory.ReadAsync(nameOrAppId, limit.Token).ConfigureAwait(false)
                : await directory.FindAsync(nameOrAppId, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OAuthException or OperationCanceledException)
        {
            return null;
        }
    }

    private sealed record Reading(Task<OAuthApi?> Found, DateTimeOffset Begun);
}
