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

    private readonly object _turn = new();
    private readonly Dictionary<string, Reading> _readings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>An API as the tenant offers it; null where the tenant does not have it or does not let it be read. Asks nobody, and never fails.</summary>
    internal Task<OAuthApi?> GetAsync(OAuthContext context, string nameOrAppId)
    {
        // Another provider's token is nothing to show to Microsoft Graph.
        if (context.IsForeign)
        {
            return Task.FromResult<OAuthApi?>(null);
        }

        string key = MicrosoftApi.Find(nameOrAppId)?.AppId ?? nameOrAppId;
        DateTimeOffset now = context.Wire.Clock.GetUtcNow();
        lock (_turn)
        {
            if (!_readings.TryGetValue(key, out Reading? reading) || (reading.FoundNothing && now - reading.Begun > s_pause))
            {
                reading = new Reading(Task.Run(() => ReadAsync(context.WithoutAsking(), key)), now);
                _readings[key] = reading;
            }

            return reading.Found;
        }
    }

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
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever it is, an answer that is offline anyway does not fail for it.
            return null;
        }
    }

    private sealed record Reading(Task<OAuthApi?> Found, DateTimeOffset Begun)
    {
        internal bool FoundNothing => Found is { IsCompleted: true, Result: null };
    }
}
