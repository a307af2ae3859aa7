using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensions.Msal;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Tokens kept for the user: DPAPI on Windows, the keychain on macOS, the keyring (libsecret) on Linux. Source:
/// https://learn.microsoft.com/entra/msal/dotnet/how-to/token-cache-serialization. Whatever goes wrong with them costs a
/// sign-in at most: MSAL goes on in memory, and this place is not tried again.
/// </summary>
internal sealed class TokenCacheStore : IKeptTokens
{
    /// <summary>Before the names of files that nothing encrypts: DPAPI's file and this one are not each other's.</summary>
    internal const string UnprotectedPrefix = "unprotected-";

    private const string Product = "MicrosoftOAuth";
    private readonly BoundedStorage _storage;
    private readonly string _path;
    private readonly bool _isFile;
    private string? _trouble;
    private volatile bool _isGivenUp;
    private CacheLock? _held;

    private TokenCacheStore(BoundedStorage storage, string path, bool isFile)
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
    internal static async Task<string?> WhyUnsafeAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        bool isNew = !Directory.Exists(folder);
        try
        {
            await VerifiedAsync(() => Protected(folder, "check.cache"), folder, "check.cache", isFile: false, clock, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ReasonOf(e);
        }
        finally
        {
            if (isNew && Directory.Exists(folder))
            {
                File.Delete(Path.Combine(folder, "check.lock"));
                if (!Directory.EnumerateFileSystemEntries(folder).Any())
                {
                    Directory.Delete(folder);
                }
            }
        }
    }

    /// <summary>The store of a sign-in; null where its tokens stay in memory, with one warning if they were meant to be kept.</summary>
    internal static async Task<TokenCacheStore?> OpenAsync(SignInOptions options, MicrosoftCloud cloud, TimeProvider clock, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
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
            return await VerifiedAsync(() => Protected(folder, name), folder, name, isFile: OperatingSystem.IsWindows(), clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return await UnprotectedAsync(options, folder, name, e, clock, reports, cancellationToken).ConfigureAwait(false);
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
                await VerifyAloneAsync(_storage, Path.GetDirectoryName(_path)!, cancellationToken).ConfigureAwait(false);
            }

            await _storage.ClearAsync(cancellationToken).ConfigureAwait(false);
            if ((await _storage.ReadAsync(cancellationToken).ConfigureAwait(false)).Length > 0)
            {
                throw new IOException("They are still there");
            }
        }
        catch (Exception e) when (e is not (OAuthException or OperationCanceledException))
        {
            throw new OAuthException(
                OAuthErrorKind.ServiceUnavailable,
                $"The kept tokens {Path.GetFileName(_path)} cannot be deleted: {ReasonOf(e)}.",
                _isFile ? $"Close what uses the file, and delete it: {_path}" : "Unlock the keyring, in the desktop session that it belongs to, and try again: Clear-MsOAuthTokenCache -All",
                e);
        }
    }

    /// <summary>The store that has this name in a folder.</summary>
    internal static TokenCacheStore Named(string folder, string name, TimeProvider clock)
    {
        bool isPlain = name.StartsWith(UnprotectedPrefix, StringComparison.Ordinal);
        BoundedStorage storage = new(Storage.Create(isPlain ? Plain(folder, name) : Protected(folder, name)), clock);
        return new TokenCacheStore(storage, Path.Combine(folder, name), isPlain || OperatingSystem.IsWindows());
    }

    private static async Task<TokenCacheStore?> UnprotectedAsync(SignInOptions options, string folder, string name, Exception cause, TimeProvider clock, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        if (options.AllowUnprotectedCache)
        {
            string plain = UnprotectedPrefix + name;
            try
            {
                TokenCacheStore store = await VerifiedAsync(() => Plain(folder, plain), folder, plain, isFile: true, clock, cancellationToken).ConfigureAwait(false);
                reports?.Report(new WarningReport($"The tokens are kept in a file that only this account may read, and that nothing encrypts: {store._path}"));
                return store;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                cause = e;
            }
        }

        reports?.Report(new WarningReport(
            $"The tokens stay in memory, since this computer cannot keep them safely: {ReasonOf(cause)}. {Remedy}."));
        return null;
    }

    private static StorageCreationProperties Plain(string folder, string name) => new StorageCreationPropertiesBuilder(name, folder).WithUnprotectedFile().Build();

    private static StorageCreationProperties Protected(string folder, string name) => new StorageCreationPropertiesBuilder(name, folder)
        .WithMacKeyChain(Product, name)
        .WithLinuxKeyring("microsoftoauth.tokens", MsalCacheHelper.LinuxKeyRingDefaultCollection, "Tokens of MicrosoftOAuth", new("Product", Product), new("Session", name))
        .Build();

    private static async Task<TokenCacheStore> VerifiedAsync(Func<StorageCreationProperties> place, string folder, string name, bool isFile, TimeProvider clock, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        BoundedStorage storage = new(Storage.Create(place()), clock);
        await VerifyAloneAsync(storage, folder, cancellationToken).ConfigureAwait(false);
        return new TokenCacheStore(storage, Path.Combine(folder, name), isFile);
    }

    /// <summary>All processes write the same test entry to the keyring, so one at a time does.</summary>
    private static async Task VerifyAloneAsync(BoundedStorage storage, string folder, CancellationToken cancellationToken)
    {
        using CacheLock held = await CacheLock.TakeAsync(Path.Combine(folder, "check"), cancellationToken).ConfigureAwait(false);
        await storage.VerifyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>MSAL reads, perhaps changes, and then tells; nobody else comes in between. MSAL lets in one of its own at a time.</summary>
    private async Task ReadAsync(TokenCacheNotificationArgs access)
    {
        if (_isGivenUp)
        {
            return;
        }

        byte[] content;
        try
        {
            _held = await CacheLock.TakeAsync(_path, access.CancellationToken).ConfigureAwait(false);
            content = await _storage.ReadAsync(access.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (_held is not null && _isFile && File.Exists(_path) && e is not OperationCanceledException and not TimeoutException)
        {
            await SetAsideAsync(e).ConfigureAwait(false);
            return;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            GiveUp(e);
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
            await SetAsideAsync(e).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(TokenCacheNotificationArgs access)
    {
        using CacheLock? held = Interlocked.Exchange(ref _held, null);
        if (held is null || _isGivenUp || !access.HasStateChanged)
        {
            return;
        }

        try
        {
            await _storage.WriteAsync(access.TokenCache.SerializeMsalV3(), access.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            GiveUp(e);
        }
    }

    private async Task SetAsideAsync(Exception cause)
    {
        try
        {
            string aside = _path + ".damaged";
            if (_isFile && File.Exists(_path))
            {
                File.Copy(_path, aside, overwrite: true);
            }

            await _storage.ClearAsync(CancellationToken.None).ConfigureAwait(false);
            _trouble = _isFile ? $"The kept tokens were damaged and are set aside ({aside}); a new sign-in is needed." : "The kept tokens were damaged and are deleted; a new sign-in is needed.";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            GiveUp(cause);
        }
    }

    /// <summary>A keyring that was locked in the middle of the session, say: what MSAL has in memory goes on.</summary>
    private void GiveUp(Exception e)
    {
        _isGivenUp = true;
        _trouble = $"The kept tokens cannot be read or written at the moment, so this session goes on in memory: {ReasonOf(e)}. Unlock the keyring, or check the folder {Path.GetDirectoryName(_path)}, and sign in again to have them kept: Connect-MsOAuthApp";
    }

    /// <summary>Why it failed, without a full stop.</summary>
    private static string ReasonOf(Exception e)
    {
        // What the cache extension says where libsecret gives it an error: its own failure to read that.
        const string Unread = "libsecret error information";
        return e.ToString().Contains(Unread) ? "no keyring answers, or it is locked" : (e.InnerException ?? e).Message.Split('\n')[0].Trim().TrimEnd('.');
    }
}
