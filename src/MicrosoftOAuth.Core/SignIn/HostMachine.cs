using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Core;

/// <summary>What a sign-in reads of the machine it runs on, and does to it. Another one can be played by deriving from it.</summary>
public class HostMachine
{
    /// <summary>This machine.</summary>
    public static HostMachine Local { get; } = new();

    /// <summary>An environment variable; null where it is absent or empty.</summary>
    public virtual string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>A whole file.</summary>
    /// <exception cref="IOException">It is absent or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public virtual byte[] ReadFile(string path) => File.ReadAllBytes(path);

    /// <summary>True where the file exists.</summary>
    public virtual bool HasFile(string path) => File.Exists(path);

    /// <summary>The certificates with this thumbprint in the store My of that location.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The store cannot be opened, or is not offered here.</exception>
    public virtual IReadOnlyList<X509Certificate2> FindCertificates(StoreLocation location, string thumbprint)
    {
        using X509Store store = new(StoreName.My, location);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return [.. store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, validOnly: false).Cast<X509Certificate2>()];
    }

    /// <summary>
    /// Opens an address in the browser of the person at this machine. Ends when the browser is known to be open; that may be as
    /// late as when it is closed.
    /// </summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InteractionRequired"/>: there is none that could be opened.</exception>
    public virtual Task OpenBrowserAsync(Uri address, CancellationToken cancellationToken) => SystemBrowser.OpenAsync(address, this, cancellationToken);

    /// <summary>Those of the variables that have a value.</summary>
    internal string[] Seen(IEnumerable<string> names) => [.. names.Where(name => Variable(name) is not null)];
}
