using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions.Updating;

/// <summary>The kept index beside the one that came with the module.</summary>
public sealed class CatalogFolderTests : IDisposable
{
    private readonly UpdaterBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Without_a_kept_index_the_shipped_one_is_used_and_nothing_is_said()
    {
        Assert.Same(PermissionCatalog.Default, GraphCatalog.Newer(_bench.Folder, PermissionCatalog.Default, out string? trouble));
        Assert.Null(trouble);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task The_kept_index_is_used_where_it_is_as_new(int days, bool isUsed)
    {
        CatalogUpdate update = await _bench.RunAsync(_bench.List(ListOfPermissions.Whole, PermissionCatalog.Default.DataDate.AddDays(days)));
        PermissionCatalog chosen = GraphCatalog.Newer(_bench.Folder, PermissionCatalog.Default, out string? trouble);
        Assert.Equal(isUsed, chosen.Find("Practice1.Read") is not null);
        Assert.Equal(isUsed, update.IsInUse);
        Assert.Equal(isUsed, !_bench.Reports.OfType<WarningReport>().Any());
        Assert.Null(trouble);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MSOPERM")]
    [InlineData("<html>Please sign in to the network</html>")]
    public void A_foreign_file_is_passed_over_and_named(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_bench.Folder.Path)!);
        File.WriteAllText(_bench.Folder.Path, content);
        Assert.Same(PermissionCatalog.Default, GraphCatalog.Newer(_bench.Folder, PermissionCatalog.Default, out string? trouble));
        Assert.Contains(_bench.Folder.Path, trouble, StringComparison.Ordinal);
        Assert.Contains("Update-MsOAuthPermissionCatalog", trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_index_is_passed_over_and_made_anew()
    {
        string list = _bench.List(ListOfPermissions.Whole);
        await _bench.RunAsync(list);
        byte[] damaged = await File.ReadAllBytesAsync(_bench.Folder.Path);
        damaged[damaged.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(_bench.Folder.Path, damaged);
        Assert.Same(PermissionCatalog.Default, GraphCatalog.Newer(_bench.Folder, PermissionCatalog.Default, out string? trouble));
        Assert.NotNull(trouble);
        await _bench.RunAsync(list);
        Assert.NotNull(GraphCatalog.Newer(_bench.Folder, PermissionCatalog.Default, out trouble).Find("Practice1.Read"));
        Assert.Null(trouble);
    }

    [Fact]
    public async Task Who_reads_while_it_is_replaced_always_reads_a_whole_one()
    {
        await _bench.RunAsync(_bench.List(ListOfPermissions.Whole));
        byte[] index = await File.ReadAllBytesAsync(_bench.Folder.Path);
        int open = 0;
        Task[] writers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 25; i++)
            {
                await _bench.Folder.ReplaceAsync(index, TimeProvider.System, CancellationToken.None);
            }
        }))];
        Task all = Task.WhenAll(writers);
        do
        {
            Assert.NotNull(_bench.Folder.Open(out string? trouble));
            Assert.Null(trouble);
            open++;
        }
        while (!all.IsCompleted);
        await all;
        Assert.True(open > 1);
        Assert.Equal([_bench.Folder.Path], _bench.Kept);
    }

    [Fact]
    public void A_variable_names_another_folder()
    {
        string folder = Path.Combine(Path.GetTempPath(), "shared");
        Assert.Equal(folder, Path.GetDirectoryName(CatalogFolder.Of(new PlayedMachine().Set(CatalogFolder.Variable, folder)).Path));
        Assert.Equal(TokenCacheStore.DefaultFolder, Path.GetDirectoryName(CatalogFolder.Of(new PlayedMachine()).Path));
    }
}
