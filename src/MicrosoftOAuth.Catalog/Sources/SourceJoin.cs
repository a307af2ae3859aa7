namespace MicrosoftOAuth.Catalog;

/// <summary>Joins what is documented with what is offered into what an index is made from.</summary>
public static class SourceJoin
{
    private static readonly PermissionScheme[] s_schemes = [PermissionScheme.DelegatedWork, PermissionScheme.DelegatedPersonal, PermissionScheme.Application];

    /// <summary>
    /// Names, schemes and paths are the document's; ids, the enabled flag and the spelling are those that are offered: the service
    /// principal's spelling is the one that tokens carry, and other lists disagree with the ids that a tenant serves.
    /// </summary>
    /// <param name="documented">Microsoft's list.</param>
    /// <param name="scopes">The delegated permissions that Microsoft Graph's service principal offers.</param>
    /// <param name="appRoles">The application permissions that it offers.</param>
    public static IReadOnlyList<SourcePermission> Join(DocumentedPermissions documented, IEnumerable<OfferedPermission> scopes, IEnumerable<OfferedPermission> appRoles)
    {
        Dictionary<string, SourcePermission> source = documented.ToSource();
        Dictionary<string, OfferedPermission> delegated = ByName(scopes);
        Dictionary<string, OfferedPermission> application = ByName(appRoles);
        HashSet<string> names = new(delegated.Keys, StringComparer.OrdinalIgnoreCase);
        names.UnionWith(application.Keys);
        names.UnionWith(source.Keys);
        return [.. names.Select(name => Join(name, source.GetValueOrDefault(name), delegated.GetValueOrDefault(name), application.GetValueOrDefault(name)))];
    }

    /// <summary>How many calls are listed: method, path and scheme, each once.</summary>
    public static int CountCalls(IEnumerable<SourcePermission> permissions)
    {
        HashSet<(string, PermissionScheme, string)> calls = [];
        foreach (SourcePathSet set in permissions.SelectMany(permission => permission.PathSets))
        {
            string[] paths = [.. set.Paths.Select(path => path.Template.ToLowerInvariant())];
            calls.UnionWith(
                from method in set.Methods
                from scheme in s_schemes
                where set.Schemes.HasFlag(scheme)
                from path in paths
                select (method, scheme, path));
        }

        return calls.Count;
    }

    private static Dictionary<string, OfferedPermission> ByName(IEnumerable<OfferedPermission> offered) => offered
        .GroupBy(permission => permission.Name, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);

    private static SourcePermission Join(string name, SourcePermission? documented, OfferedPermission? delegated, OfferedPermission? application)
    {
        List<SourceScheme> schemes = [.. documented?.Schemes ?? []];

        // Offered but not documented: the scope itself says who may consent; to an app role only an administrator may.
        if (delegated is not null && !schemes.Exists(scheme => scheme.Scheme != PermissionScheme.Application))
        {
            schemes.Add(new SourceScheme(PermissionScheme.DelegatedWork, delegated.RequiresAdminConsent, PrivilegeLevel: 0));
        }

        if (application is not null && !schemes.Exists(scheme => scheme.Scheme == PermissionScheme.Application))
        {
            schemes.Add(new SourceScheme(PermissionScheme.Application, RequiresAdminConsent: true, PrivilegeLevel: 0));
        }

        return new SourcePermission(name)
        {
            DelegatedId = delegated?.Id,
            ApplicationId = application?.Id,
            DelegatedEnabled = delegated?.IsEnabled ?? false,
            ApplicationEnabled = application?.IsEnabled ?? false,
            IsResourceSpecific = documented?.IsResourceSpecific ?? false,
            Schemes = schemes,
            PathSets = documented?.PathSets ?? [],
        };
    }
}
