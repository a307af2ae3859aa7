using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions.Updating;

/// <summary>A folder of its own to keep the index in, and the wire that the list comes through.</summary>
internal sealed class UpdaterBench : IDisposable
{
    internal static DateTimeOffset NextYear { get; } = PermissionCatalog.Default.DataDate.AddYears(1);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("catalog-");

    internal UpdaterBench()
    {
        Folder = new CatalogFolder(Path.Combine(_root.FullName, "made"));
        Wire.Clock.SetUtcNow(NextYear.AddHours(1));
    }

    internal CatalogFolder Folder { get; }

    internal FakeWire Wire { get; } = new();

    internal ReportList Reports { get; } = [];

    internal string List(string json, DateTimeOffset? date = null)
    {
        string path = Path.Combine(_root.FullName, "permissions.json");
        File.WriteAllText(path, json);
        File.SetLastWriteTimeUtc(path, (date ?? NextYear).UtcDateTime);
        return path;
    }

    internal Task<CatalogUpdate> RunAsync(string? path, OAuthContext? context = null) =>
        Wire.RunAsync(new CatalogUpdater(Folder, context?.Wire ?? new Core.Wire(Wire, Wire.Clock), context, Reports).RunAsync(path, CancellationToken.None));

    internal async Task<OAuthException> RefusedAsync(string? path, OAuthContext? context = null) => await Assert.ThrowsAsync<OAuthException>(() => RunAsync(path, context));

    internal IEnumerable<string> Kept => Directory.Exists(Path.GetDirectoryName(Folder.Path)) ? Directory.GetFiles(Path.GetDirectoryName(Folder.Path)!) : [];

    public void Dispose() => _root.Delete(recursive: true);
}
