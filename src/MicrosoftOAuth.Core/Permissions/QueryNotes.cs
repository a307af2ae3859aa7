using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>
/// What a query asks for beyond the call's own permissions. What is expanded or selected and listed as an address of its own
/// takes that address's permission; a few properties have one that is on their page alone, selected, filtered or sorted by;
/// and some permissions open only the basic properties (<see cref="BasicPermissions"/>).
/// </summary>
internal static class QueryNotes
{
    private const string Users = "/users";
    private const string RecoveryKeys = "/informationProtection/bitlocker/recoveryKeys";
    private const string LocalCredentials = "/deviceLocalCredentials";

    /// <summary>
    /// Sources: https://learn.microsoft.com/graph/api/resources/user and, for filters, /graph/api/user-list and
    /// /graph/custom-security-attributes-examples; /graph/api/resources/bitlockerrecoverykey; /graph/api/devicelocalcredentialinfo-get,
    /// whose address the list has without <c>/directory</c>.
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
        HashSet<string> noted = new(StringComparer.OrdinalIgnoreCase);
        foreach (string option in query.TrimStart('?').Split('#')[0].Split('&').Select(Uri.UnescapeDataString))
        {
            int sign = option.IndexOf('=');
            string name = sign < 0 ? string.Empty : option.Substring(0, sign).Trim().TrimStart('$').ToLowerInvariant();
            string value = option.Substring(sign + 1);
            QueryNeed?[] found = name switch
            {
                "expand" => [.. ItemsOf(value).Select(item => OwnOf(catalog, match, name, item) ?? BasicPermissions.OfExpanded(match, item))],
                "select" => OfSelected(catalog, match, [.. ItemsOf(value)], noted),
                "filter" or "orderby" => [.. NamesOf(value).Select(item => PropertyOf(catalog, match, name, item, noted))],
                "search" => [BasicPermissions.OfSearch(match)],
                _ => [],
            };
            needs.AddRange(found.OfType<QueryNeed>());
        }

        return needs;
    }

    private static QueryNeed?[] OfSelected(PermissionCatalog catalog, CatalogMatch match, string[] items, HashSet<string> noted)
    {
        QueryNeed?[] own = [.. items.Select(item => OwnOf(catalog, match, "select", item))];
        return
        [
            .. items.Select((item, at) => PropertyOf(catalog, match, "select", item, noted) ?? own[at]),
            BasicPermissions.OfSelected(match, [.. items.Where((_, at) => own[at] is null)]),
        ];
    }

    /// <summary>What a property takes that has a permission of its own; each is noted once.</summary>
    private static QueryNeed? PropertyOf(PermissionCatalog catalog, CatalogMatch match, string option, string item, HashSet<string> noted)
    {
        (_, _, string? permission) = Array.Find(s_properties, one => item.Equals(one.Property, StringComparison.OrdinalIgnoreCase) && IsBelow(match.Template, one.Path));
        return permission is not null && noted.Add(item)
            ? new QueryNeed($"${option}={item} takes {permission} too.", Everywhere(catalog, permission, match.Template))
            : null;
    }

    /// <summary>What an item takes that is listed as an address of its own.</summary>
    private static QueryNeed? OwnOf(PermissionCatalog catalog, CatalogMatch match, string option, string item)
    {
        CatalogMatch? own = catalog.Match("GET", $"{match.Template}/{item}") ?? catalog.Match("GET", $"{match.Template}/{{id}}/{item}");
        if (own is null)
        {
            return null;
        }

        PermissionScheme[] raised = [.. PermissionFinder.Schemes.Where(scheme => IsRaised(own, match, scheme))];
        return raised.Length == 0
            ? null
            : new QueryNeed(
                $"${option}={item} takes what {own.Template} takes:",
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

    internal static FoundPermission Found(CatalogPermission permission, PermissionScheme scheme, string template, IReadOnlyList<string> also) => new()
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

    /// <summary>"signInActivity/lastSignInDateTime le 2025-01-01 and city eq 'key'" names signInActivity and city, and what is no property.</summary>
    private static IEnumerable<string> NamesOf(string value)
    {
        bool isText = false;
        int start = -1;
        for (int i = 0; i <= value.Length; i++)
        {
            char character = i < value.Length ? value[i] : ' ';
            bool isInName = !isText && (char.IsLetterOrDigit(character) || character == '_');
            if (isInName && start < 0)
            {
                start = i;
            }
            else if (!isInName && start >= 0)
            {
                if (start == 0 || value[start - 1] != '/')
                {
                    yield return value.Substring(start, i - start);
                }

                start = -1;
            }

            isText ^= character == '\'';
        }
    }
}
