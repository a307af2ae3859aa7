using System.Text.Json;

namespace MicrosoftOAuth.Catalog.Builder;

/// <summary>The root of permissions.json.</summary>
/// <param name="Permissions">The permissions by name.</param>
public sealed record PermissionsFile(IReadOnlyDictionary<string, DocumentedPermission> Permissions)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the file.</summary>
    public static PermissionsFile Read(string path) =>
        JsonSerializer.Deserialize<PermissionsFile>(File.ReadAllBytes(path), Options)
        ?? throw new InvalidDataException($"'{path}' is empty.");
}

/// <summary>A permission as permissions.json has it.</summary>
/// <param name="AuthorizationType"><c>oAuth2</c>, or <c>RSC</c> for one that is granted on a single resource.</param>
/// <param name="Schemes">By scheme.</param>
/// <param name="PathSets">The calls that it opens.</param>
public sealed record DocumentedPermission(
    string AuthorizationType,
    IReadOnlyDictionary<PermissionScheme, DocumentedScheme> Schemes,
    IReadOnlyList<DocumentedPathSet> PathSets);

/// <summary>What permissions.json says about a permission under one scheme.</summary>
/// <param name="RequiresAdminConsent">Whether an administrator must consent.</param>
/// <param name="PrivilegeLevel">1 to 4; absent for some.</param>
public sealed record DocumentedScheme(bool RequiresAdminConsent, int? PrivilegeLevel);

/// <summary>A path set of permissions.json.</summary>
/// <param name="SchemeKeys">Schemes.</param>
/// <param name="Methods">Methods.</param>
/// <param name="Paths">By path template: <c>least=DelegatedWork,Application;AlsoRequires=A,B</c>, either part or nothing.</param>
public sealed record DocumentedPathSet(
    IReadOnlyList<string> SchemeKeys,
    IReadOnlyList<string> Methods,
    IReadOnlyDictionary<string, string> Paths)
{
    /// <summary>The same in the index's terms.</summary>
    /// <exception cref="InvalidDataException">A path's value has a part that this tool does not know.</exception>
    public SourcePathSet ToSource() => new(
        SchemesOf(SchemeKeys),
        Methods,
        [.. Paths.Select(path => ToSource(path.Key, path.Value))]);

    private static SourcePath ToSource(string template, string value)
    {
        var least = PermissionScheme.None;
        string[] alsoRequires = [];
        foreach (string part in value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = part.Split('=');
            string[] items = sides[^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            switch (sides[0])
            {
                case "least":
                    least = SchemesOf(items);
                    break;
                case "AlsoRequires":
                    alsoRequires = items;
                    break;
                default:
                    throw new InvalidDataException($"'{template}' has '{part}', which this tool does not know.");
            }
        }

        return new SourcePath(template, least, alsoRequires);
    }

    private static PermissionScheme SchemesOf(IEnumerable<string> names) =>
        names.Aggregate(PermissionScheme.None, (schemes, name) => schemes | Enum.Parse<PermissionScheme>(name));
}
