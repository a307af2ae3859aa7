namespace MicrosoftOAuth.Core;

/// <summary>How a token stands to a permission.</summary>
public enum PermissionCheckStatus
{
    /// <summary>The token names it.</summary>
    Listed,

    /// <summary>The token does not name it.</summary>
    Missing,
}

/// <summary>Whether a token holds a permission.</summary>
/// <param name="Permission">The permission.</param>
/// <param name="Status">How the token stands to it.</param>
/// <param name="IsHeld">True where a call that takes it will be let through.</param>
/// <param name="Held">What the token holds.</param>
/// <param name="Remedy">What to type where it is missing; null otherwise.</param>
public sealed record PermissionCheck(string Permission, PermissionCheckStatus Status, bool IsHeld, IReadOnlyList<string> Held, string? Remedy)
{
    /// <summary>Looks a permission up in a token's <c>scp</c> and <c>roles</c>.</summary>
    public static PermissionCheck Of(string permission, TokenClaims claims)
    {
        string[] held = [.. claims.Scopes, .. claims.Roles];
        bool isHeld = held.Contains(permission, StringComparer.OrdinalIgnoreCase);
        string kind = claims.Scopes.Count == 0 ? "Application" : "Delegated";
        return new PermissionCheck(
            permission,
            isHeld ? PermissionCheckStatus.Listed : PermissionCheckStatus.Missing,
            isHeld,
            held,
            isHeld ? null
                : claims.ClientId == SignInOptions.GraphCommandLineTools ? $"Connect-MsOAuthApp -Scopes {permission}"
                : $"Add-MsOAuthPermission -ClientId {claims.ClientId} -{kind}Permission {permission}; Grant-MsOAuthConsent -ClientId {claims.ClientId}; Get-MsOAuthToken -ForceRefresh");
    }

    /// <summary>The permission and how it stands.</summary>
    public override string ToString() => $"{Permission}: {Status}";
}
