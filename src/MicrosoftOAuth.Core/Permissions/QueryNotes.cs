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

    /// <summary>The notes on a query; empty where it asks for nothing more.</summary>
    /// <param name="catalog">The index.</param>
    /// <param name="match">What was found for the address without its query.</param>
    /// <param name="query">The query, with its question mark.</param>
    internal static IReadOnlyList<string> Of(PermissionCatalog catalog, CatalogMatch match, string query)
    {
        if (match.Method != "GET")
        {
            return [];
        }

        List<string> notes = [];
        foreach (string option in Uri.UnescapeDataString(query.TrimStart('?').Split('#')[0]).Split('&'))
        {
            int sign = option.IndexOf('=');
            string name = sign < 0 ? string.Empty : option.Substring(0, sign).Trim().TrimStart('$').ToLowerInvariant();
            if (name is "expand" or "select")
            {
                notes.AddRange(ItemsOf(option.Substring(sign + 1)).Select(item => NoteOn(catalog, match, name, item)).OfType<string>());
            }
        }

        return notes;
    }

    private static string? NoteOn(PermissionCatalog catalog, CatalogMatch match, string option, string item)
    {
        foreach ((string property, string path, string permission) in s_properties)
        {
            if (option == "select" && item.Equals(property, StringComparison.OrdinalIgnoreCase) && IsBelow(match.Template, path))
            {
                return $"$select={item} takes {permission} too.";
            }
        }

        CatalogMatch? own = catalog.Match("GET", $"{match.Template}/{item}") ?? catalog.Match("GET", $"{match.Template}/{{id}}/{item}");
        if (own is null)
        {
            return null;
        }

        string[] raised = [.. PermissionFinder.Schemes.Select(scheme => RaisedBy(own, match, scheme)).OfType<string>()];
        return raised.Length == 0 ? null : $"${option}={item} takes what {own.Template} takes: {string.Join(", ", raised)}.";
    }

    /// <summary>The permission of what is expanded, where the call's own least one does not open it.</summary>
    private static string? RaisedBy(CatalogMatch own, CatalogMatch match, PermissionScheme scheme)
    {
        IReadOnlyList<CatalogRequirement> needed = own.Ranked(scheme);
        IReadOnlyList<CatalogRequirement> held = match.Ranked(scheme);
        return needed.Count == 0 || held.Count == 0 || needed.Any(requirement => requirement.Permission == held[0].Permission)
            ? null
            : $"{needed[0].Permission.Name} ({scheme})";
    }

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
