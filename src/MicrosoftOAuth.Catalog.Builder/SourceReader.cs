namespace MicrosoftOAuth.Catalog.Builder;

/// <summary>
/// Joins the three files. Names, schemes, weights and paths come from permissions.json; ids and the enabled flags from
/// the service principal alone, since other lists disagree with what a tenant serves.
/// </summary>
public static class SourceReader
{
    private const string ResourceSpecific = "RSC";

    /// <summary>Reads the folder that holds permissions.json, GraphAppRoles.json and GraphDelegateRoles.json.</summary>
    /// <exception cref="InvalidDataException">The files are not those of provenance.json, or have an unknown shape.</exception>
    public static CatalogSource Read(string folder)
    {
        Provenance provenance = Provenance.Of(folder);
        Dictionary<string, OfferedPermission> delegated = ByName(OfferedPermission.Read(Path.Combine(folder, "GraphDelegateRoles.json")));
        Dictionary<string, OfferedPermission> application = ByName(OfferedPermission.Read(Path.Combine(folder, "GraphAppRoles.json")));
        Dictionary<string, DocumentedPermission> documented = PermissionsFile.Read(Path.Combine(folder, "permissions.json")).Permissions
            .GroupBy(permission => permission.Key, permission => permission.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(spellings => spellings.Key, spellings => spellings.Aggregate(Merge), StringComparer.OrdinalIgnoreCase);

        // Where the files differ in case, the service principal's spelling is the one that tokens carry.
        var names = new HashSet<string>(delegated.Keys, StringComparer.OrdinalIgnoreCase);
        names.UnionWith(application.Keys);
        names.UnionWith(documented.Keys);

        return new CatalogSource(
            provenance.DataDate,
            provenance.Describe(),
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "NOTICES.txt")).ReplaceLineEndings("\n"),
            [.. names.Select(name => Join(
                name, delegated.GetValueOrDefault(name), application.GetValueOrDefault(name), documented.GetValueOrDefault(name)))]);
    }

    private static Dictionary<string, OfferedPermission> ByName(IEnumerable<OfferedPermission> offered) =>
        offered.ToDictionary(permission => permission.Value, StringComparer.OrdinalIgnoreCase);

    // permissions.json may have a permission twice, spelt in different case, each time knowing a part.
    private static DocumentedPermission Merge(DocumentedPermission first, DocumentedPermission second) => first with
    {
        Schemes = first.Schemes.Concat(second.Schemes)
            .GroupBy(scheme => scheme.Key, scheme => scheme.Value)
            .ToDictionary(
                schemes => schemes.Key,
                schemes => new DocumentedScheme(
                    schemes.Any(scheme => scheme.RequiresAdminConsent), schemes.Max(scheme => scheme.PrivilegeLevel))),
        PathSets = [.. first.PathSets, .. second.PathSets],
    };

    private static SourcePermission Join(
        string name, OfferedPermission? delegated, OfferedPermission? application, DocumentedPermission? documented) => new(name)
    {
        DelegatedId = delegated?.Id,
        ApplicationId = application?.Id,
        DelegatedEnabled = delegated?.IsEnabled ?? false,
        ApplicationEnabled = application?.IsEnabled ?? false,
        IsResourceSpecific = documented?.AuthorizationType == ResourceSpecific,
        Schemes = SchemesOf(delegated, application, documented),
        PathSets = [.. (documented?.PathSets ?? []).Select(set => set.ToSource())],
    };

    private static List<SourceScheme> SchemesOf(
        OfferedPermission? delegated, OfferedPermission? application, DocumentedPermission? documented)
    {
        List<SourceScheme> schemes = [.. (documented?.Schemes ?? new Dictionary<PermissionScheme, DocumentedScheme>())
            .Select(scheme => new SourceScheme(scheme.Key, scheme.Value.RequiresAdminConsent, scheme.Value.PrivilegeLevel ?? 0))];

        // Offered but not documented: the type of the scope says who may consent; to an app role only an administrator may.
        if (delegated is not null && !schemes.Exists(scheme => scheme.Scheme != PermissionScheme.Application))
            schemes.Add(new SourceScheme(PermissionScheme.DelegatedWork, delegated.Type != "User", 0));
        if (application is not null && !schemes.Exists(scheme => scheme.Scheme == PermissionScheme.Application))
            schemes.Add(new SourceScheme(PermissionScheme.Application, RequiresAdminConsent: true, 0));
        return schemes;
    }
}
