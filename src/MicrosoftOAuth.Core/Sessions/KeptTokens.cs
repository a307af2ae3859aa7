namespace MicrosoftOAuth.Core;

/// <summary>
/// All tokens that this module keeps for the user, whichever process put them there. For each entry of a keychain or keyring,
/// MSAL's storage has an empty file of the same name in the folder, so the folder lists them all.
/// </summary>
/// <param name="folder">The folder; null for the user's own.</param>
public sealed class KeptTokens(string? folder = null)
{
    private const string DamagedSuffix = ".damaged";
    private readonly string _folder = folder ?? TokenCacheStore.DefaultFolder;

    /// <summary>Their names: cloud, way to sign in, a digest.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.ServiceUnavailable"/>: the folder cannot be read.</exception>
    public IReadOnlyList<string> List()
    {
        try
        {
            return Directory.Exists(_folder)
                ? [.. Directory.GetFiles(_folder).Select(file => Path.GetFileName(file)!).Where(IsOurs).OrderBy(name => name, StringComparer.Ordinal)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble($"The folder of the kept tokens cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>Deletes one of them, and makes sure that it is gone.</summary>
    /// <param name="name">From <see cref="List"/>.</param>
    /// <param name="cancellationToken">Ends waiting for another process that holds it.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.ServiceUnavailable"/>: it is not; <see cref="OAuthErrorKind.Timeout"/>: another process holds it.</exception>
    public async Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (!name.EndsWith(DamagedSuffix, StringComparison.Ordinal))
        {
            await TokenCacheStore.Named(_folder, name, TimeProvider.System).ClearAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            File.Delete(Path.Combine(_folder, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Trouble($"The damaged tokens {name} cannot be deleted: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static bool IsOurs(string file)
    {
        string name = file.EndsWith(DamagedSuffix, StringComparison.Ordinal) ? file.Substring(0, file.Length - DamagedSuffix.Length) : file;
        return TokenCacheKey.IsOne(name.StartsWith(TokenCacheStore.UnprotectedPrefix, StringComparison.Ordinal) ? name.Substring(TokenCacheStore.UnprotectedPrefix.Length) : name);
    }

    private OAuthException Trouble(string message, Exception cause) => new(OAuthErrorKind.ServiceUnavailable, message, $"Check the rights of the folder {_folder}", cause);
}
