using System.Security;

namespace MicrosoftOAuth.Core;

/// <summary>The ways to sign in.</summary>
public enum SignInMethod
{
    /// <summary>The system browser, authorization code with PKCE (RFC 7636).</summary>
    Interactive,

    /// <summary>A code that the person types on any device (RFC 8628).</summary>
    DeviceCode,

    /// <summary>The app alone, with its client secret (RFC 6749, section 4.4).</summary>
    ClientSecret,

    /// <summary>A token that was got elsewhere.</summary>
    AccessToken,
}

/// <summary>
/// Opens an address for a person to sign in, and returns the address that the sign-in ended at: the redirect URI
/// with a code or an error.
/// </summary>
/// <param name="address">What to open.</param>
/// <param name="redirectUri">Where it will end.</param>
/// <param name="account">The account that is expected; null for any.</param>
/// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
public delegate Task<Uri> OpenBrowser(Uri address, Uri? redirectUri, string? account, CancellationToken cancellationToken);

/// <summary>All that a sign-in may be told.</summary>
public sealed record SignInOptions
{
    /// <summary>
    /// Microsoft Graph Command Line Tools: Microsoft's own public client, present in every tenant, which stands in
    /// until there is an app of one's own.
    /// </summary>
    public const string GraphCommandLineTools = "14d82eec-204b-4c2f-b7e8-296a70dab67e";

    /// <summary>How to sign in.</summary>
    public SignInMethod Method { get; init; }

    /// <summary>Which cloud.</summary>
    public CloudEnvironment Environment { get; init; }

    /// <summary>Tenant id or domain; null for the account's own.</summary>
    public string? TenantId { get; init; }

    /// <summary>The app to sign in as; null for an administrator's session through <see cref="GraphCommandLineTools"/>.</summary>
    public string? ClientId { get; init; }

    /// <summary>Permissions to ask for, in the API's own words or in full; empty for the method's default.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The account that is expected.</summary>
    public string? LoginHint { get; init; }

    /// <summary>The client secret.</summary>
    public SecureString? ClientSecret { get; init; }

    /// <summary>The token that was got elsewhere.</summary>
    public SecureString? AccessToken { get; init; }

    /// <summary>False: nobody may be asked, and what would need a person fails at once.</summary>
    public bool MayAsk { get; init; } = true;

    /// <summary>How long a person may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The context's name; null for a name made of app and tenant.</summary>
    public string? Name { get; init; }

    /// <summary>Stands in for the system browser; null for the real one.</summary>
    public OpenBrowser? Browser { get; init; }
}
