using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Seeding;

/// <summary>An app registration that a large tenant holds from the beginning.</summary>
internal sealed class PlantedApplication : Plan
{
    private const string SecretAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly string[] Names =
    [
        "id", "appId", "createdDateTime", "displayName", "description", "identifierUris", "isFallbackPublicClient", "publisherDomain",
        "signInAudience", "tags", "api", "passwordCredentials", "publicClient", "requiredResourceAccess", "web",
    ];

    private static readonly string[] SecretNames = ["Client secret", "CI pipeline", "Terraform", "Key Vault", "Rotated", "Laptop", "prod", "test", "Azure DevOps", "Vendor"];

    private static readonly int[] SecretLifetimes = [180, 180, 365, 365, 365, 730, 730, 730, 3650];

    private readonly PlantedWorld world;
    private readonly int number;

    public PlantedApplication(PlantedWorld world, int number)
    {
        this.world = world;
        this.number = number;
        var draw = DrawFor(Purpose.Kind);
        IsApi = draw.Happens(20);
        IsWeb = draw.Happens(55);
        IsPublic = !IsWeb && draw.Happens(40);
        GraphBundle = draw.Of(world.GraphBundles);
        OtherBundle = draw.Happens(12) ? draw.Of(world.OtherBundles) : null;
        HasPrincipal = draw.Happens(70);
        Age = draw.Below(2200);
    }

    /// <summary>What different draws of one application are for.</summary>
    private enum Purpose
    {
        Kind = 1,
        Ids,
        Name,
        Texts,
        Secrets,
        Owners,
        Principal,
        Scope,
    }

    public bool HasPrincipal { get; }

    /// <summary>The permissions it asks for, by API.</summary>
    public IEnumerable<PermissionBundle> Bundles => OtherBundle is null ? [GraphBundle] : [GraphBundle, OtherBundle];

    public DateTimeOffset Created => world.Beginning.AddDays(-Age).AddSeconds(-DrawFor(Purpose.Texts).Below(86400));

    public override IReadOnlyList<string> PropertyNames => Names;

    public override IEnumerable<string> OwnerIds
    {
        get
        {
            var draw = DrawFor(Purpose.Owners);
            return draw.Happens(10) ? [draw.Of(world.OwnerIds)] : [];
        }
    }

    private bool IsApi { get; }

    private bool IsWeb { get; }

    private bool IsPublic { get; }

    private int Age { get; }

    private PermissionBundle GraphBundle { get; }

    private PermissionBundle? OtherBundle { get; }

    /// <summary>The object, as the directory holds it.</summary>
    public Application ToApplication()
    {
        var draw = DrawFor(Purpose.Ids);
        return new(draw.NewId(), draw.NewId(), this);
    }

    /// <summary>What its service principal's id and its consents are drawn from.</summary>
    public Draw DrawForPrincipal() => DrawFor(Purpose.Principal);

    public override JsonNode? Value(DirectoryObject item, string property) => property switch
    {
        "id" => item.Id,
        "appId" => ((Application)item).AppId,
        "createdDateTime" => Instant.Graph(Created),
        "displayName" => DisplayName(),
        "description" => DrawFor(Purpose.Name).Happens(12) ? "Owned by the team of the same name. See the service catalogue." : null,
        "identifierUris" => IsApi ? new JsonArray(IdentifierUri(((Application)item).AppId)) : null,
        "isFallbackPublicClient" => IsPublic ? true : null,
        "publisherDomain" => world.Domain,
        "signInAudience" => DrawFor(Purpose.Texts).Happens(90) ? Audiences.MyOrganization : Audiences.MultipleOrganizations,
        "tags" => DrawFor(Purpose.Name).Happens(8) ? new JsonArray("HideApp") : null,
        "api" => IsApi ? Structure(property, new() { ["oauth2PermissionScopes"] = new JsonArray(Scope()) }) : null,
        "passwordCredentials" => Secrets(),
        "publicClient" => IsPublic ? Structure(property, new() { ["redirectUris"] = new JsonArray("http://localhost") }) : null,
        "requiredResourceAccess" => new JsonArray([.. Bundles.Select(bundle => bundle.ToJson())]),
        "web" => IsWeb ? Structure(property, Web()) : null,
        _ => null,
    };

    public string DisplayName()
    {
        var draw = DrawFor(Purpose.Name);
        return AppNames.Next(ref draw);
    }

    public string? RedirectUri() => IsWeb ? $"https://{HostName()}.contoso.example/signin-oidc" : IsPublic ? "http://localhost" : null;

    public JsonArray? OwnScopes() => IsApi ? new(Scope()) : null;

    public static string IdentifierUri(string appId) => "api://" + appId;

    private JsonObject Web() => new()
    {
        ["redirectUris"] = new JsonArray(RedirectUri()),
        ["redirectUriSettings"] = new JsonArray(new JsonObject { ["uri"] = RedirectUri(), ["index"] = null }),
    };

    private string HostName() => string.Concat(DisplayName().ToLowerInvariant().Where(char.IsLetterOrDigit)) + number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private JsonObject Scope()
    {
        var draw = DrawFor(Purpose.Scope);
        return new()
        {
            ["adminConsentDescription"] = $"Allows the app to access {DisplayName()} on behalf of the signed-in user.",
            ["adminConsentDisplayName"] = $"Access {DisplayName()}",
            ["id"] = draw.NewId(),
            ["isEnabled"] = true,
            ["type"] = "User",
            ["userConsentDescription"] = null,
            ["userConsentDisplayName"] = null,
            ["value"] = "access_as_user",
        };
    }

    /// <summary>None for a third of the applications; old and new ones, some expired, for the others.</summary>
    private JsonArray? Secrets()
    {
        var draw = DrawFor(Purpose.Secrets);
        var count = draw.Below(100) switch { < 35 => 0, < 75 => 1, < 93 => 2, _ => 3 };
        if (count == 0)
            return null;
        var secrets = new JsonArray();
        for (var index = 0; index < count; index++)
        {
            var start = world.Beginning.AddDays(-draw.Below(Math.Min(Age, 800) + 1)).AddSeconds(-draw.Below(3600));
            secrets.Add(new JsonObject
            {
                ["customKeyIdentifier"] = null,
                ["displayName"] = draw.Happens(80) ? draw.Of(SecretNames) : null,
                ["endDateTime"] = Instant.Graph(start.AddDays(draw.Of(SecretLifetimes))),
                ["hint"] = new string([Letter(ref draw), Letter(ref draw), Letter(ref draw)]),
                ["keyId"] = draw.NewId(),
                ["secretText"] = null,
                ["startDateTime"] = Instant.Graph(start),
            });
        }

        return secrets;
    }

    private static char Letter(ref Draw draw) => SecretAlphabet[draw.Below(SecretAlphabet.Length)];

    /// <summary>A structure with the defaults of what is not said.</summary>
    private static JsonNode? Structure(string property, JsonObject said) => EntityTypes.Application.Find(property)!.Type.Read(said, property);

    private Draw DrawFor(Purpose purpose) => new(world.Seed, number, (int)purpose);
}
