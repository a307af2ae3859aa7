namespace MicrosoftOAuth.Core;

/// <summary>
/// Scopes as they go over the wire: the resource, a slash, the permission's name
/// (https://learn.microsoft.com/entra/identity-platform/scopes-oidc).
/// </summary>
internal static class ScopeName
{
    private static readonly HashSet<string> s_openId = new(StringComparer.OrdinalIgnoreCase) { "openid", "profile", "email", "offline_access" };

    /// <summary>A short name is taken to be of the audience; OpenID's own and full names stay.</summary>
    internal static string InFull(string scope, string audience) =>
        s_openId.Contains(scope) || scope.Contains("://") || (scope.IndexOf('/') is var slash && slash > 0 && Guid.TryParse(scope.Substring(0, slash), out _))
            ? scope
            : $"{audience}/{scope}";

    internal static bool IsOpenId(string scope) => s_openId.Contains(scope);

    /// <summary>The name behind the last slash.</summary>
    internal static string Short(string scope) => scope.Substring(scope.LastIndexOf('/') + 1);

    /// <summary>What stands before the last slash.</summary>
    internal static string ResourceOf(string scope) => scope.LastIndexOf('/') is var slash && slash > 0 ? scope.Substring(0, slash) : string.Empty;

    /// <summary>True where a token with that audience is what the scope asks for.</summary>
    internal static bool IsFor(string scope, string? audience) =>
        IsOpenId(scope)
        || ResourceOf(scope).TrimEnd('/').Equals(audience?.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)
        || (MicrosoftApi.All.FirstOrDefault(api => api.AppId.Equals(audience, StringComparison.OrdinalIgnoreCase)) is { } known
            && known.IsAudience(ResourceOf(scope).TrimEnd('/')));
}
