using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MicrosoftOAuth.Sandbox.State;

/// <summary>
/// A practice world as it is kept: every tenant's directory, and Nango. Whatever lasts for minutes is left out: codes,
/// cookies, refresh tokens, sign-ins under way.
/// </summary>
internal sealed record SavedWorld
{
    public const string KnownFormat = "MicrosoftOAuth practice tenant";
    public const int KnownVersion = 1;

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>How many blocks were drawn for ids: a seeded world goes on where it was, so that no id comes twice.</summary>
    public required long IdsDrawn { get; init; }

    public required List<SavedTenant> Tenants { get; init; }

    public required SavedNango Nango { get; init; }
}

/// <summary>The tenants there can be in a world.</summary>
internal enum TenantKind
{
    Home,
    Second,
    Personal,
}

/// <summary>A tenant's directory. Microsoft's own registrations come with the program and are left out.</summary>
internal sealed record SavedTenant
{
    public required TenantKind Kind { get; init; }

    public required string Id { get; init; }

    public required string DisplayName { get; init; }

    public required string Domain { get; init; }

    /// <summary>The organization's own properties.</summary>
    public required JsonObject Properties { get; init; }

    public required List<SavedRole> Roles { get; init; }

    public required List<SavedUser> Users { get; init; }

    public required List<SavedUser> DeletedUsers { get; init; }

    public required List<SavedGroup> Groups { get; init; }

    public required List<SavedGroup> DeletedGroups { get; init; }

    public required List<SavedApplication> Applications { get; init; }

    public required List<SavedApplication> DeletedApplications { get; init; }

    public required List<SavedServicePrincipal> ServicePrincipals { get; init; }

    public required List<SavedServicePrincipal> DeletedServicePrincipals { get; init; }

    public required List<SavedGrant> Grants { get; init; }

    public required List<SavedAssignment> AppRoleAssignments { get; init; }

    public required List<SavedPolicy> AppManagementPolicies { get; init; }

    /// <summary>The properties of the policy for all other applications.</summary>
    public required JsonObject DefaultAppPolicy { get; init; }
}

/// <summary>What every object of a directory has.</summary>
internal record SavedObject
{
    public required string Id { get; init; }

    public required JsonObject Properties { get; init; }

    public string? CreatedById { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }
}

internal sealed record SavedRole : SavedObject
{
    public required string TemplateId { get; init; }
}

internal sealed record SavedUser : SavedObject
{
    public required List<string> RoleTemplateIds { get; init; }

    public required string Password { get; init; }

    public bool NeedsSecondFactor { get; init; }
}

internal sealed record SavedGroup : SavedObject
{
    public required List<string> OwnerIds { get; init; }

    public required List<string> MemberIds { get; init; }
}

/// <summary>A service principal, and of an application as much as both have.</summary>
internal record SavedServicePrincipal : SavedObject
{
    public required string AppId { get; init; }

    public List<SavedSecret> Secrets { get; init; } = [];

    /// <summary>Certificates (DER, in base64) by key id.</summary>
    public Dictionary<string, byte[]> Certificates { get; init; } = [];

    public List<string> OwnerIds { get; init; } = [];
}

internal sealed record SavedApplication : SavedServicePrincipal
{
    public List<SavedObject> FederatedCredentials { get; init; } = [];
}

internal sealed record SavedGrant : SavedObject
{
    public required string ClientId { get; init; }

    public required string ResourceId { get; init; }

    public string? PrincipalId { get; init; }
}

internal sealed record SavedAssignment : SavedObject
{
    public required string PrincipalId { get; init; }

    public required string ResourceId { get; init; }

    public required string AppRoleId { get; init; }
}

internal sealed record SavedPolicy : SavedObject
{
    public required List<string> AppliesTo { get; init; }
}

/// <summary>A client secret: its SHA-256, never its text.</summary>
internal sealed record SavedSecret(string KeyId, byte[] Hash, DateTimeOffset UsableFrom, DateTimeOffset Start, DateTimeOffset End);

internal sealed record SavedNango
{
    public required List<SavedIntegration> Integrations { get; init; }

    public required List<SavedConnection> Connections { get; init; }
}

internal sealed record SavedIntegration
{
    public required string UniqueKey { get; init; }

    public required string Provider { get; init; }

    public required string DisplayName { get; init; }

    public required bool ForwardWebhooks { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public required string Scopes { get; init; }

    public string? WebhookSecret { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }
}

internal sealed record SavedConnection
{
    public required int Number { get; init; }

    public required string Id { get; init; }

    public required string Integration { get; init; }

    public required JsonObject Tags { get; init; }

    public JsonNode? EndUser { get; init; }

    public required JsonObject ConnectionConfig { get; init; }

    public string? TokenUrl { get; init; }

    public required JsonObject Credentials { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required DateTimeOffset Updated { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SavedWorld))]
internal sealed partial class SavedWorldFormat : JsonSerializerContext;
