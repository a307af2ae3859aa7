using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>Who holds permissions: a token, or an app by what it was granted.</summary>
public sealed record PermissionHolder
{
    /// <summary>The tenant of personal accounts (https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference, <c>tid</c>).</summary>
    private const string PersonalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static readonly HashSet<string> s_graphs = new(
        Enum.GetValues(typeof(CloudEnvironment)).Cast<CloudEnvironment>().Select(cloud => MicrosoftCloud.Of(cloud).GraphAudience).Append(MicrosoftApi.GraphAppId),
        StringComparer.OrdinalIgnoreCase);

    private PermissionHolder()
    {
    }

    /// <summary>The app; null where a token does not name it.</summary>
    public string? ClientId { get; private init; }

    /// <summary>The user of a token, by sign-in name.</summary>
    public string? Account { get; private init; }

    /// <summary>The delegated permissions.</summary>
    public IReadOnlyList<string> Scopes { get; private init; } = [];

    /// <summary>The application permissions.</summary>
    public IReadOnlyList<string> Roles { get; private init; } = [];

    /// <summary>What the app requests and what it was granted; null where nobody looked.</summary>
    public IReadOnlyList<AppPermission>? OfApp { get; init; }

    /// <summary>The API that a token is for, where that is not Microsoft Graph.</summary>
    internal string? OtherApi { get; private init; }

    /// <summary>True for a token, which holds permissions of one kind only and grows old.</summary>
    internal bool IsToken { get; private init; }

    private bool IsPersonal { get; init; }

    private string? UserId { get; init; }

    /// <summary>What a token says of itself.</summary>
    public static PermissionHolder Of(TokenClaims claims) => new()
    {
        ClientId = claims.ClientId,
        Account = claims.Account,
        Scopes = claims.Scopes,
        Roles = claims.Roles,
        UserId = claims.ObjectId,
        OtherApi = claims.Audience is { } audience && !s_graphs.Contains(audience.TrimEnd('/')) ? audience : null,
        IsToken = true,
        IsPersonal = claims.TenantId == PersonalTenant,
    };

    /// <summary>A token of a session. Those of personal accounts are opaque, and what the token endpoint said of them counts.</summary>
    public static PermissionHolder Of(AccessToken token) => TokenClaims.TryRead(token.Reveal()) is { } claims
        ? Of(claims)
        : new PermissionHolder
        {
            ClientId = token.ClientId,
            Account = token.Account,
            Scopes = token.Scopes,
            Roles = token.Roles,
            IsToken = true,
            IsPersonal = token.TenantId == PersonalTenant,
        };

    /// <summary>An app, by what it was granted of Microsoft Graph for everyone.</summary>
    public static PermissionHolder Of(string clientId, IReadOnlyList<AppPermission> permissions)
    {
        PermissionHolder app = new() { ClientId = clientId, OfApp = permissions };
        return app with { Scopes = app.Granted(PermissionKind.Delegated), Roles = app.Granted(PermissionKind.Application) };
    }

    /// <summary>The kinds of permission that count: that of a token, both for an app.</summary>
    internal IReadOnlyList<PermissionKind> Kinds =>
        !IsToken ? [PermissionKind.Delegated, PermissionKind.Application]
        : Scopes.Count > 0 || (Account is not null && Roles.Count == 0) ? [PermissionKind.Delegated]
        : [PermissionKind.Application];

    internal IReadOnlyList<string> Held(PermissionKind kind) => kind == PermissionKind.Delegated ? Scopes : Roles;

    internal PermissionScheme Scheme(PermissionKind kind) =>
        kind == PermissionKind.Application ? PermissionScheme.Application
        : IsPersonal ? PermissionScheme.DelegatedPersonal
        : PermissionScheme.DelegatedWork;

    /// <summary>What the app requests of Microsoft Graph.</summary>
    internal string[] Requested(PermissionKind kind) => [.. OfGraph(kind).Where(permission => permission.Requested).Select(permission => permission.Permission)];

    /// <summary>What the app was granted of Microsoft Graph for everyone or, in a user's token, for that user.</summary>
    internal string[] Granted(PermissionKind kind) =>
    [
        .. OfGraph(kind)
            .Where(permission => permission.GrantedFor.Any(whom => whom == ConsentClient.Everyone || (UserId is not null && whom.Equals(UserId, StringComparison.OrdinalIgnoreCase))))
            .Select(permission => permission.Permission),
    ];

    private IEnumerable<AppPermission> OfGraph(PermissionKind kind) => (OfApp ?? [])
        .Where(permission => permission.Kind == kind && permission.ApiAppId.Equals(MicrosoftApi.GraphAppId, StringComparison.OrdinalIgnoreCase));
}
