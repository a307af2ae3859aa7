using MicrosoftOAuth.Catalog.Builder;

namespace MicrosoftOAuth.Catalog.Tests;

public class BuilderTests
{
    [SourceDataFact]
    public void The_committed_index_is_what_the_builder_makes_of_the_sources()
    {
        byte[] built = CatalogWriter.Write(SourceReader.Read(SourceData.GraphPermissions));

        Assert.Equal(PermissionCatalog.ReadShipped(), built);
    }

    [SourceDataFact]
    public void The_order_of_the_sources_does_not_show()
    {
        CatalogSource source = SourceReader.Read(SourceData.GraphPermissions);
        CatalogSource reversed = source with
        {
            Permissions = [.. source.Permissions.Reverse().Select(permission => permission with
            {
                Schemes = [.. permission.Schemes.Reverse()],
                PathSets = [.. permission.PathSets.Reverse().Select(set => set with
                {
                    Methods = [.. set.Methods.Reverse()],
                    Paths = [.. set.Paths.Reverse()],
                })],
            })],
        };

        Assert.Equal(CatalogWriter.Write(source), CatalogWriter.Write(reversed));
    }

    [SourceDataFact]
    public void A_source_that_is_not_the_one_written_down_is_refused()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            foreach (string file in Directory.GetFiles(SourceData.GraphPermissions))
                File.WriteAllBytes(Path.Combine(folder.FullName, Path.GetFileName(file)), File.ReadAllBytes(file));
            File.AppendAllText(Path.Combine(folder.FullName, "GraphAppRoles.json"), "\n");

            var failure = Assert.Throws<InvalidDataException>(() => SourceReader.Read(folder.FullName));
            Assert.StartsWith("GraphAppRoles.json has SHA-256", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Two_permissions_that_differ_in_case_only_are_refused() =>
        Assert.Throws<InvalidDataException>(() => CatalogWriter.Write(
            new CatalogSource(DateTimeOffset.UnixEpoch, "", "", [new SourcePermission("A.Read"), new SourcePermission("a.read")])));

    [Fact]
    public void Two_scopes_with_one_id_are_refused()
    {
        var id = Guid.NewGuid();
        Assert.Throws<InvalidDataException>(() => CatalogWriter.Write(new CatalogSource(
            DateTimeOffset.UnixEpoch,
            "",
            "",
            [new SourcePermission("A.Read") { DelegatedId = id }, new SourcePermission("B.Read") { DelegatedId = id }])));
    }
}
