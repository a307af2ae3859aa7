namespace MicrosoftOAuth.Catalog.Tests;

public class MatchTests
{
    private static readonly PermissionCatalog Catalog = PermissionCatalog.Default;

    [Fact]
    public void Reading_notebooks_needs_Notes_Create_at_least()
    {
        CatalogMatch match = Catalog.Match("GET", "/me/onenote/notebooks")!;

        Assert.Equal("/me/onenote/notebooks", match.Template);
        Assert.Equal("Notes.Create", match.Ranked(PermissionScheme.DelegatedWork)[0].Permission.Name);
        Assert.Contains(match.Requirements, requirement => requirement.Permission.Name == "Notes.Read");
    }
}
