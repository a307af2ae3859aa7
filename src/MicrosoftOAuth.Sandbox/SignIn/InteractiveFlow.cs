using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>What a person at the browser is being asked for.</summary>
internal enum FlowKind
{
    /// <summary>A sign-in for a client.</summary>
    SignIn,

    /// <summary>An administrator's consent for the whole tenant.</summary>
    AdminConsent,
}

/// <summary>An interactive sign-in between its first page and its redirect.</summary>
internal sealed class InteractiveFlow(FlowKind kind, Application application, string redirectUri, ClientPlatform platform, Authority authority)
{
    public FlowKind Kind { get; } = kind;

    public Application Application { get; } = application;

    public string RedirectUri { get; } = redirectUri;

    public ClientPlatform Platform { get; } = platform;

    public Authority Authority { get; } = authority;

    public required ScopeRequest Scopes { get; set; }

    public string? State { get; init; }

    public string? Nonce { get; init; }

    public string? CodeChallenge { get; init; }

    public string? CodeChallengeMethod { get; init; }

    public string ResponseType { get; init; } = "code";

    public string ResponseMode { get; init; } = "query";

    public string? Prompt { get; init; }

    public string? LoginHint { get; init; }

    public bool WantsClientInfo { get; init; }

    /// <summary>Who has signed in; null until then.</summary>
    public Account? Account { get; private set; }

    /// <summary>Goes on with an account; what is asked for is read again where its tenant is another one.</summary>
    public void SignIn(Account account, DateTimeOffset time)
    {
        Scopes = Scopes.In(account.Tenant);
        Account = account;
        SignedIn = time;
    }

    /// <summary>When the account gave its password: now, or earlier in this browser.</summary>
    public DateTimeOffset SignedIn { get; private set; }
}
