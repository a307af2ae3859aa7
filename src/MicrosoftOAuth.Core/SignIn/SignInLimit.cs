namespace MicrosoftOAuth.Core;

/// <summary>Ends a wait when its time is up, by the injected clock, and tells that apart from whoever cancelled it.</summary>
internal sealed class SignInLimit(TimeSpan limit, TimeProvider clock)
{
    /// <param name="work">What may take that long.</param>
    /// <param name="timedOut">The error for when it takes longer; gets what the work threw in the end.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    internal async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, Func<Exception, OAuthException> timedOut, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = clock.Limit(limit);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return await work(either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // MSAL calls it "the user cancelled" when its token is; whoever stopped us knows better.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception e) when (over.IsCancellationRequested)
        {
            throw timedOut(e);
        }
    }

    /// <summary>The same for work that waits for a service alone.</summary>
    internal Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) => RunAsync(
        work,
        e => new OAuthException(
            OAuthErrorKind.Timeout,
            $"The sign-in did not end within {limit.TotalSeconds:N0} seconds.",
            "Check the network, the proxy and -Environment, or give it more time: Connect-MsOAuthApp -TimeoutSeconds 900",
            e),
        cancellationToken);
}
