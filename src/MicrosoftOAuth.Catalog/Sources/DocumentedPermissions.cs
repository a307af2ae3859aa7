using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicrosoftOAuth.Catalog;

/// <summary>
/// Microsoft's permissions.json: names, schemes and paths, without ids. Its schema:
/// https://github.com/microsoftgraph/kibali/blob/main/specs/permissions-schema.json.
/// </summary>
public sealed class DocumentedPermissions
{
    /// <summary>What a permission's <c>authorizationType</c> is where it is granted on one resource.</summary>
    private const string ResourceSpecific = "RSC";

    private readonly IReadOnlyDictionary<string, Permission> _permissions;

    private DocumentedPermissions(IReadOnlyDictionary<string, Permission> permissions) => _permissions = permissions;

    /// <summary>How many entries there are.</summary>
    public int Count => _permissions.Count;

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or says something that this version does not know.</exception>
    public static DocumentedPermissions Read(byte[] json)
    {
        try
        {
            // Whoever saved the file with a byte order mark meant the same.
            ReadOnlySpan<byte> text = json is [0xEF, 0xBB, 0xBF, ..] ? json.AsSpan(3) : json;
            PermissionsFile file = JsonSerializer.Deserialize(text, DocumentedJson.Default.PermissionsFile) ?? throw new JsonException("It is null.");
            Check(file);
            return new DocumentedPermissions(file.Permissions);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"It is not built like permissions.json: {e.Message}", e);
        }
    }

    /// <summary>The permissions by name, ignoring case; the file may spell one in two ways, each knowing a part.</summary>
    internal Dictionary<string, SourcePermission> ToSource() => _permissions
        .GroupBy(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(spellings => spellings.Key, spellings => ToSource(spellings.Key, [.. spellings]), StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds what JSON allows and the file never has: nothing where something has to be, and names that are none.</summary>
    private static void Check(PermissionsFile file)
    {
        foreach (KeyValuePair<string, Permission> entry in file.Permissions ?? throw new JsonException("Its permissions are null."))
        {
            if (entry.Key.Length == 0 || !entry.Key.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_'))
            {
                throw new JsonException($"'{entry.Key}' is no name of a permission.");
            }

            bool isWhole = entry.Value is { Schemes: not null, PathSets: not null } permission
                && permission.Schemes.Values.All(scheme => scheme is not null)
                && permission.PathSets.TrueForAll(set => set is { SchemeKeys: not null, Methods: not null, Paths: not null }
                    && set.SchemeKeys.TrueForAll(scheme => scheme is not null)
                    && set.Methods.TrueForAll(method => method is not null));
            if (!isWhole)
            {
                throw new JsonException($"'{entry.Key}' has nothing where its schemes or path sets have to be.");
            }
        }
    }

    private static SourcePermission ToSource(string name, Permission[] spellings) => new(name)
    {
        IsResourceSpecific = spellings[0].AuthorizationType == ResourceSpecific,
        Schemes =
        [
            .. spellings.SelectMany(permission => permission.Schemes).GroupBy(scheme => SchemeOf(scheme.Key), scheme => scheme.Value).Select(schemes => new SourceScheme(
                schemes.Key,
                schemes.Any(scheme => scheme.RequiresAdminConsent),
                schemes.Max(scheme => scheme.PrivilegeLevel) ?? 0)),
        ],
        PathSets = [.. spellings.SelectMany(permission => permission.PathSets).Select(ToSource)],
    };

    private static SourcePathSet ToSource(PathSet set) => new(
        SchemesOf(set.SchemeKeys),
        set.Methods,
        [.. set.Paths.Select(path => ToSource(path.Key, path.Value ?? string.Empty))]);

    private static SourcePath ToSource(string template, string value)
    {
        if (template.Length < 2 || template[0] != '/')
        {
            throw new InvalidDataException($"'{template}' is no path.");
        }

        PermissionScheme least = PermissionScheme.None;
        string[] alsoRequires = [];
        foreach (string part in Split(value, ';'))
        {
            string[] sides = part.Split('=');
            string[] items = Split(sides[sides.Length - 1], ',');
            switch (sides[0])
            {
                case "least":
                    least = SchemesOf(items);
                    break;
                case "AlsoRequires":
                    alsoRequires = items;
                    break;
                default:
                    throw new InvalidDataException($"'{template}' has '{part}', which this version does not know.");
            }
        }

        return new SourcePath(template, least, alsoRequires);
    }

    private static string[] Split(string text, char separator) =>
        [.. text.Split(separator).Select(part => part.Trim()).Where(part => part.Length > 0)];

    private static PermissionScheme SchemesOf(IEnumerable<string> names) =>
        names.Aggregate(PermissionScheme.None, (schemes, name) => schemes | SchemeOf(name));

    private static PermissionScheme SchemeOf(string name) => name switch
    {
        nameof(PermissionScheme.DelegatedWork) => PermissionScheme.DelegatedWork,
        nameof(PermissionScheme.DelegatedPersonal) => PermissionScheme.DelegatedPersonal,
        nameof(PermissionScheme.Application) => PermissionScheme.Application,
        _ => throw new InvalidDataException($"It has the scheme '{name}', which this version does not know."),
    };

    internal sealed class PermissionsFile
    {
        [JsonRequired]
        public Dictionary<string, Permission> Permissions { get; set; } = [];
    }

    internal sealed class Permission
    {
        public string? AuthorizationType { get; set; }

        [JsonRequired]
        public Dictionary<string, Scheme> Schemes { get; set; } = [];

        [JsonRequired]
        public List<PathSet> PathSets { get; set; } = [];
    }

    internal sealed class Scheme
    {
        public bool RequiresAdminConsent { get; set; }

        public int? PrivilegeLevel { get; set; }
    }

    internal sealed class PathSet
    {
        [JsonRequired]
        public List<string> SchemeKeys { get; set; } = [];

        [JsonRequired]
        public List<string> Methods { get; set; } = [];

        [JsonRequired]
        public Dictionary<string, string?> Paths { get; set; } = [];
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DocumentedPermissions.PermissionsFile))]
internal sealed partial class DocumentedJson : JsonSerializerContext;
