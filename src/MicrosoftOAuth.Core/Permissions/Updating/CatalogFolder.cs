using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>The folder of a user in which an index is kept that is newer than the module.</summary>
/// <param name="folder">Made when something is kept in it.</param>
internal sealed class CatalogFolder(string folder)
{
    /// <summary>Names another folder than the user's own, for instance one that several machines read.</summary>
    internal const string Variable = "MSOAUTH_CATALOG_FOLDER";

    private const string FileName = "graph-permissions.index";
    private const int Tries = 10;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Where the index is, or will be.</summary>
    internal string Path { get; } = System.IO.Path.Combine(folder, FileName);

    /// <summary>The folder that the variable names, or the module's own beside the user's other local data.</summary>
    internal static CatalogFolder Of(HostMachine machine) => new(machine.Variable(Variable) ?? TokenCacheStore.DefaultFolder);

    /// <summary>Opens the index; null where there is none or it cannot be used.</summary>
    /// <param name="trouble">Why it cannot be used; null where there is none.</param>
    internal PermissionCatalog? Open(out string? trouble)
    {
        trouble = null;

        // Mostly there is none, and the first exception of a process takes longer than the whole first answer.
        if (!File.Exists(Path))
        {
            return null;
        }

        try
        {
            return PermissionCatalog.Open(Path);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            trouble = $"The updated permission index '{Path}' cannot be used, and the one that came with the module is used instead. Make it anew: Update-MsOAuthPermissionCatalog";
            return null;
        }
    }

    /// <summary>
    /// Puts an index in the place of the old one. It is written beside it and opened first; who reads meanwhile sees the old one
    /// or the new one, whole.
    /// </summary>
    /// <returns>The index as it was read back.</returns>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: the folder cannot be written to.</exception>
    internal async Task<PermissionCatalog> ReplaceAsync(byte[] index, TimeProvider clock, CancellationToken cancellationToken)
    {
        string beside = $"{Path}.{Guid.NewGuid():N}.new";
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllBytesAsync(beside, index, cancellationToken).ConfigureAwait(false);
            PermissionCatalog made = PermissionCatalog.Open(beside);
            cancellationToken.ThrowIfCancellationRequested();
            await MoveAsync(beside, clock, cancellationToken).ConfigureAwait(false);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"The permission index cannot be kept in '{folder}': {e.Message}",
                $"Name a folder that can be written to: $env:{Variable} = <folder>",
                e);
        }
        finally
        {
            if (File.Exists(beside))
            {
                File.Delete(beside);
            }
        }
    }

    private async Task MoveAsync(string beside, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (int tried = 1; ; tried++)
        {
            try
            {
                if (File.Exists(Path))
                {
                    File.Replace(beside, Path, destinationBackupFileName: null);
                }
                else
                {
                    File.Move(beside, Path);
                }

                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && tried < Tries)
            {
                // On Windows a file that somebody reads at this moment cannot be replaced, and another process may have made it just now.
                await clock.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
