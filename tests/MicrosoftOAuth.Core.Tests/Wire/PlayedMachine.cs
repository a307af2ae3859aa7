using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MicrosoftOAuth.Core.Tests;

/// <summary>A machine whose variables, files, certificate stores and browser a test lays out.</summary>
internal sealed class PlayedMachine : HostMachine
{
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly List<(StoreLocation Location, X509Certificate2 Certificate)> _stores = [];

    /// <summary>The person's browser; null for a machine that has none.</summary>
    internal Func<Uri, CancellationToken, Task>? Browser { get; init; }

    internal HashSet<StoreLocation> ClosedStores { get; } = [];

    internal Dictionary<string, int> Reads { get; } = new(StringComparer.Ordinal);

    internal PlayedMachine Set(string name, string value)
    {
        _variables[name] = value;
        return this;
    }

    internal PlayedMachine Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    internal PlayedMachine Write(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    internal PlayedMachine Store(StoreLocation location, X509Certificate2 certificate)
    {
        _stores.Add((location, certificate));
        return this;
    }

    public override string? Variable(string name) => _variables.GetValueOrDefault(name);

    public override bool HasFile(string path) => _files.ContainsKey(path);

    public override byte[] ReadFile(string path)
    {
        Reads[path] = Reads.GetValueOrDefault(path) + 1;
        return _files.TryGetValue(path, out byte[]? content) ? content : throw new FileNotFoundException($"Could not find file '{path}'.");
    }

    public override Task OpenBrowserAsync(Uri address, CancellationToken cancellationToken) =>
        Browser is null ? base.OpenBrowserAsync(address, cancellationToken) : Browser(address, cancellationToken);

    public override IReadOnlyList<X509Certificate2> FindCertificates(StoreLocation location, string thumbprint) => ClosedStores.Contains(location)
        ? throw new CryptographicException("Access is denied.")
        : [.. _stores.Where(entry => entry.Location == location && entry.Certificate.Thumbprint == thumbprint).Select(entry => entry.Certificate)];
}
