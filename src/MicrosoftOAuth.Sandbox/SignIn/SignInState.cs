using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>What the sign-in service remembers between two requests.</summary>
internal sealed class SignInState(TimeProvider clock)
{
    /// <summary>Interactive sign-ins under way, by the id in their pages' forms.</summary>
    public ExpiringMap<InteractiveFlow> Flows { get; } = new(clock);

    public ExpiringMap<AuthorizationCode> Codes { get; } = new(clock);

    public ExpiringMap<RefreshToken> RefreshTokens { get; } = new(clock);

    public ExpiringMap<DeviceCode> DeviceCodes { get; } = new(clock);

    /// <summary>Browsers in which a user is signed in, by the value of their cookie.</summary>
    public ExpiringMap<Account> BrowserSessions { get; } = new(clock);
}

/// <summary>An authorization code that has been handed out.</summary>
internal sealed record AuthorizationCode(
    Application Registration,
    Account Account,
    string RedirectUri,
    ClientPlatform Platform,
    ScopeRequest Scopes,
    string? Nonce,
    string? CodeChallenge,
    string? CodeChallengeMethod)
{
    public bool IsRedeemed { get; set; }
}

/// <summary>A refresh token: what a user allowed a client, at whichever API.</summary>
internal sealed record RefreshToken(Application Registration, Account Account, ClientPlatform Platform, ScopeRequest Scopes);

/// <summary>A device that waits for its user.</summary>
internal sealed record DeviceCode(string Code, string UserCode, Application Registration, ScopeRequest Scopes, Authority Authority)
{
    /// <summary>What is asked for; read in the tenant of whoever has approved it.</summary>
    public ScopeRequest Scopes { get; set; } = Scopes;

    public int Polls { get; set; }

    public Account? ApprovedBy { get; set; }

    public bool IsRefused { get; set; }

    public bool IsRedeemed { get; set; }
}
