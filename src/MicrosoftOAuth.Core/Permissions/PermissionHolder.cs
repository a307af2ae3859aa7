using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>Who holds permissions: a token, or an app by what it was granted.</summary>
public sealed record PermissionHolder
{
    /// <summary>The tenant of personal accounts (https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference, <c>tid</c>).</summary>
    private const string PersonalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    /// <summary>
    /// The claim <c>wids</c> of whoever has no directory role: a member of the tenant, and an app. Every other id is that of a role
    /// (https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference).
    /// </summary>
    private static readonly HashSet<string> s_noRoles = new(StringComparer.OrdinalIgnoreCase) { "b79fbf4d-3ef9-4689-8143-76b194e85509", "0997a1d0-0d1d-4acb-b408-d5ca73121e90" };

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

    /// <summary>What other APIs than Microsoft Graph offer, as far as somebody looked it up.</summary>
    internal IReadOnlyList<ApiPermission> Offered { get; init; } = [];

    /// <summary>The API that a token is for, where that is not Microsoft Graph.</summary>
    internal TokenApi? OtherApi { get; private init; }

    /// <summary>The address of Microsoft Graph that a token is for; null where it does not name one.</summary>
    internal string? GraphAddress { get; private init; }

    /// <summary>The session that a token is of; null for one that was passed.</summary>
    internal HolderSession? Session { get; init; }

    /// <summary>The session that an app, or a token that was passed, was asked about in: it holds nothing of theirs.</summary>
    internal HolderSession? Asking { get; init; }

    /// <summary>The session that commands run in; null where none is known.</summary>
    internal HolderSession? Commanding => Session ?? Asking;

    /// <summary>The names of sessions that a new one must not take the place of.</summary>
    internal IReadOnlyList<string> TakenNames { get; init; } = [];

    /// <summary>Where to sign in, as a parameter with a space before it; empty for the worldwide cloud.</summary>
    internal string Place { get; init; } = string.Empty;

    /// <summary>True for a token whose time is over.</summary>
    internal bool HasExpired { get; private init; }

    /// <summary>True for a token, which holds permissions of one kind only and grows old.</summary>
    internal bool IsToken { get; private init; }

    /// <summary>True for the token of a personal account, which no administrator consents for.</summary>
    internal bool IsPersonal { get; private init; }

    /// <summary>
    /// True for the token of a managed identity, which has a service principal and no registration. Such tokens name the
    /// Azure resource in <c>xms_mirid</c>.
    /// </summary>
    internal bool IsManagedIdentity { get; init; }

    /// <summary>True where the tenant was asked for the app's registration and has none: it is another's app.</summary>
    internal bool IsRegisteredElsewhere { get; init; }

    /// <summary>True where directory roles were assigned to an app itself, which open calls that none of its permissions opens.</summary>
    internal bool HasDirectoryRoles => NamesDirectoryRoles && Kinds.Contains(PermissionKind.Application);

    /// <summary>The tenant that a token is for, or that an app was looked up in.</summary>
    internal string? TenantId { get; init; }

    /// <summary>The object id of a token's user or, where there is none, of the app's service principal.</summary>
    internal string? ObjectId { get; private init; }

    /// <summary>True for the client that sessions of an administrator sign in with, and where a token does not name its app.</summary>
    internal bool IsOfNoAppOfYours => ClientId is null or SignInOptions.GraphCommandLineTools;

    /// <summary>Whether an audience is that of Microsoft Graph, in any cloud.</summary>
    internal static bool IsGraph(string audience) => s_graphs.Contains(audience.TrimEnd('/'));

    /// <summary>What a token says of itself.</summary>
    /// <param name="claims">The token.</param>
    /// <param name="clock">Whose time counts; null for this computer's.</param>
    public static PermissionHolder Of(TokenClaims claims, TimeProvider? clock = null) => new()
    {
        ClientId = claims.ClientId,
        Account = claims.Account,
        Scopes = claims.Scopes,
        Roles = claims.Roles,
        TenantId = claims.TenantId,
        ObjectId = claims.ObjectId,
        OtherApi = claims.Audience is { } audience && !IsGraph(audience) ? new TokenApi(audience) : null,
        GraphAddress = claims.Audience is { } graph && IsGraph(graph) && graph.Contains("://") ? graph.TrimEnd('/') : null,
        Place = HolderSession.PlaceOf(TokenApi.CloudOf(claims.Audience)),
        HasExpired = claims.ExpiresOn <= (clock ?? TimeProvider.System).GetUtcNow(),
        IsToken = true,
        IsPersonal = claims.TenantId == PersonalTenant,
        IsManagedIdentity = claims.Claims.ContainsKey("xms_mirid"),
        NamesDirectoryRoles = claims.Claims.TryGetValue("wids", out object? wids) && wids is string[] ids && !Array.TrueForAll(ids, s_noRoles.Contains),
    };

    /// <summary>A token of a session, and how that signs in.</summary>
    public static PermissionHolder Of(AccessToken token, SignInMethod method) =>
        Of(token) is var holder && method == SignInMethod.ManagedIdentity ? holder with { IsManagedIdentity = true } : holder;

    /// <summary>A token of a session, which commands can name.</summary>
    internal static PermissionHolder Of(AccessToken token, OAuthContext context) => Of(token, context.SignInMethod) with
    {
        Session = HolderSession.Of(context),
        Place = HolderSession.PlaceOf(context),
        HasExpired = token.ExpiresOn <= context.GetUtcNow(),
    };

    /// <summary>A token of a session. Those of personal accounts are opaque, and what the token endpoint said of them counts.</summary>
    public static PermissionHolder Of(AccessToken token) => TokenClaims.TryRead(token.Reveal()) is { } claims
        ? Of(claims) with { HasExpired = false }
        : new PermissionHolder
        {
            ClientId = token.ClientId,
            TenantId = token.TenantId,
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

    /// <summary>The same, for commands that name the sessions that there are and sign in under a name that none of them has.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="current">The one that commands mean where they name none; null where there is none.</param>
    public PermissionHolder Among(IEnumerable<OAuthContext> sessions, OAuthContext? current)
    {
        // Who asks about a token that was passed is of its tenant, or has nothing to say there.
        bool isHere = TenantId is not null && TenantId.Equals(current?.TenantId, StringComparison.OrdinalIgnoreCase);
        HolderSession? asking = Asking ?? (current is null || Session is not null || TenantId is null ? null
            : HolderSession.Of(current) is { } own ? own with { MayAdminister = own.MayAdminister && isHere }
            : null);
        PermissionHolder placed = IsToken && Session is null && isHere ? this with { Place = HolderSession.PlaceOf(current!) } : this;
        return placed with
        {
            Asking = asking is null ? null : asking with { IsCurrent = asking.Name.Equals(current?.Name, StringComparison.OrdinalIgnoreCase) },
            TakenNames = [.. sessions.Where(session => !placed.IsAdministeredIn(session)).Select(session => session.Name)],
        };
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

    /// <summary>What the app requests of the API that counts.</summary>
    internal string[] Requested(PermissionKind kind) =>
        [.. OfApi(kind, ApiAppId).Where(permission => permission.Requested).Select(permission => permission.Permission)];

    /// <summary>What the app was granted of the API that counts.</summary>
    internal string[] Granted(PermissionKind kind) => Granted(kind, ApiAppId);

    /// <summary>What the app was granted of an API for everyone or, in a user's token, for that user.</summary>
    internal string[] Granted(PermissionKind kind, string? apiAppId) =>
    [
        .. OfApi(kind, apiAppId)
            .Where(permission => permission.GrantedFor.Any(whom => whom == ConsentClient.Everyone || (ObjectId is not null && whom.Equals(ObjectId, StringComparison.OrdinalIgnoreCase))))
            .Select(permission => permission.Permission),
    ];

    /// <summary>The API that counts: Microsoft Graph, or that of the token; null where only the tenant knows its app id.</summary>
    private string? ApiAppId => OtherApi is null ? MicrosoftApi.GraphAppId : OtherApi.AppId;

    /// <summary>True where a token names directory roles, in the claim <c>wids</c>: a user's are the user's own.</summary>
    private bool NamesDirectoryRoles { get; init; }

    private bool IsAdministeredIn(OAuthContext session) =>
        HolderSession.IsOfAdministrators(session) && session.TenantId is { } tenant && tenant.Equals(TenantId, StringComparison.OrdinalIgnoreCase) && HolderSession.PlaceOf(session) == Place;

    private IEnumerable<AppPermission> OfApi(PermissionKind kind, string? apiAppId) => (OfApp ?? [])
        .Where(permission => permission.Kind == kind && permission.ApiAppId.Equals(apiAppId, StringComparison.OrdinalIgnoreCase));
}
