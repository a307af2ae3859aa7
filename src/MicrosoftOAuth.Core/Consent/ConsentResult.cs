using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>What became of a permission that was to be granted or revoked.</summary>
public enum ConsentStatus
{
    /// <summary>It is granted now.</summary>
    Granted,

    /// <summary>It was granted before; nothing was changed.</summary>
    AlreadyGranted,

    /// <summary>It is revoked now.</summary>
    Revoked,

    /// <summary>It cannot be granted in this way: an application permission has no user.</summary>
    NotApplicable,

    /// <summary>It was refused.</summary>
    Failed,
}

/// <summary>What became of one permission.</summary>
/// <param name="ClientId">The app.</param>
/// <param name="Api">The API's name.</param>
/// <param name="Permission">The permission in the API's own words.</param>
/// <param name="Kind">Delegated or application.</param>
/// <param name="Status">What became of it.</param>
/// <param name="GrantedFor"><c>Everyone</c>, or the user's object id.</param>
/// <param name="Reason">Why it failed; null otherwise.</param>
public sealed record ConsentResult(string ClientId, string Api, string Permission, PermissionKind Kind, ConsentStatus Status, string GrantedFor, string? Reason = null);

/// <summary>One permission that somebody granted.</summary>
/// <param name="ClientId">The app.</param>
/// <param name="Api">The API's name.</param>
/// <param name="ApiAppId">The API's app id.</param>
/// <param name="Permission">The permission in the API's own words.</param>
/// <param name="Kind">Delegated or application.</param>
/// <param name="GrantedFor"><c>Everyone</c>, or the user's object id.</param>
/// <param name="GrantId">Graph's id of the grant; delegated permissions of one API and user share one.</param>
public sealed record ConsentGrant(string ClientId, string Api, string ApiAppId, string Permission, PermissionKind Kind, string GrantedFor, string GrantId);
