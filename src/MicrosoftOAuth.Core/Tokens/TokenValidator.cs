using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Checks a token as the API that receives it would: signature with the issuer's keys, issuer, audience, times. Source:
/// https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens and RFC 8725.
/// </summary>
public sealed class TokenValidator
{
    internal const string Algorithm = nameof(Algorithm);
    internal const string Signature = nameof(Signature);
    internal const string Issuer = nameof(Issuer);
    internal const string Audience = nameof(Audience);
    internal const string NotBefore = nameof(NotBefore);
    internal const string Expiry = nameof(Expiry);

    private const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Signatures with a public key alone: whoever may check with a shared key (HS256) could also have signed.</summary>
    private static readonly string[] s_algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly IIssuerKeys _keys;
    private readonly TimeProvider _clock;

    /// <summary>A validator that fetches keys over this wire, and keeps them with it.</summary>
    public TokenValidator(Wire wire)
        : this(wire.IssuerKeys, wire.Clock)
    {
    }

    internal TokenValidator(IIssuerKeys keys, TimeProvider clock)
    {
        _keys = keys;
        _clock = clock;
    }

    /// <summary>Checks a token.</summary>
    /// <param name="token">In compact form, with or without the word "Bearer" before it.</param>
    /// <param name="expected">What it is compared with.</param>
    /// <param name="cancellationToken">Ends the fetching of keys.</param>
    /// <exception cref="OAuthException">
    /// <see cref="OAuthErrorKind.InvalidToken"/>: the text is no JWT; <see cref="OAuthErrorKind.ServiceUnavailable"/>: the issuer's
    /// keys cannot be had.
    /// </exception>
    public async Task<TokenValidation> CheckAsync(string token, TokenExpectation expected, CancellationToken cancellationToken)
    {
        TokenClaims claims = TokenClaims.Read(token);
        MicrosoftCloud cloud = MicrosoftCloud.Of(expected.Environment);
        TokenCheck algorithm = CheckAlgorithm(claims);
        IssuerDocument issuer = await _keys.GetAsync(MetadataOf(claims, expected, cloud), claims.Header.TryGetValue("kid", out object? kid) ? kid as string : null, cancellationToken).ConfigureAwait(false);
        (TokenCheck signature, JsonWebKey? key) = await CheckSignatureAsync(token, claims, algorithm, issuer).ConfigureAwait(false);
        return new TokenValidation(
            claims,
            [algorithm, signature, CheckIssuer(claims, expected, issuer, key), CheckAudience(claims, expected), CheckNotBefore(claims, expected), CheckExpiry(claims, expected)]);
    }

    /// <summary>
    /// Never an address out of the token itself: the cloud's or the authority's own. A tenant's document, where one is named,
    /// holds its issuer; the document of all tenants holds a pattern.
    /// </summary>
    private static Uri MetadataOf(TokenClaims claims, TokenExpectation expected, MicrosoftCloud cloud)
    {
        const string Document = "/.well-known/openid-configuration";
        if (expected.Authority is { } authority)
        {
            return authority.IsAbsoluteUri && authority.Scheme == "https"
                ? new Uri(authority.GetLeftPart(UriPartial.Path).TrimEnd('/') + Document)
                : throw new OAuthException(OAuthErrorKind.InvalidArgument, $"'{authority.OriginalString}' is no authority: that is the https address of an issuer.", "Pass it as the provider shows it, for example: -Authority https://contoso.ciamlogin.com/contoso.onmicrosoft.com/v2.0");
        }

        string version = claims.Claims.TryGetValue("ver", out object? ver) && ver as string == "1.0" ? string.Empty : "/v2.0";
        return new Uri(cloud.Authority(Uri.EscapeDataString(expected.TenantId ?? "common")) + version + Document);
    }

    private static TokenCheck CheckAlgorithm(TokenClaims claims)
    {
        string? name = claims.Header.TryGetValue("alg", out object? value) ? value as string : null;
        return s_algorithms.Contains(name, StringComparer.Ordinal)
            ? Passed(Algorithm, $"{name} signs with a key that its issuer alone has.")
            : Failed(Algorithm, name is null ? "The header names no algorithm."
                : name.Equals("none", StringComparison.OrdinalIgnoreCase) ? "The token is not signed at all (none)."
                : $"{Shown(name)} is not accepted: only {string.Join(", ", s_algorithms)} are.");
    }

    private static async Task<(TokenCheck Check, JsonWebKey? Key)> CheckSignatureAsync(string token, TokenClaims claims, TokenCheck algorithm, IssuerDocument issuer)
    {
        if (algorithm.Outcome == TokenCheckOutcome.Failed)
        {
            return (Failed(Signature, "No signature of this algorithm is accepted."), null);
        }

        if (claims.Header.ContainsKey("nonce") && IsForGraph(claims.Audience))
        {
            return (new TokenCheck(Signature, TokenCheckOutcome.NotVerifiable, "Tokens for Microsoft Graph are for Graph alone to verify: what was signed is not what is sent (the header has a nonce)."), null);
        }

        string text = token.Trim();
        text = text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? text.Substring("Bearer ".Length).Trim() : text;
        string? keyId = claims.Header.TryGetValue("kid", out object? kid) ? kid as string : null;
#pragma warning disable CA5404 // Issuer, audience and times are checked beside this, each with a reason of its own.
        TokenValidationParameters parameters = new()
        {
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            RequireExpirationTime = false,
            RequireSignedTokens = true,
            ValidAlgorithms = s_algorithms,
            IssuerSigningKeys = issuer.Keys.GetSigningKeys(),
            TryAllIssuerSigningKeys = keyId is null,
        };
#pragma warning restore CA5404
        TokenValidationResult result = await new JsonWebTokenHandler { MaximumTokenSizeInBytes = text.Length + 1 }.ValidateTokenAsync(text, parameters).ConfigureAwait(false);
        return result switch
        {
            { IsValid: true } => (Passed(Signature, $"Signed with the issuer's key {keyId}."), issuer.Keys.Keys.FirstOrDefault(key => key.Kid == keyId)),
            { Exception: SecurityTokenSignatureKeyNotFoundException } => (Failed(Signature, $"The issuer has no key {Shown(keyId)}: somebody else signed it, or the key was withdrawn."), null),
            _ => (Failed(Signature, "The signature does not fit the token: it was changed, or somebody else signed it."), null),
        };
    }

    private static TokenCheck CheckIssuer(TokenClaims claims, TokenExpectation expected, IssuerDocument issuer, JsonWebKey? key)
    {
        const string Pattern = "{tenantid}";
        string? tenant = claims.TenantId;
        string published = issuer.Configuration.Issuer ?? string.Empty;
        if (published.Contains(Pattern))
        {
            if (!Guid.TryParse(tenant, out _))
            {
                return Failed(Issuer, "The token names no tenant (tid), and the issuer is one of many.");
            }

            published = published.Replace(Pattern, tenant);
        }

        if (claims.Issuer != published)
        {
            return Failed(Issuer, $"It was issued by {Shown(claims.Issuer)}, and not by {published}.");
        }

        // Some keys sign for one tenant only (https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-signing-key-issuer).
        if (key?.AdditionalData.TryGetValue("issuer", out object? keyIssuer) == true
            && keyIssuer?.ToString() is { } only
            && !only.Contains(Pattern)
            && only.Split('/').FirstOrDefault(part => Guid.TryParse(part, out _)) is { } keyTenant
            && !keyTenant.Equals(tenant, StringComparison.OrdinalIgnoreCase))
        {
            return Failed(Issuer, $"The key that signed it is the tenant {keyTenant}'s, and not the tenant {Shown(tenant)}'s.");
        }

        return Passed(Issuer, expected.TenantId is null && expected.Authority is null ? $"Issued by {published}; any tenant will do." : $"Issued by {published}.");
    }

    private static TokenCheck CheckAudience(TokenClaims claims, TokenExpectation expected)
    {
        string[] audiences = claims.Claims.TryGetValue("aud", out object? value)
            ? value switch
            {
                string one => [one],
                string[] several => several,
                _ => [],
            }
            : [];
        string shown = audiences.Length == 0 ? "nobody" : string.Join(", ", audiences.Select(Shown));
        return expected.Audiences.Count == 0 ? new TokenCheck(Audience, TokenCheckOutcome.NotVerifiable, $"It is for {shown}; nothing was named to compare with.")
            : audiences.Any(audience => expected.Audiences.Any(wanted => wanted.TrimEnd('/').Equals(audience.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))) ? Passed(Audience, $"It is for {shown}.")
            : Failed(Audience, $"It is for {shown}, and not for {string.Join(" or ", expected.Audiences)}.");
    }

    private static bool IsForGraph(string? audience) => audience is not null
        && (audience.Equals(GraphAppId, StringComparison.OrdinalIgnoreCase)
            || Enum.GetValues(typeof(CloudEnvironment)).Cast<CloudEnvironment>().Any(cloud => MicrosoftCloud.Of(cloud).GraphAudience.Equals(audience.TrimEnd('/'), StringComparison.OrdinalIgnoreCase)));

    private static TokenCheck Passed(string name, string reason) => new(name, TokenCheckOutcome.Passed, reason);

    private static TokenCheck Failed(string name, string reason) => new(name, TokenCheckOutcome.Failed, reason);

    /// <summary>A value out of the token, short enough for a sentence and without control characters.</summary>
    private static string Shown(string? value)
    {
        const int Longest = 200;
        string plain = value is null ? "nobody" : new string([.. value.Where(c => !char.IsControl(c))]);
        return plain.Length > Longest ? plain.Substring(0, Longest) + "…" : plain;
    }

    private TokenCheck CheckNotBefore(TokenClaims claims, TokenExpectation expected)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        return claims.NotBefore is not { } begins ? Passed(NotBefore, "The token names no beginning.")
            : begins <= now + expected.ClockSkew ? Passed(NotBefore, At("Good since {0:u}.", begins))
            : Failed(NotBefore, At("Good only from {0:u}; by this clock it is {1:u}.", begins, now));
    }

    private TokenCheck CheckExpiry(TokenClaims claims, TokenExpectation expected)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        return claims.ExpiresOn is not { } ends ? Failed(Expiry, "The token names no end.")
            : now < ends + expected.ClockSkew ? Passed(Expiry, At("Good until {0:u}.", ends))
            : Failed(Expiry, At("It ended at {0:u}; by this clock it is {1:u}.", ends, now));
    }

    private static string At(string text, params object[] times) => string.Format(CultureInfo.InvariantCulture, text, times);
}
