using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace MicrosoftOAuth.Core;

/// <summary>
/// An address to send to a person: a user who signs in and consents (authorization code with PKCE, RFC 7636), or an
/// administrator who consents for everyone. What the redeeming side has to check comes with it.
/// </summary>
public sealed class ConsentUrl
{
    private static readonly string[] s_openId = ["openid", "profile", "offline_access"];

    private ConsentUrl(string clientId, string? tenantId, Uri uri, Uri? redirectUri, string state, string? nonce, SecureString? codeVerifier)
    {
        ClientId = clientId;
        TenantId = tenantId;
        Uri = uri;
        RedirectUri = redirectUri;
        State = state;
        Nonce = nonce;
        CodeVerifier = codeVerifier;
    }

    /// <summary>The app.</summary>
    public string ClientId { get; }

    /// <summary>The tenant in the address.</summary>
    public string? TenantId { get; }

    /// <summary>The address to open.</summary>
    public Uri Uri { get; }

    /// <summary>Where it returns to.</summary>
    public Uri? RedirectUri { get; }

    /// <summary>Comes back unchanged; an answer with another state is not the answer to this address (RFC 6749, section 10.12).</summary>
    public string State { get; }

    /// <summary>Comes back in the id token; null for an administrator's consent.</summary>
    public string? Nonce { get; }

    /// <summary>Redeems the code; null for an administrator's consent.</summary>
    public SecureString? CodeVerifier { get; }

    /// <summary>The address for an administrator. Source: https://learn.microsoft.com/entra/identity-platform/v2-admin-consent.</summary>
    public static ConsentUrl ForAdministrator(MicrosoftCloud cloud, string clientId, string tenant, IReadOnlyList<string> scopes, string redirectUri)
    {
        string state = Random();
        string address = $"{cloud.Authority(tenant)}/v2.0/adminconsent?" + Query(
            ("client_id", clientId),
            ("scope", string.Join(" ", scopes.Select(scope => ScopeName.InFull(scope, cloud.GraphAudience)))),
            ("redirect_uri", redirectUri),
            ("state", state));
        return new ConsentUrl(clientId, tenant, new Uri(address), Absolute(redirectUri), state, nonce: null, codeVerifier: null);
    }

    /// <summary>The address for a user. Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow.</summary>
    public static ConsentUrl ForUser(MicrosoftCloud cloud, string clientId, string tenant, IReadOnlyList<string> scopes, string redirectUri, string? loginHint)
    {
        (string state, string nonce, string verifier) = (Random(), Random(), Random());
        string address = $"{cloud.Authority(tenant)}/oauth2/v2.0/authorize?" + Query(
            ("client_id", clientId),
            ("response_type", "code"),
            ("redirect_uri", redirectUri),
            ("response_mode", "query"),
            ("scope", string.Join(" ", s_openId.Concat(scopes.Select(scope => ScopeName.InFull(scope, cloud.GraphAudience))).Distinct(StringComparer.OrdinalIgnoreCase))),
            ("state", state),
            ("nonce", nonce),
            ("code_challenge", Challenge(verifier)),
            ("code_challenge_method", "S256"),
            ("login_hint", loginHint));
        return new ConsentUrl(clientId, tenant, new Uri(address), Absolute(redirectUri), state, nonce, SecureText.From(verifier));
    }

    /// <summary>
    /// Checks the answer to this address and turns it into a sign-in; the proof of the app (secret, certificate) is in
    /// <paramref name="options"/>.
    /// </summary>
    /// <param name="returned">The whole address that the browser ended at.</param>
    /// <param name="options">Everything else that the sign-in is told.</param>
    /// <exception cref="OAuthException">See <see cref="AuthorizationAnswer.Read"/>.</exception>
    public SignInOptions Redeem(Uri returned, SignInOptions options)
    {
        if (CodeVerifier is null)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, "An administrator's consent brings no code to redeem.", "Sign in as the app: Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant> -ClientSecret <secret>");
        }

        AuthorizationAnswer answer = AuthorizationAnswer.Read(returned, State, RedirectUri, ClientId);
        return options with
        {
            Method = SignInMethod.AuthorizationCode,
            ClientId = ClientId,
            TenantId = options.TenantId ?? TenantId,
            AuthorizationCode = answer.Code,
            RedirectUri = RedirectUri,
            CodeVerifier = CodeVerifier,
            Nonce = Nonce,
        };
    }

    /// <summary>The address.</summary>
    public override string ToString() => Uri.AbsoluteUri;

    private static Uri Absolute(string redirectUri) => Uri.TryCreate(redirectUri, UriKind.Absolute, out Uri? uri)
        ? uri
        : throw new OAuthException(OAuthErrorKind.RedirectUriInvalid, $"'{redirectUri}' is not an absolute address, so nothing can return there.", "Pass one that the app has: Get-MsOAuthApp shows its RedirectUris") { Target = redirectUri };

    private static string Query(params (string Name, string? Value)[] parameters) =>
        string.Join("&", parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));

    private static string Challenge(string verifier)
    {
        using SHA256 hash = SHA256.Create();
        return Base64Url.Encode(hash.ComputeHash(Encoding.ASCII.GetBytes(verifier)));
    }

    /// <summary>256 bits: 43 characters, the shortest verifier that RFC 7636 allows.</summary>
    private static string Random()
    {
        byte[] bytes = new byte[32];
        using RandomNumberGenerator generator = RandomNumberGenerator.Create();
        generator.GetBytes(bytes);
        return Base64Url.Encode(bytes);
    }
}
