namespace MicrosoftOAuth.Core;

/// <summary>
/// Lets one process at a time read and write kept tokens: a file beside them that only one can hold open. The system lets go
/// of it when its holder dies.
/// </summary>
internal sealed class CacheLock : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Holders take milliseconds; after so many tries something is wrong, and waiting on would hang the session.</summary>
    private const int Tries = 500;

    private readonly FileStream _file;

    private CacheLock(FileStream file) => _file = file;

    public void Dispose() => _file.Dispose();

    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.Timeout"/>: another process holds it for ten seconds.</exception>
    internal static async Task<CacheLock> TakeAsync(string path, CancellationToken cancellationToken)
    {
        for (int i = 0; i < Tries; i++)
        {
            try
            {
                return new CacheLock(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (Exception e) when (e is IOException and not DirectoryNotFoundException)
            {
                await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new OAuthException(
            OAuthErrorKind.Timeout,
            $"Another process holds the kept tokens: {path}.lock",
            "End it, or sign in without: Connect-MsOAuthApp -ContextScope Process");
    }
}
