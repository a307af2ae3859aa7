using System.Text.Json;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Catalog.Tests;

/// <summary>Compares the index with Microsoft's files, read here by other means than the builder's.</summary>
public partial class RoundTripTests
{
    private static readonly PermissionCatalog Catalog = PermissionCatalog.Default;

    // Different paths share a template only where the list itself spells one path in several ways: keys in parentheses,
    // an example instead of a placeholder, a query, a slip of the pen.
    private static readonly string[] SpeltInSeveralWays =
    [
        "/agentRegistry/agentInstances",
        "/applications/{id}/repair",
        "/communications/calls/{id}/answer",
        "/deviceManagement/cloudCertificationAuthority/{id}",
        "/deviceManagement/cloudCertificationAuthority/{id}/cloudCertificationAuthorityLeafCertificate",
        "/me/drive/root:/{path}:/content",
        "/me/drive/root:/{path}:/contentStream",
        "/networkAccess/filteringProfiles/{id}/policies",
        "/teams/{id}/channels/{id}/messages/{id}",
        "/teams/{id}/channels/{id}/messages/{id}/replies/{id}",
        "/users/{id}/drive/root:/{path}:/content",
        "/users/{id}/drive/root:/{path}:/contentStream",
    ];

    [SourceDataFact]
    public void Every_scope_and_app_role_has_its_id_and_its_state()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string file, PermissionKind kind) in new[]
        {
            ("GraphDelegateRoles.json", PermissionKind.Delegated),
            ("GraphAppRoles.json", PermissionKind.Application),
        })
        {
            JsonElement[] offered = [.. Read(file).EnumerateArray()];
            foreach (JsonElement entry in offered)
            {
                string name = entry.GetProperty("Value").GetString()!;
                CatalogPermission permission = Catalog.Find(name)!;
                Assert.Equal(name, permission.Name);
                Assert.Equal(entry.GetProperty("Id").GetGuid(), permission.Id(kind));
                Assert.Equal(entry.GetProperty("IsEnabled").GetBoolean(), permission.IsEnabled(kind));
                Assert.Same(permission, Catalog.Find(permission.Id(kind)!.Value, kind));
                names.Add(name);
            }

            Assert.Equal(offered.Length, Catalog.Permissions.Count(permission => permission.Id(kind) is not null));
        }

        names.UnionWith(Documented().Select(permission => permission.Name));
        Assert.Equal(names.Order(StringComparer.OrdinalIgnoreCase), Catalog.Permissions.Select(permission => permission.Name), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(names.Count, Catalog.Count);
    }

    [SourceDataFact]
    public void Every_scheme_has_its_weight_and_its_consent()
    {
        // This one is listed twice, spelt in different case, each time with a part of the facts.
        foreach (JsonProperty entry in Documented().Where(entry => !entry.NameEquals("Calls.JoinGroupCallasGuest.All")))
        {
            CatalogPermission permission = Catalog.Find(entry.Name)!;
            Assert.Equal(entry.Value.GetProperty("authorizationType").GetString() == "RSC", permission.IsResourceSpecific);
            foreach (JsonProperty facts in entry.Value.GetProperty("schemes").EnumerateObject())
            {
                var scheme = Enum.Parse<PermissionScheme>(facts.Name);
                int level = facts.Value.TryGetProperty("privilegeLevel", out JsonElement value) ? value.GetInt32() : 0;
                Assert.True(permission.Schemes.HasFlag(scheme));
                Assert.Equal(level, permission.PrivilegeLevel(scheme));
                Assert.Equal(facts.Value.GetProperty("requiresAdminConsent").GetBoolean(), permission.RequiresAdminConsent(scheme));
            }
        }
    }

    [SourceDataFact]
    public void Every_call_has_the_permissions_that_are_listed_for_it()
    {
        var listed = new Dictionary<(string Template, string Method, PermissionScheme Scheme), Dictionary<string, bool>>();
        var spellings = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach ((string permission, JsonElement set, string path, string value) in ListedPaths())
        {
            string[] methods = [.. Strings(set, "methods")];
            foreach (string method in methods)
            {
                string? template = Catalog.Match(method, path)?.Template;
                Assert.True(template is not null, $"{method} {path}");
                spellings.TryAdd(template, []);
                spellings[template].Add(Placeholder().Replace(path.ToUpperInvariant(), "{}"));
                foreach (string scheme in Strings(set, "schemeKeys"))
                {
                    (string, string, PermissionScheme) key = (template, method, Enum.Parse<PermissionScheme>(scheme));
                    listed.TryAdd(key, new(StringComparer.OrdinalIgnoreCase));
                    (string need, bool isLeast) = Describe(permission, value, scheme);
                    listed[key][need] = isLeast || listed[key].GetValueOrDefault(need);
                }
            }
        }

        Assert.Equal(22_091, listed.Count);
        foreach (((string template, string method, PermissionScheme scheme), Dictionary<string, bool> permissions) in listed)
        {
            IEnumerable<string> found = Catalog.Match(method, template)!.Requirements
                .Where(requirement => requirement.Scheme == scheme)
                .Select(Describe);
            Assert.Equal(permissions.Select(permission => $"{permission.Key} {permission.Value}").Order(StringComparer.OrdinalIgnoreCase), found.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        }

        Assert.Equal(SpeltInSeveralWays, spellings.Where(paths => paths.Value.Count > 1).Select(paths => paths.Key).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [SourceDataFact]
    public void A_permission_knows_how_many_paths_it_opens()
    {
        var paths = ListedPaths()
            .GroupBy(listed => listed.Permission, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                group => group.Key,
                group => group.Select(listed => Catalog.Match(Strings(listed.Set, "methods").First(), listed.Path)!.Template).Distinct(StringComparer.Ordinal).Count(),
                StringComparer.OrdinalIgnoreCase);

        Assert.All(Catalog.Permissions, permission => Assert.Equal(paths.GetValueOrDefault(permission.Name), permission.PathCount));
    }

    private static (string Need, bool IsLeast) Describe(string permission, string value, string scheme)
    {
        Match least = Least().Match(value);
        Match also = AlsoRequires().Match(value);
        bool isLeast = least.Success && least.Value.Split(',').Contains(scheme, StringComparer.Ordinal);
        return ($"{permission} {string.Join(",", also.Value.Split(',').Order(StringComparer.OrdinalIgnoreCase))}", isLeast);
    }

    private static string Describe(CatalogRequirement requirement) =>
        $"{requirement.Permission} {string.Join(",", requirement.AlsoRequires)} {requirement.IsLeast}";

    private static IEnumerable<(string Permission, JsonElement Set, string Path, string Value)> ListedPaths() =>
        from permission in Documented()
        from set in permission.Value.GetProperty("pathSets").EnumerateArray()
        from path in set.GetProperty("paths").EnumerateObject()
        select (permission.Name, set, path.Name, path.Value.GetString()!);

    private static IEnumerable<string> Strings(JsonElement element, string property) =>
        element.GetProperty(property).EnumerateArray().Select(item => item.GetString()!);

    private static JsonElement.ObjectEnumerator Documented() => Read("permissions.json").GetProperty("permissions").EnumerateObject();

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(SourceData.GraphPermissions, file))).RootElement;

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("(?<=least=)[^;]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Least();

    [GeneratedRegex("(?<=AlsoRequires=)[^;]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AlsoRequires();
}
