using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>Every call of the index, and what is listed for each permission of it.</summary>
internal static class ListedCalls
{
    private static readonly Lazy<(string Path, CatalogMatch Call)[]> s_all = new(() =>
        [.. from path in PermissionCatalog.Default.Paths
            from method in PermissionCatalog.Default.Methods(path)
            select (path, PermissionCatalog.Default.Match(method, path))]);

    private static readonly Lazy<Dictionary<(string Permission, PermissionScheme Scheme), HashSet<string>>> s_of = new(() =>
        (from call in All
         from requirement in call.Call.Requirements
         group $"{call.Call.Method} {call.Call.Template}" by (requirement.Permission.Name, requirement.Scheme))
        .ToDictionary(calls => calls.Key, calls => calls.ToHashSet(StringComparer.OrdinalIgnoreCase)));

    /// <summary>The calls, each by its path and what that matches.</summary>
    internal static IReadOnlyList<(string Path, CatalogMatch Call)> All => s_all.Value;

    /// <summary>Those of a permission under a scheme.</summary>
    internal static IReadOnlyDictionary<(string Permission, PermissionScheme Scheme), HashSet<string>> Of => s_of.Value;
}
