using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MicrosoftOAuth.Core;

/// <summary>One request to Microsoft Graph.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Below <c>/v1.0</c>, beginning with a slash; or a whole next link.</param>
/// <param name="Need">The permission it takes.</param>
internal sealed record GraphCall(HttpMethod Method, string Path, PermissionNeed Need)
{
    /// <summary>The body in UTF-8 JSON.</summary>
    internal byte[]? Body { get; init; }

    /// <summary>Sends <c>ConsistencyLevel: eventual</c> (https://learn.microsoft.com/graph/aad-advanced-queries).</summary>
    internal bool IsAdvancedQuery { get; init; }

    /// <summary>The <c>Prefer</c> header.</summary>
    internal string? Prefer { get; init; }

    internal static GraphCall Get(string path, PermissionNeed need) => new(HttpMethod.Get, path, need);

    internal static GraphCall Delete(string path, PermissionNeed need) => new(HttpMethod.Delete, path, need);

    internal static GraphCall Post<T>(string path, T body, JsonTypeInfo<T> type, PermissionNeed need) =>
        new(HttpMethod.Post, path, need) { Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };

    internal static GraphCall Patch<T>(string path, T body, JsonTypeInfo<T> type, PermissionNeed need) =>
        new(ApiRequest.Patch, path, need) { Body = JsonSerializer.SerializeToUtf8Bytes(body, type) };

    /// <summary>A string literal in an OData expression: quotes doubled, then percent-encoded.</summary>
    internal static string Literal(string text) => "'" + Uri.EscapeDataString(text.Replace("'", "''")) + "'";
}

/// <summary>
/// The delegated permission that a request takes, and the others that open it as well. An app-only session holds
/// what it was granted and is not asked.
/// </summary>
/// <param name="Scope">Asked for when none is held.</param>
/// <param name="AlsoEnough">Any of these is enough, too.</param>
internal sealed record PermissionNeed(string Scope, params string[] AlsoEnough)
{
    internal static PermissionNeed ReadApplications { get; } = new("Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");

    internal static PermissionNeed WriteApplications { get; } = new("Application.ReadWrite.All", "Directory.ReadWrite.All");

    internal static PermissionNeed ReadGrants { get; } = new("Directory.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All");

    internal static PermissionNeed WriteDelegatedGrants { get; } = new("DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All");

    internal static PermissionNeed WriteAppRoleGrants { get; } = new("AppRoleAssignment.ReadWrite.All");

    internal static PermissionNeed ReadPolicies { get; } = new("Policy.Read.All");

    internal static PermissionNeed ReadMe { get; } = new("User.Read", "User.ReadWrite", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");

    internal static PermissionNeed ReadUsers { get; } = new("User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All");

    /// <summary>Whatever the session was made for.</summary>
    internal static PermissionNeed Session { get; } = new(string.Empty);

    internal bool IsMetBy(IReadOnlyCollection<string> held) =>
        Scope.Length == 0
        || held.Contains(Scope, StringComparer.OrdinalIgnoreCase)
        || AlsoEnough.Any(scope => held.Contains(scope, StringComparer.OrdinalIgnoreCase));
}
