using System.Security;
using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Core;

/// <summary>
/// All that a sign-in may be told. What each <see cref="SignInMethod"/> needs stands with the properties; what is
/// missing or contradicts itself is an <see cref="OAuthErrorKind.InvalidArgument"/> before anything is sent.
/// </summary>
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

    /// <summary>The sandbox by name, for commands that lead back to it; null for the default one and for a real cloud.</summary>
    public string? SandboxName { get; init; }

    /// <summary>
    /// The issuer's address where it is not the cloud's: an External ID tenant (<c>https://contoso.ciamlogin.com</c>) or
    /// any OpenID Connect provider. Null for Microsoft Entra ID.
    /// </summary>
    public Uri? Authority { get; init; }

    /// <summary>Tenant id or domain; null for the account's own. Apps alone must name theirs.</summary>
    public string? TenantId { get; init; }

    /// <summary>The app to sign in as; null for an administrator's session through <see cref="GraphCommandLineTools"/>.</summary>
    public string? ClientId { get; init; }

    /// <summary>Permissions to ask for, in the API's own words or in full; empty for the method's default.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The account that is expected.</summary>
    public string? LoginHint { get; init; }

    /// <summary>
    /// The client secret. Like a certificate or a federated token it also proves the app in
    /// <see cref="SignInMethod.OnBehalfOf"/>, <see cref="SignInMethod.AuthorizationCode"/> and, for a confidential app,
    /// <see cref="SignInMethod.RefreshToken"/>.
    /// </summary>
    public SecureString? ClientSecret { get; init; }

    /// <summary>A certificate with its private key. One of this, the thumbprint and the path.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Thumbprint (SHA-1, hexadecimal) of a certificate in the store My: the user's first, then the machine's.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>A PFX, or a PEM with certificate and private key.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>Opens the PFX, or the encrypted private key of the PEM.</summary>
    public SecureString? CertificatePassword { get; init; }

    /// <summary>Sends the certificate itself along (x5c), for apps that trust a subject name and an issuer.</summary>
    public bool SendCertificateChain { get; init; }

    /// <summary>Client id of a user-assigned managed identity; with none of the three, the machine's own.</summary>
    public string? ManagedIdentityClientId { get; init; }

    /// <summary>Object id of a user-assigned managed identity.</summary>
    public string? ManagedIdentityObjectId { get; init; }

    /// <summary>Azure resource id of a user-assigned managed identity.</summary>
    public string? ManagedIdentityResourceId { get; init; }

    /// <summary>A federated token; once it has ended nothing can be renewed. One of this, the callback and the file.</summary>
    public SecureString? FederatedToken { get; init; }

    /// <summary>Brings a federated token; called again for each renewal.</summary>
    public Func<CancellationToken, Task<string>>? FederatedTokenCallback { get; init; }

    /// <summary>A file with a federated token, as Kubernetes writes it; read anew for each renewal.</summary>
    public string? FederatedTokenFile { get; init; }

    /// <summary>Id of the service connection, for <see cref="SignInMethod.AzurePipelines"/>.</summary>
    public string? ServiceConnectionId { get; init; }

    /// <summary>The access token with which a user called this API, for <see cref="SignInMethod.OnBehalfOf"/>.</summary>
    public SecureString? UserAssertion { get; init; }

    /// <summary>The code that came back to the redirect URI, for <see cref="SignInMethod.AuthorizationCode"/>.</summary>
    public SecureString? AuthorizationCode { get; init; }

    /// <summary>
    /// The redirect URI that the code came back to; for <see cref="SignInMethod.Interactive"/> the one that the app has, where
    /// that is not <c>http://localhost</c> but has a port or a path of its own.
    /// </summary>
    public Uri? RedirectUri { get; init; }

    /// <summary>The code verifier of the address that was opened (<see cref="ConsentUrl.CodeVerifier"/>).</summary>
    public SecureString? CodeVerifier { get; init; }

    /// <summary>The nonce of the address that was opened; where given, the id token must carry it.</summary>
    public string? Nonce { get; init; }

    /// <summary>A refresh token of this app, for <see cref="SignInMethod.RefreshToken"/>.</summary>
    public SecureString? RefreshToken { get; init; }

    /// <summary>The account, for <see cref="SignInMethod.Password"/>.</summary>
    public string? UserName { get; init; }

    /// <summary>Its password.</summary>
    public SecureString? Password { get; init; }

    /// <summary>The token that was got elsewhere, for <see cref="SignInMethod.AccessToken"/>.</summary>
    public SecureString? AccessToken { get; init; }

    /// <summary>False: nobody may be asked, and what would need a person fails at once.</summary>
    public bool MayAsk { get; init; } = true;

    /// <summary>How long a person, or the service that gives the token, may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Where the tokens of <see cref="SignInMethod.Interactive"/> and <see cref="SignInMethod.DeviceCode"/> are kept; those of other ways stay in memory.</summary>
    public TokenCacheScope CacheScope { get; init; }

    /// <summary>
    /// With <see cref="TokenCacheScope.CurrentUser"/>, where the system has no safe place: a file with mode 600 that nothing
    /// encrypts, instead of memory.
    /// </summary>
    public bool AllowUnprotectedCache { get; init; }

    /// <summary>The folder of the kept tokens; null for the user's own.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The context's name; null for a name made of app and tenant.</summary>
    public string? Name { get; init; }

    /// <summary>Stands in for the system browser; null for the real one.</summary>
    public OpenBrowser? Browser { get; init; }

    /// <summary>Where variables, files and certificates are read, and the browser is opened.</summary>
    public HostMachine Machine { get; init; } = HostMachine.Local;

    /// <summary>Tells the way and the app; never a secret.</summary>
    public override string ToString() => $"{Method} as {ClientId ?? "the default app"}";
}
