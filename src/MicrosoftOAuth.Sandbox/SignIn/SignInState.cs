using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>What the sign-in service remembers between two requests.</summary>
internal sealed class SignInState(TimeProvider clock, IdSource ids)
{
    /// <summary>Interactive sign-ins under way, by the id in their pages' forms.</summary>
    public ExpiringMap<InteractiveFlow> Flows { get; } = new(clock);

    public ExpiringMap<AuthorizationCode> Codes { get; } = new(clock);

    public ExpiringMap<RefreshToken> RefreshTokens { get; } = new(clock);

    public ExpiringMap<DeviceCode> DeviceCodes { get; } = new(clock);

    /// <summary>The accounts that are signed in to browsers.</summary>
    public BrowserSessions Browsers { get; } = new(clock, ids);
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
    string? CodeChallengeMethod,
    DateTimeOffset SignedIn)
{
    public bool IsRedeemed { get; set; }
}

/// <summary>A refresh token: what a user allowed a client, at whichever API.</summary>
/// <param name="Registration">The client.</param>
/// <param name="Account">The user, and their tenant.</param>
/// <param name="Platform">The platform of the redirect URI that the sign-in went to.</param>
/// <param name="Scopes">What the user signed in for.</param>
/// <param name="SignedIn">When the user gave a password.</param>
/// <param name="Issued">When this token was issued.</param>
/// <param name="Expires">When it ends.</param>
internal sealed record RefreshToken(
    Application Registration,
    Account Account,
    ClientPlatform Platform,
    ScopeRequest Scopes,
    DateTimeOffset SignedIn,
    DateTimeOffset Issued,
    DateTimeOffset Expires);

/// <summary>A device that waits for its user.</summary>
internal sealed record DeviceCode(string Code, string UserCode, Application Registration, ScopeRequest Scopes, Authority Authority)
{
    /// <summary>What is asked for; read in the tenant of whoever has approved it.</summary>
    public ScopeRequest Scopes { get; set; } = Scopes;

    public int Polls { get; set; }

    public Account? ApprovedBy { get; set; }

    /// <summary>When the user who approved it gave a password.</summary>
    public DateTimeOffset SignedIn { get; set; }

    public bool IsRefused { get; set; }

    public bool IsRedeemed { get; set; }
}
