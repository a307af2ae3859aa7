namespace MicrosoftOAuth.Core;

/// <summary>What shows in the address of a call before anything is looked up.</summary>
internal static class GraphAddress
{
    /// <summary>Why no app gets in there by itself (https://learn.microsoft.com/graph/api/user-get#permissions).</summary>
    internal const string NobodyAtMe = "/me is the signed-in user, and an app alone has none: use /users/{id}.";

    private static readonly string[] s_versions = ["/v1.0", "/beta"];

    /// <summary>The host of a whole address; null for a path.</summary>
    internal static string? HostOf(string address)
    {
        string text = address.Trim();
        return IsWhole(text, out _) && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) ? uri.Host : null;
    }

    /// <summary>The path with its query, without host and version; null at another host than Microsoft Graph's.</summary>
    internal static string? PathOf(string address)
    {
        string text = address.Trim();
        if (IsWhole(text, out int host))
        {
            if (!PermissionHolder.IsGraph($"https://{HostOf(text)}"))
            {
                return null;
            }

            int slash = text.IndexOf('/', host);
            text = slash < 0 ? string.Empty : text.Substring(slash);
        }

        text = "/" + text.TrimStart('/');
        return Array.Find(s_versions, version => text.StartsWith(version + "/", StringComparison.OrdinalIgnoreCase)) is { } found ? text.Substring(found.Length) : text;
    }

    /// <summary>What follows <c>/me</c>; null for an address that does not begin with it.</summary>
    internal static string? BehindMe(string address) =>
        PathOf(address) is { } path && path.StartsWith("/me", StringComparison.OrdinalIgnoreCase) && (path.Length == 3 || path[3] is '/' or '?' or '#' or ':' or '(')
            ? path.Substring(3)
            : null;

    /// <summary>A scheme stands before the first slash; an address in a query makes no whole one.</summary>
    private static bool IsWhole(string text, out int host)
    {
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        host = colon + 3;
        return colon > 0 && text.IndexOfAny(['/', '?']) == colon + 1;
    }
}
