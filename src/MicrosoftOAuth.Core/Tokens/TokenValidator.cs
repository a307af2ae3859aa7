using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Checks a token as the API that receives it would: signature with the issuer's keys, issuer, audience, times. Source:
/// https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens and RFC 8725.
/// </summary>
/// <param name="rules">What it is compared with.</param>
/// <param name="issuer">What the issuer publishes.</param>
/// <param name="now">The time.</param>
internal sealed class TokenValidator(TokenRules rules, IssuerDocument issuer, DateTimeOffset now)
{
    internal const string Algorithm = nameof(Algorithm);
    internal const string Signature = nameof(Signature);
    internal const string Issuer = nameof(Issuer);
    internal const string Audience = nameof(Audience);
    internal const string NotBefore = nameof(NotBefore);
    internal const string Expiry = nameof(Expiry);

    /// <summary>Signatures with a public key alone: whoever may check with a shared key (HS256) could also have signed.</summary>
    private static readonly string[] s_algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    /// <summary>Checks a token.</summary>
    /// <param name="token">In compact form, with or without the word "Bearer" before it.</param>
    /// <param name="claims">What is in it.</param>
    internal async Task<TokenValidation> CheckAsync(string token, TokenClaims claims)
    {
        TokenCheck algorithm = CheckAlgorithm(claims);
        (TokenCheck signature, JsonWebKey? key) = await CheckSignatureAsync(token, claims, algorithm).ConfigureAwait(false);
        return new TokenValidation(claims, [algorithm, signature, CheckIssuer(claims, key), CheckAudience(claims), CheckNotBefore(claims), CheckExpiry(claims)]);
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

    private async Task<(TokenCheck Check, JsonWebKey? Key)> CheckSignatureAsync(string token, TokenClaims claims, TokenCheck algorithm)
    {
        if (algorithm.Outcome == TokenCheckOutcome.Failed)
        {
            return (Failed(Signature, "No signature of this algorithm is accepted."), null);
        }

        if (claims.Header.ContainsKey("nonce") && rules.SealedAudiences.Contains(claims.Audience?.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
        {
            return (new TokenCheck(Signature, TokenCheckOutcome.NotVerifiable, "Tokens for Microsoft Graph are for Graph alone to verify: what was signed is not what is sent (the header has a nonce)."), null);
        }

        string text = TokenClaims.Bare(token);
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

    private TokenCheck CheckIssuer(TokenClaims claims, JsonWebKey? key)
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

        return Passed(Issuer, rules.AnyTenant ? $"Issued by {published}; any tenant will do." : $"Issued by {published}.");
    }

    private TokenCheck CheckAudience(TokenClaims claims)
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
        return rules.Audiences.Count == 0 ? new TokenCheck(Audience, TokenCheckOutcome.NotVerifiable, $"It is for {shown}; nothing was named to compare with.")
            : audiences.Any(audience => rules.Audiences.Any(wanted => wanted.TrimEnd('/').Equals(audience.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))) ? Passed(Audience, $"It is for {shown}.")
            : Failed(Audience, $"It is for {shown}, and not for {string.Join(" or ", rules.Audiences)}.");
    }

    private static TokenCheck Passed(string name, string reason) => new(name, TokenCheckOutcome.Passed, reason);

    private static TokenCheck Failed(string name, string reason) => new(name, TokenCheckOutcome.Failed, reason);

    /// <summary>A value out of the token, short enough for a sentence and without control characters.</summary>
    private static string Shown(string? value)
    {
        const int Longest = 200;
        string plain = value is null ? "nobody" : new string([.. value.Where(c => !char.IsControl(c))]);
        return plain.Length > Longest ? plain.Substring(0, Longest) + "…" : plain;
    }

    private TokenCheck CheckNotBefore(TokenClaims claims) =>
        !claims.Claims.ContainsKey("nbf") ? Passed(NotBefore, "The token names no beginning.")
            : claims.NotBefore is not { } begins ? Failed(NotBefore, "What it names as its beginning is no time.")
            : begins <= now + rules.ClockSkew ? Passed(NotBefore, At("Good since {0:u}.", begins))
            : Failed(NotBefore, At("Good only from {0:u}; by this clock it is {1:u}.", begins, now));

    private TokenCheck CheckExpiry(TokenClaims claims) =>
        claims.ExpiresOn is not { } ends ? Failed(Expiry, "The token names no end.")
            : now - rules.ClockSkew < ends ? Passed(Expiry, At("Good until {0:u}.", ends))
            : Failed(Expiry, At("It ended at {0:u}; by this clock it is {1:u}.", ends, now));

    private static string At(string text, params object[] times) => string.Format(CultureInfo.InvariantCulture, text, times);
}
