namespace MicrosoftOAuth.Core;

/// <summary>
/// An access token with what is known about it. The text itself is held privately: neither
/// <see cref="ToString"/> nor any property shows it.
/// </summary>
public sealed class AccessToken
{
    private readonly string _text;
    private IReadOnlyList<string>? _roles;
    private System.Security.SecureString? _secure;

    /// <summary>Makes a token from the text the token endpoint answered.</summary>
    /// <param name="text">The token, usually a JWT.</param>
    /// <param name="expiresOn">When it ends.</param>
    /// <param name="scopes">The delegated permissions in it, in the API's own words.</param>
    /// <param name="roles">The application permissions in it.</param>
    /// <param name="tenantId">The tenant that issued it.</param>
    /// <param name="clientId">The app it was issued to.</param>
    /// <param name="account">The user it was issued for; null for an app alone.</param>
    public AccessToken(
        string text,
        DateTimeOffset expiresOn,
        IReadOnlyList<string> scopes,
        IReadOnlyList<string> roles,
        string? tenantId,
        string? clientId,
        string? account)
    {
        _text = text;
        ExpiresOn = expiresOn;
        Scopes = scopes;
        _roles = roles;
        TenantId = tenantId;
        ClientId = clientId;
        Account = account;
    }

    /// <summary>An app's own token, which is read only when somebody asks for its roles: most never do, and reading takes as long as all else here.</summary>
    internal AccessToken(string text, DateTimeOffset expiresOn, string tenantId, string? clientId)
        : this(text, expiresOn, [], [], tenantId, clientId, account: null) => _roles = null;

    /// <summary>The token as a SecureString; the same read-only object each time.</summary>
    public System.Security.SecureString Token => _secure ??= SecureText.From(_text);

    /// <summary>When the token ends.</summary>
    public DateTimeOffset ExpiresOn { get; }

    /// <summary>The delegated permissions in it.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The application permissions in it.</summary>
    public IReadOnlyList<string> Roles => _roles ??= TokenClaims.TryRead(_text)?.Roles ?? [];

    /// <summary>The tenant that issued it.</summary>
    public string? TenantId { get; }

    /// <summary>The app it was issued to.</summary>
    public string? ClientId { get; }

    /// <summary>The user it was issued for; null for an app alone.</summary>
    public string? Account { get; }

    /// <summary>The bare text. Only where the caller asked for it by name.</summary>
    public string Reveal() => _text;

    /// <summary>When it ends and for whom; never the token.</summary>
    public override string ToString() => $"Access token for {Account ?? ClientId ?? "an app"}, ends {ExpiresOn:u}";
}
