namespace MicrosoftOAuth.Core;

/// <summary>
/// Waits until what was just written can be seen. Microsoft Entra ID's replicas lag behind by some seconds, so
/// a read or a reference right after a create may say "not found" about something that exists.
/// </summary>
internal static class Replication
{
    private static readonly TimeSpan[] s_waits =
        [.. new[] { 1, 2, 3, 5, 8, 13, 20, 30 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>Runs the call until it stops failing in a way that replication explains, at most some 80 seconds.</summary>
    /// <param name="graph">Whose clock and watcher.</param>
    /// <param name="what">What is waited for, for the progress bar.</param>
    /// <param name="call">The call.</param>
    /// <param name="isLag">True for failures that lag explains.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal static async Task<T> WaitAsync<T>(
        GraphClient graph,
        string what,
        Func<Task<T>> call,
        Func<OAuthException, bool> isLag,
        CancellationToken cancellationToken)
    {
        const string Activity = "Waiting for Microsoft Entra ID";
        bool waited = false;
        try
        {
            foreach (TimeSpan wait in s_waits)
            {
                try
                {
                    return await call().ConfigureAwait(false);
                }
                catch (OAuthException e) when (isLag(e))
                {
                    waited = true;
                    graph.Reports?.Report(new ProgressReport(Activity, $"{what} is not visible everywhere yet"));
                    await graph.Context.Wire.Clock.Delay(wait, cancellationToken).ConfigureAwait(false);
                }
            }

            return await call().ConfigureAwait(false);
        }
        finally
        {
            if (waited)
            {
                graph.Reports?.Report(new ProgressReport(Activity, "Done", 100, IsCompleted: true));
            }
        }
    }

    /// <summary>A 404, or one of the 400s and 403s by which Graph says that it does not know a new object yet.</summary>
    internal static bool IsUnknownYet(OAuthException failure) =>
        failure.Kind == OAuthErrorKind.NotFound
        || failure.Message.Contains("does not reference a valid application object")
        || failure.Message.Contains("Not a valid reference update")
        || failure.Message.Contains("must in the local tenant");
}
