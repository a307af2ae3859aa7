namespace MicrosoftOAuth.Catalog.Builder;

/// <summary>Reads the three files that the shipped index is made from, and joins them.</summary>
public static class SourceReader
{
    /// <summary>Reads the folder that holds permissions.json, GraphAppRoles.json and GraphDelegateRoles.json.</summary>
    /// <exception cref="InvalidDataException">The files are not those of provenance.json, or have an unknown shape.</exception>
    public static CatalogSource Read(string folder)
    {
        Provenance provenance = Provenance.Of(folder);
        return new CatalogSource(
            provenance.DataDate,
            provenance.Describe(),
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "NOTICES.txt")).ReplaceLineEndings("\n"),
            SourceJoin.Join(
                DocumentedPermissions.Read(File.ReadAllBytes(Path.Combine(folder, "permissions.json"))),
                ServicePrincipalFile.Read(Path.Combine(folder, "GraphDelegateRoles.json")),
                ServicePrincipalFile.Read(Path.Combine(folder, "GraphAppRoles.json"))));
    }
}
