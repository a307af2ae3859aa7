using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What <c>$expand</c> and <c>$select</c> ask for beyond the call's own permissions. What is expanded or selected and listed
/// as an address of its own takes that address's permission; a few properties have one that is on their page alone.
/// </summary>
internal static class QueryNotes
{
    private const string Users = "/users";
    private const string RecoveryKeys = "/informationProtection/bitlocker/recoveryKeys";
    private const string LocalCredentials = "/directory/deviceLocalCredentials";

    /// <summary>
    /// Sources: https://learn.microsoft.com/graph/api/resources/user, /graph/api/resources/bitlockerrecoverykey,
    /// /graph/api/devicelocalcredentialinfo-get.
    /// </summary>
    private static readonly (string Property, string Path, string Permission)[] s_properties =
    [
        ("signInActivity", Users, "AuditLog.Read.All"),
        ("customSecurityAttributes", Users, "CustomSecAttributeAssignment.Read.All"),
        ("employeeLeaveDateTime", Users, "User-LifeCycleInfo.Read.All"),
        ("key", RecoveryKeys, "BitlockerKey.Read.All"),
        ("credentials", LocalCredentials, "DeviceLocalCredential.Read.All"),
    ];

    /// <summary>What a query takes beyond the call; empty where it asks for nothing more.</summary>
    /// <param name="catalog">The index.</param>
    /// <param name="match">What was found for the address without its query.</param>
    /// <param name="query">The query, with its question mark.</param>
    internal static IReadOnlyList<QueryNeed> Of(PermissionCatalog catalog, CatalogMatch match, string query)
    {
        if (match.Method != "GET")
        {
            return [];
        }

        List<QueryNeed> needs = [];
        foreach (string option in Uri.UnescapeDataString(query.TrimStart('?').Split('#')[0]).Split('&'))
        {
            int sign = option.IndexOf('=');
            string name = sign < 0 ? string.Empty : option.Substring(0, sign).Trim().TrimStart('$').ToLowerInvariant();
            if (name is "expand" or "select")
            {
                needs.AddRange(ItemsOf(option.Substring(sign + 1)).Select(item => NeedOf(catalog, match, name, item)).OfType<QueryNeed>());
            }
        }

        return needs;
    }

    private static QueryNeed? NeedOf(PermissionCatalog catalog, CatalogMatch match, string option, string item)
    {
        foreach ((string property, string path, string permission) in s_properties)
        {
            if (option == "select" && item.Equals(property, StringComparison.OrdinalIgnoreCase) && IsBelow(match.Template, path))
            {
                return new QueryNeed($"$select={item} takes {permission} too.", Everywhere(catalog, permission, match.Template));
            }
        }

        CatalogMatch? own = catalog.Match("GET", $"{match.Template}/{item}") ?? catalog.Match("GET", $"{match.Template}/{{id}}/{item}");
        if (own is null)
        {
            return null;
        }

        PermissionScheme[] raised = [.. PermissionFinder.Schemes.Where(scheme => IsRaised(own, match, scheme))];
        return raised.Length == 0
            ? null
            : new QueryNeed(
                $"${option}={item} takes what {own.Template} takes: {string.Join(", ", raised.Select(scheme => $"{own.Ranked(scheme)[0].Permission.Name} ({scheme})"))}.",
                [.. raised.SelectMany(scheme => own.Ranked(scheme).Select(requirement => Found(requirement.Permission, scheme, own.Template, requirement.AlsoRequires)))]);
    }

    /// <summary>True where the call's own least permission does not open what is expanded.</summary>
    private static bool IsRaised(CatalogMatch own, CatalogMatch match, PermissionScheme scheme)
    {
        IReadOnlyList<CatalogRequirement> needed = own.Ranked(scheme);
        IReadOnlyList<CatalogRequirement> held = match.Ranked(scheme);
        return needed.Count > 0 && held.Count > 0 && needed.All(requirement => requirement.Permission != held[0].Permission);
    }

    private static FoundPermission[] Everywhere(PermissionCatalog catalog, string name, string template) => catalog.Find(name) is { } permission
        ? [.. PermissionFinder.Schemes.Where(scheme => permission.Schemes.HasFlag(scheme)).Select(scheme => Found(permission, scheme, template, []))]
        : [];

    private static FoundPermission Found(CatalogPermission permission, PermissionScheme scheme, string template, IReadOnlyList<string> also) => new()
    {
        Api = MicrosoftApi.GraphName,
        Permission = permission.Name,
        Scheme = scheme,
        IsResourceSpecific = permission.IsResourceSpecific,
        Id = permission.Id(PermissionFinder.KindOf(scheme)),
        Template = template,
        AlsoRequires = also,
    };

    private static bool IsBelow(string template, string path) =>
        template.StartsWith(path, StringComparison.OrdinalIgnoreCase) || (path == Users && template.Equals("/me", StringComparison.OrdinalIgnoreCase));

    /// <summary>"members($select=id,displayName),owners" names members and owners.</summary>
    private static IEnumerable<string> ItemsOf(string value)
    {
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= value.Length; i++)
        {
            char character = i < value.Length ? value[i] : ',';
            depth += character == '(' ? 1 : character == ')' ? -1 : 0;
            if (character == ',' && (depth == 0 || i == value.Length))
            {
                string item = value.Substring(start, i - start).Split('(', '/')[0].Trim();
                start = i + 1;
                if (item.Length > 0 && item.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '.'))
                {
                    yield return item;
                }
            }
        }
    }
}
