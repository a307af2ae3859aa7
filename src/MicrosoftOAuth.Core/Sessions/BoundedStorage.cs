using Microsoft.Identity.Client.Extensions.Msal;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A place for tokens that always answers in time. A locked keyring asks a person for its password and, as long as nobody
/// answers, blocks whoever called it; so every call has a thread of its own, which is left behind when the time is up.
/// </summary>
internal sealed class BoundedStorage(Storage storage, TimeProvider clock)
{
    /// <summary>Time to find the prompt and to type the password of a keyring.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Writes, reads and deletes something, as the tokens will be.</summary>
    /// <exception cref="MsalCachePersistenceException">It does not work.</exception>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    internal Task VerifyAsync(CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            storage.VerifyPersistence();
            return true;
        },
        cancellationToken);

    /// <summary>What is kept; empty where nothing is.</summary>
    /// <exception cref="TimeoutException">It does not answer.</exception>
    internal Task<byte[]> ReadAsync(CancellationToken cancellationToken) => RunAsync(() => storage.ReadData() ?? [], cancellationToken);

    /// <exception cref="TimeoutException">It does not answer.</exception>
    internal Task WriteAsync(byte[] content, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            storage.WriteData(content);
            return true;
        },
        cancellationToken);

    /// <exception cref="TimeoutException">It does not answer.</exception>
    internal Task ClearAsync(CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            storage.Clear(ignoreExceptions: false);
            return true;
        },
        cancellationToken);

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        Task<T> running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool isDone = await Task.WhenAny(running, clock.Delay(Limit, enough.Token)).ConfigureAwait(false) == running;
        await enough.CancelAsync().ConfigureAwait(false);
        if (isDone)
        {
            return await running.ConfigureAwait(false);
        }

        // Whatever it still throws, nobody waits for any more.
        _ = running.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        cancellationToken.ThrowIfCancellationRequested();
        throw new TimeoutException($"no answer came within {Limit.TotalSeconds:N0} seconds; it may be waiting for somebody to unlock it");
    }
}
