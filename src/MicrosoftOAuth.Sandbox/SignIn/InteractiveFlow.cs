using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>What a person at the browser is being asked for.</summary>
internal enum FlowKind
{
    /// <summary>A sign-in for a client that waits at a redirect URI.</summary>
    SignIn,

    /// <summary>An administrator's consent for the whole tenant.</summary>
    AdminConsent,

    /// <summary>A sign-in for a device that has shown a code.</summary>
    Device,
}

/// <summary>An interactive sign-in between its first page and its end.</summary>
internal sealed class InteractiveFlow(FlowKind kind, Application application, ResponseTarget target, ClientPlatform platform, Authority authority)
{
    public FlowKind Kind { get; } = kind;

    public Application Application { get; } = application;

    /// <summary>Where the client waits for the answer.</summary>
    public ResponseTarget Target { get; } = target;

    public ClientPlatform Platform { get; } = platform;

    public Authority Authority { get; } = authority;

    /// <summary>What is asked for, in the tenant of whoever has signed in.</summary>
    public required ScopeRequest Scopes { get; set; }

    public ResponseTypes ResponseTypes { get; init; } = ResponseTypes.CodeOnly;

    public bool IsVersion1 { get; init; }

    public string? Nonce { get; init; }

    public string? CodeChallenge { get; init; }

    public string? CodeChallengeMethod { get; init; }

    public string? Prompt { get; init; }

    public string? LoginHint { get; init; }

    public string? DomainHint { get; init; }

    /// <summary>How long ago the password may have been given; null where it does not matter.</summary>
    public TimeSpan? MaxAge { get; init; }

    public bool WantsClientInfo { get; init; }

    /// <summary>The code of the device that waits; null for other kinds.</summary>
    public DeviceCode? Device { get; init; }

    /// <summary>What only the browser knows that the flow began in, and must go on in.</summary>
    public required string BrowserSecret { get; init; }

    /// <summary>Whether the person has confirmed that they mean this app, where a device asked.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Who has signed in; null until then.</summary>
    public Account? Account { get; private set; }

    /// <summary>When the account gave its password: now, or earlier in this browser.</summary>
    public DateTimeOffset SignedIn { get; private set; }

    /// <summary>Goes on with an account; what is asked for is read again where its tenant is another one.</summary>
    /// <exception cref="SignInException">The account cannot be used here, or its tenant lacks the API.</exception>
    public void SignIn(BrowserSession session)
    {
        Authority.MustAdmit(session.Account, Application, session.Account.Tenant.World);
        Scopes = Scopes.In(session.Account.Tenant);
        Account = session.Account;
        SignedIn = session.SignedIn;
    }

    /// <summary>Whether a sign-in of this browser may be gone on with, without a password.</summary>
    public bool Accepts(BrowserSession session, DateTimeOffset now)
    {
        var account = session.Account;
        return Authority.Admits(account, Application, account.Tenant.World)
            && (MaxAge is not { } age || now - session.SignedIn <= age)
            && (DomainHint is null || MatchesDomain(account, DomainHint));
    }

    public bool IsHinted(Account account) => account.User.UserPrincipalName.Equals(LoginHint, StringComparison.OrdinalIgnoreCase);

    private static bool MatchesDomain(Account account, string hint) => hint.ToLowerInvariant() switch
    {
        "organizations" => !account.Tenant.IsPersonal,
        "consumers" => account.Tenant.IsPersonal,
        var domain => account.User.UserPrincipalName.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase),
    };
}
