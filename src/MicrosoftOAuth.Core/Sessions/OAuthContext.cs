namespace MicrosoftOAuth.Core;

/// <summary>
/// A signed-in identity with its tokens: what Connect makes and every other operation works in. The object may
/// travel between threads and runspaces.
/// </summary>
public sealed class OAuthContext
{
    private static readonly string[] s_default = [".default"];
    private static readonly string[] s_administrator = ["Application.ReadWrite.All"];

    private readonly ISignIn _signIn;
    private readonly SignInOptions _options;
    private readonly TokenGate _gate;
    private readonly bool _isForeign;
    private Tuple<IReadOnlyList<string>, string>? _own;
    private AccessToken? _token;
    private IReadOnlyList<string>? _granted;
    private bool _mayAsk;

    private OAuthContext(SignInOptions options, MicrosoftCloud cloud, Wire wire, IKeptTokens? kept)
    {
        _options = options;
        _mayAsk = options.MayAsk;
        Cloud = cloud;
        Wire = wire;
        _signIn = SignInMethods.Create(options, cloud, wire, kept);
        KeepsTokens = kept is not null;
        _gate = new TokenGate(_signIn, wire.Clock);
        CreatedOn = wire.Clock.GetUtcNow();
        _isForeign = !SignInAuthority.Of(options, cloud, string.Empty).IsEntra;
        ClientId = options.ClientId ?? (options.Method == SignInMethod.ManagedIdentity ? string.Empty : SignInOptions.GraphCommandLineTools);
        TenantId = options.TenantId;
        Scopes = options.Scopes.Count > 0 ? options.Scopes : DefaultScopes(options, _isForeign);
        Name = options.Name ?? string.Empty;
    }

    /// <summary>The name by which -Context finds it in a runspace.</summary>
    public string Name { get; private set; }

    /// <summary>The signed-in user's name; null for an app alone.</summary>
    public string? Account { get; private set; }

    /// <summary>The tenant's id.</summary>
    public string? TenantId { get; private set; }

    /// <summary>The app that is signed in.</summary>
    public string ClientId { get; private set; }

    /// <summary>The cloud.</summary>
    public CloudEnvironment Environment => Cloud.Environment;

    /// <summary>The issuer where it is not the cloud's: External ID, or another OpenID Connect provider.</summary>
    public Uri? Authority => _options.Authority;

    /// <summary>How it signed in.</summary>
    public SignInMethod SignInMethod => _options.Method;

    /// <summary>The permissions that were asked for.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The permissions that Entra gave, earlier grants included: delegated ones, or an app's roles.</summary>
    public IReadOnlyList<string> GrantedScopes
    {
        get => _granted ??= _token is not { } token ? [] : token.Scopes.Count > 0 ? token.Scopes : token.Roles;
        private set => _granted = value;
    }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedOn { get; }

    /// <summary>True where a user stands behind it.</summary>
    public bool HasUser => _signIn.HasUser;

    /// <summary>True where its tokens are kept on disk for this user.</summary>
    public bool KeepsTokens { get; }

    /// <summary>True where somebody chose its name.</summary>
    internal bool IsNamed => _options.Name is not null;

    /// <summary>The tenant that was given at sign-in; null where it was left to the account.</summary>
    internal string? GivenTenant => _options.TenantId;

    /// <summary>The account that was given at sign-in.</summary>
    internal string? LoginHint => _options.LoginHint;

    /// <summary>The name of its sandbox; null for the default one and for a real cloud.</summary>
    internal string? SandboxName => _options.SandboxName;

    /// <summary>The token of the session's own scopes that is in memory, good or ended; null where there is none.</summary>
    internal AccessToken? HeldToken => _gate.Peek((_own ??= InFull(Scopes)).Item2);

    /// <summary>True where another provider than Microsoft signs in.</summary>
    internal bool IsForeign => _isForeign;

    internal MicrosoftCloud Cloud { get; }

    internal Wire Wire { get; }

    /// <summary>What APIs offer in its tenant, for looking things up.</summary>
    internal OfferedApis Apis { get; } = new();

    /// <summary>Signs in and returns the context.</summary>
    /// <exception cref="OAuthException">The sign-in failed.</exception>
    public static async Task<OAuthContext> ConnectAsync(SignInOptions options, Wire wire, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        SignInOptions resolved = options.Method == SignInMethod.EnvironmentVariable ? EnvironmentVariables.Resolve(options, reports) : options;
        MicrosoftCloud cloud = MicrosoftCloud.Of(resolved.Environment);
        // Asked here and not there: the store brings another assembly, which most sessions do without.
        IKeptTokens? kept = resolved.CacheScope == TokenCacheScope.CurrentUser
            ? await TokenCacheStore.OpenAsync(resolved, cloud, wire.Clock, reports, cancellationToken).ConfigureAwait(false)
            : null;
        OAuthContext context = new(resolved, cloud, wire, kept);
        AccessToken token = await context.GetTokenAsync(context.Scopes, TokenChoice.Cached, reports, cancellationToken).ConfigureAwait(false);
        context.Learn(token);
        if (context.HasUser && reports is not null)
        {
            context.ReportEarlierGrants(reports);
        }

        return context;
    }

    /// <summary>Gets a token for scopes of one API; those of the context when there are none.</summary>
    /// <param name="scopes">In the API's own words (Microsoft Graph) or in full.</param>
    /// <param name="choice">Which token will do.</param>
    /// <param name="reports">Who watches.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <exception cref="OAuthException">The token cannot be had.</exception>
    public Task<AccessToken> GetTokenAsync(IReadOnlyList<string> scopes, TokenChoice choice, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        (IReadOnlyList<string> full, string key) = scopes.Count == 0 || ReferenceEquals(scopes, Scopes) ? (_own ??= InFull(Scopes)) : InFull(scopes);
        if (_gate.TryGet(key, choice, out Task<AccessToken>? held))
        {
            return held;
        }

        TokenQuery query = new(full, choice.ForceRefresh, _mayAsk && choice.MayAsk, reports) { Claims = ClaimsChallenge.Read(choice.ClaimsChallenge) };
        return _gate.RenewAsync(key, choice, query, cancellationToken);
    }

    /// <summary>
    /// Forgets every token, in memory and on disk. The session stays: an app signs in anew by itself, a person is asked.
    /// </summary>
    /// <exception cref="OAuthException">
    /// <see cref="OAuthErrorKind.ServiceUnavailable"/>: the tokens on disk cannot be deleted, since the keyring is locked, say;
    /// <see cref="OAuthErrorKind.Timeout"/>: another process holds them.
    /// </exception>
    public async Task ClearTokensAsync(CancellationToken cancellationToken)
    {
        _gate.Clear();
        await _signIn.ForgetAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same session, its tokens included, which fails with <see cref="OAuthErrorKind.InteractionRequired"/> where a person would have to be asked.</summary>
    public OAuthContext WithoutAsking()
    {
        OAuthContext quiet = (OAuthContext)MemberwiseClone();
        quiet._mayAsk = false;
        return quiet;
    }

    /// <summary>The audience of an API in this context's cloud.</summary>
    /// <param name="api">A name, an app id, or an audience such as <c>api://…</c>.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.ApiNotFound"/>: no such name, or its audience depends on the instance.</exception>
    public string AudienceOf(string api) => MicrosoftApi.Find(api) switch
    {
        { } known => known.AudienceIn(Cloud) ?? throw new OAuthException(
            OAuthErrorKind.ApiNotFound,
            known.InstanceExample is null
                ? $"The audience of {known.Name} in the cloud {Cloud.Environment} is not known here."
                : $"Tokens for {known.Name} are asked for by the address of the instance.",
            known.InstanceExample is { } example
                ? $"Pass it with the scope, for example: Get-MsOAuthToken -Scopes {example}/.default"
                : "Pass it with the scope: Get-MsOAuthToken -Scopes <audience>/.default")
        {
            Target = api,
        },
        null when api.Contains("://") || Guid.TryParse(api, out _) => api.TrimEnd('/'),
        null => throw new OAuthException(OAuthErrorKind.ApiNotFound, $"No API is known as '{api}'.", "List them: Get-MsOAuthApi") { Target = api },
    };

    /// <summary>The time by this context's clock.</summary>
    public DateTimeOffset GetUtcNow() => Wire.Clock.GetUtcNow();

    /// <summary>Shows app, user and tenant.</summary>
    public override string ToString() => Name;

    /// <summary>
    /// A token that opens a management request. The permission is asked for only where the session's own token
    /// does not open it, since a person may not be able to consent to more.
    /// </summary>
    internal async Task<AccessToken> TokenForAsync(PermissionNeed need, TokenChoice choice, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        if (!HasUser || SignInMethod == SignInMethod.AccessToken)
        {
            return await GetTokenAsync([Cloud.GraphAudience + "/.default"], choice, reports, cancellationToken).ConfigureAwait(false);
        }

        bool isForGraph = Scopes.All(scope => ScopeName.IsFor(ScopeName.InFull(scope, Cloud.GraphAudience), Cloud.GraphAudience));
        if (isForGraph && need.IsMetBy(_token?.Scopes ?? []))
        {
            return await GetTokenAsync(Scopes, choice, reports, cancellationToken).ConfigureAwait(false);
        }

        if (!need.IsMetBy(GrantedScopes))
        {
            reports?.Report(new VerboseReport($"This takes the permission {need.Scope}, which the session does not hold yet; it is asked for."));
        }

        AccessToken token = await GetTokenAsync([need.Scope.Length == 0 ? ".default" : need.Scope], choice, reports, cancellationToken).ConfigureAwait(false);
        GrantedScopes = [.. GrantedScopes.Union(token.Scopes, StringComparer.OrdinalIgnoreCase)];
        return token;
    }

    internal GraphClient Graph(IProgress<OAuthReport>? reports) => new(this, reports);

    private static string[] DefaultScopes(SignInOptions options, bool isForeign) =>
        isForeign ? []
            : options.ClientId is null && options.Method is SignInMethod.Interactive or SignInMethod.DeviceCode
            ? s_administrator
            : s_default;

    /// <summary>The scopes as they are asked for, and their name in the gate.</summary>
    private Tuple<IReadOnlyList<string>, string> InFull(IReadOnlyList<string> scopes)
    {
        // Another provider's scopes are names of its own, and stay as they are.
        IEnumerable<string> full = _isForeign ? scopes : scopes.Select(scope => ScopeName.InFull(scope, Cloud.GraphAudience));
        if (!_isForeign && SignInMethods.IsAppAlone(SignInMethod))
        {
            // Client credentials know only an API's .default (https://learn.microsoft.com/entra/identity-platform/scopes-oidc#client-credentials-grant-flow-and-default).
            full = full.Select(scope => ScopeName.ResourceOf(scope) + "/.default").Distinct(StringComparer.OrdinalIgnoreCase);
        }

        string[] all = [.. full];
        return Tuple.Create<IReadOnlyList<string>, string>(all, TokenGate.KeyOf(all));
    }

    private void ReportEarlierGrants(IProgress<OAuthReport> reports)
    {
        IEnumerable<string> more = GrantedScopes.Where(scope => !ScopeName.IsOpenId(scope)).Except(Scopes.Select(ScopeName.Short), StringComparer.OrdinalIgnoreCase);
        if (more.Any())
        {
            reports.Report(new VerboseReport("Entra also gave permissions that were granted earlier: " + string.Join(", ", more)));
        }
    }

    /// <summary>Takes over what a token of the session's own scopes says.</summary>
    internal void Learn(AccessToken token)
    {
        TenantId = token.TenantId ?? TenantId;
        ClientId = token.ClientId ?? ClientId;
        Account = token.Account;
        (_token, _granted) = (token, null);
        if (Name.Length == 0)
        {
            // With the app in it: one person's sessions as two apps must not take each other's place.
            string app = ClientId.Length > 0 ? ClientId : SignInMethod.ToString();
            string who = Account is null ? app
                : ClientId == SignInOptions.GraphCommandLineTools ? Account
                : $"{Account}/{app}";
            Name = TenantId is null ? who : $"{who}@{TenantId}";
        }
    }
}
