using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Catalog.Naming;

namespace MicrosoftOAuth.Core;

/// <summary>An API and the permissions that apps can ask of it.</summary>
public sealed class OAuthApi
{
    private readonly Lazy<IReadOnlyList<ApiPermission>> _permissions;

    internal OAuthApi(string name, string appId, string? audience, string? servicePrincipalId, Lazy<IReadOnlyList<ApiPermission>> permissions)
    {
        Name = name;
        AppId = appId;
        Audience = audience;
        ServicePrincipalId = servicePrincipalId;
        _permissions = permissions;
    }

    /// <summary>The name, as the portal shows it.</summary>
    public string Name { get; }

    /// <summary>The API's own app id.</summary>
    public string AppId { get; }

    /// <summary>The audience of its tokens in the session's cloud; null where it depends on the instance or is not known there.</summary>
    public string? Audience { get; }

    /// <summary>Who decides on access beside, or instead of, the permissions; null where nothing else is known to, or the API is not one of Microsoft's.</summary>
    public string? AccessNote => MicrosoftApi.Find(AppId)?.AccessNote;

    /// <summary>The object id of its service principal; null where the tenant was not asked or has none.</summary>
    public string? ServicePrincipalId { get; }

    /// <summary>What an app can hold on behalf of a user.</summary>
    public IReadOnlyList<ApiPermission> DelegatedPermissions => [.. _permissions.Value.Where(permission => permission.Kind == PermissionKind.Delegated)];

    /// <summary>What an app can hold by itself.</summary>
    public IReadOnlyList<ApiPermission> ApplicationPermissions => [.. _permissions.Value.Where(permission => permission.Kind == PermissionKind.Application)];

    /// <summary>Finds a permission by name, or by id, ignoring case.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.PermissionNotFound"/> with the nearest names.</exception>
    public ApiPermission Find(string name, PermissionKind kind)
    {
        if (TryFind(name, kind) is { } found)
        {
            return found;
        }

        string kindName = kind.ToString().ToLowerInvariant();
        bool otherKind = _permissions.Value.Any(permission => permission.Matches(name));
        string near = string.Join(", ", NearestNames.Of(name, _permissions.Value.Where(permission => permission.Kind == kind).Select(permission => permission.Name), 5));
        string what = otherKind
            ? $"{Name} has '{name}' as a permission of the other kind only, not as a{(kind == PermissionKind.Application ? "n" : string.Empty)} {kindName} one."
            : $"{Name} has no {kindName} permission called '{name}'.";
        throw new OAuthException(
            OAuthErrorKind.PermissionNotFound,
            near.Length == 0 ? what : $"{what} The nearest are: {near}.",
            otherKind
                ? $"Ask for it with -{(kind == PermissionKind.Application ? "Delegated" : "Application")}Permission {name}"
                : $"Search: Find-MsOAuthPermission -Api '{Name}' -Search {name}")
        {
            Target = name,
        };
    }

    /// <summary>A permission by name, or by id, ignoring case; null where there is none.</summary>
    internal ApiPermission? TryFind(string name, PermissionKind kind) => _permissions.Value.FirstOrDefault(permission => permission.Kind == kind && permission.Matches(name));

    /// <summary>The permission with that id; null where the API does not offer it any more.</summary>
    internal ApiPermission? Find(Guid id, PermissionKind kind) => _permissions.Value.FirstOrDefault(permission => permission.Id == id && permission.Kind == kind);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A permission that an API offers.</summary>
/// <param name="Api">The API's name.</param>
/// <param name="ApiAppId">The API's app id.</param>
/// <param name="Name">The name in the API's own words.</param>
/// <param name="Kind">Delegated or application.</param>
/// <param name="Id">Its id.</param>
/// <param name="RequiresAdminConsent">True where only an administrator may consent.</param>
public sealed record ApiPermission(string Api, string ApiAppId, string Name, PermissionKind Kind, Guid Id, bool RequiresAdminConsent)
{
    internal bool Matches(string nameOrId) =>
        Name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase) || (Guid.TryParse(nameOrId, out Guid id) && id == Id);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
