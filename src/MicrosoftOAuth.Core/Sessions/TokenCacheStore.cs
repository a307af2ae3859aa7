using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensions.Msal;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Tokens kept for the user: DPAPI on Windows, the keychain on macOS, the keyring (libsecret) on Linux. Source:
/// https://learn.microsoft.com/entra/msal/dotnet/how-to/token-cache-serialization. Whatever goes wrong with them costs a
/// sign-in at most: MSAL goes on in memory.
/// </summary>
internal sealed class TokenCacheStore : IKeptTokens
{
    /// <summary>Before the names of files that nothing encrypts: DPAPI's file and this one are not each other's.</summary>
    internal const string UnprotectedPrefix = "unprotected-";

    private const string Product = "MicrosoftOAuth";
    private readonly Storage _storage;
    private readonly string _path;
    private readonly bool _isFile;
    private string? _trouble;
    private CacheLock? _held;

    private TokenCacheStore(Storage storage, string path, bool isFile)
    {
        _isFile = isFile;
        _storage = storage;
        _path = path;
    }

    /// <summary>Where kept tokens lie, or the marks of those in a keyring.</summary>
    internal static string DefaultFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), Product);

    /// <summary>What to do where tokens cannot be kept safely.</summary>
    internal static string Remedy => OperatingSystem.IsLinux()
        ? "A keyring takes the packages gnome-keyring and libsecret-1-0, a D-Bus session, and an unlocked collection; or pass -AllowUnprotectedCache for a file that only this account may read"
        : "Pass -ContextScope Process to do without, or -AllowUnprotectedCache for a file that only this account may read";

    /// <summary>Why this computer cannot keep tokens safely; null where it can. Writes, reads and deletes a word that is no secret.</summary>
    internal static string? WhyUnsafe(string folder)
    {
        bool isNew = !Directory.Exists(folder);
        try
        {
            Directory.CreateDirectory(folder);
            Verified(Protected(folder, "check.cache"));
            return null;
        }
        catch (Exception e)
        {
            return Why(e);
        }
        finally
        {
            if (isNew && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    /// <summary>The store of a sign-in; null where its tokens stay in memory, with one warning if they were meant to be kept.</summary>
    internal static TokenCacheStore? Open(SignInOptions options, MicrosoftCloud cloud, IProgress<OAuthReport>? reports)
    {
        if (options.CacheScope != TokenCacheScope.CurrentUser)
        {
            return null;
        }

        if (options.Method is not (SignInMethod.Interactive or SignInMethod.DeviceCode) || options.Environment == CloudEnvironment.Sandbox)
        {
            reports?.Report(new VerboseReport(options.Environment == CloudEnvironment.Sandbox
                ? "Tokens of the practice tenant stay in memory, so that none ever meets a real one."
                : "Only what a person signed in to by hand is kept on disk; this way gets its tokens anew whenever it is asked."));
            return null;
        }

        string folder = options.CacheFolder ?? DefaultFolder;
        string name = TokenCacheKey.Of(options, cloud);
        try
        {
            Directory.CreateDirectory(folder);
            return new TokenCacheStore(Verified(Protected(folder, name)), Path.Combine(folder, name), isFile: OperatingSystem.IsWindows());
        }
        catch (Exception e) when (e is not OAuthException)
        {
            return Unprotected(options, folder, name, e, reports);
        }
    }

    public void Attach(ITokenCache cache)
    {
        cache.SetBeforeAccessAsync(ReadAsync);
        cache.SetAfterAccessAsync(WriteAsync);
    }

    public string? TakeTrouble() => Interlocked.Exchange(ref _trouble, null);

    /// <summary>Deletes them, and makes sure that they are gone.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.ServiceUnavailable"/>: they are not; <see cref="OAuthErrorKind.Timeout"/>: another process holds them.</exception>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            using CacheLock held = await CacheLock.TakeAsync(_path, cancellationToken).ConfigureAwait(false);
            if (!_isFile)
            {
                // A keyring that is locked or gone refuses without a word; and the mark in the folder must outlive what it marks.
                Verified(_storage);
            }

            _storage.Clear(ignoreExceptions: false);
            if (_storage.ReadData().Length > 0)
            {
                throw new IOException("They are still there");
            }
        }
        catch (Exception e) when (e is not (OAuthException or OperationCanceledException))
        {
            throw new OAuthException(
                OAuthErrorKind.ServiceUnavailable,
                $"The kept tokens {Path.GetFileName(_path)} cannot be deleted: {Why(e)}.",
                _isFile ? $"Close what uses the file, and delete it: {_path}" : "Unlock the keyring, in the desktop session that it belongs to, and try again: Clear-MsOAuthTokenCache -All",
                e);
        }
    }

    /// <summary>The store that has this name in a folder.</summary>
    internal static TokenCacheStore Named(string folder, string name) => name.StartsWith(UnprotectedPrefix, StringComparison.Ordinal)
        ? new(Plain(folder, name), Path.Combine(folder, name), isFile: true)
        : new(Protected(folder, name), Path.Combine(folder, name), isFile: OperatingSystem.IsWindows());

    private static TokenCacheStore? Unprotected(SignInOptions options, string folder, string name, Exception cause, IProgress<OAuthReport>? reports)
    {
        if (options.AllowUnprotectedCache)
        {
            try
            {
                string plain = UnprotectedPrefix + name;
                Directory.CreateDirectory(folder);
                TokenCacheStore store = new(Verified(Plain(folder, plain)), Path.Combine(folder, plain), isFile: true);
                reports?.Report(new WarningReport($"The tokens are kept in a file that only this account may read, and that nothing encrypts: {Path.Combine(folder, plain)}"));
                return store;
            }
            catch (Exception e) when (e is not OAuthException)
            {
                cause = e;
            }
        }

        reports?.Report(new WarningReport(
            $"The tokens stay in memory, since this computer cannot keep them safely: {Why(cause)}. {Remedy}."));
        return null;
    }

    private static string Why(Exception e) => (e.InnerException ?? e).Message.Split('\n')[0].Trim().TrimEnd('.');

    private static Storage Plain(string folder, string name) => Storage.Create(new StorageCreationPropertiesBuilder(name, folder).WithUnprotectedFile().Build());

    private static Storage Protected(string folder, string name) => Storage.Create(new StorageCreationPropertiesBuilder(name, folder)
        .WithMacKeyChain(Product, name)
        .WithLinuxKeyring("microsoftoauth.tokens", MsalCacheHelper.LinuxKeyRingDefaultCollection, "Tokens of MicrosoftOAuth", new("Product", Product), new("Session", name))
        .Build());

    private static Storage Verified(Storage storage)
    {
        storage.VerifyPersistence();
        return storage;
    }

    /// <summary>MSAL reads, perhaps changes, and then tells; nobody else comes in between.</summary>
    private async Task ReadAsync(TokenCacheNotificationArgs access)
    {
        byte[] content;
        try
        {
            _held = await CacheLock.TakeAsync(_path, access.CancellationToken).ConfigureAwait(false);
            content = _storage.ReadData();
        }
        catch (Exception e) when (_held is not null && _isFile && File.Exists(_path))
        {
            SetAside(e);
            return;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A keyring that was locked in the middle of the session, say: what MSAL has in memory goes on.
            Remember(e);
            return;
        }

        if (content.Length == 0)
        {
            return;
        }

        try
        {
            access.TokenCache.DeserializeMsalV3(content, shouldClearExistingCache: true);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            SetAside(e);
        }
    }

    private Task WriteAsync(TokenCacheNotificationArgs access)
    {
        try
        {
            if (access.HasStateChanged && _held is not null)
            {
                _storage.WriteData(access.TokenCache.SerializeMsalV3());
            }
        }
        catch (Exception e)
        {
            Remember(e);
        }
        finally
        {
            _held?.Dispose();
            _held = null;
        }

        return Task.CompletedTask;
    }

    private void SetAside(Exception cause)
    {
        try
        {
            string aside = _path + ".damaged";
            if (_isFile && File.Exists(_path))
            {
                File.Copy(_path, aside, overwrite: true);
            }

            _storage.Clear(ignoreExceptions: true);
            _trouble = _isFile ? $"The kept tokens were damaged and are set aside ({aside}); a new sign-in is needed." : "The kept tokens were damaged and are deleted; a new sign-in is needed.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Remember(cause);
        }
    }

    private void Remember(Exception e) =>
        _trouble = $"The kept tokens cannot be read or written at the moment, so this session goes on in memory: {e.Message.Split('\n')[0].Trim().TrimEnd('.')}. Unlock the keyring, or check the folder {Path.GetDirectoryName(_path)}.";
}
