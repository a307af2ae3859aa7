using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>A permission of an app: requested in its registration, granted in the tenant, or both.</summary>
public sealed record AppPermission
{
    /// <summary>The app.</summary>
    public required string ClientId { get; init; }

    /// <summary>The API's name.</summary>
    public required string Api { get; init; }

    /// <summary>The API's app id.</summary>
    public required string ApiAppId { get; init; }

    /// <summary>The permission in the API's own words; its id where the API does not offer it any more.</summary>
    public required string Permission { get; init; }

    /// <summary>Delegated or application.</summary>
    public required PermissionKind Kind { get; init; }

    /// <summary>The permission's id; null for a grant of a name that the API does not know.</summary>
    public Guid? Id { get; init; }

    /// <summary>True where only an administrator may consent.</summary>
    public bool RequiresAdminConsent { get; init; }

    /// <summary>True where the registration asks for it.</summary>
    public bool Requested { get; init; }

    /// <summary>True where somebody has granted it.</summary>
    public bool Granted => GrantedFor.Count > 0;

    /// <summary>For whom it is granted: <c>Everyone</c> (the whole tenant, or the app itself) or object ids of users.</summary>
    public IReadOnlyList<string> GrantedFor { get; init; } = [];

    /// <summary>The name.</summary>
    public override string ToString() => Permission;
}
