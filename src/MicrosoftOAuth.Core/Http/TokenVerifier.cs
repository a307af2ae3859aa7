namespace MicrosoftOAuth.Core;

/// <summary>What a token is compared with.</summary>
public sealed record TokenExpectation
{
    /// <summary>Whom it must be for: a client id or an application id URI. With none the check is NotVerifiable.</summary>
    public IReadOnlyList<string> Audiences { get; init; } = [];

    /// <summary>The tenant, id or domain, that must have issued it; null for any tenant of the cloud (multi-tenant apps).</summary>
    public string? TenantId { get; init; }

    /// <summary>Where it must come from.</summary>
    public CloudEnvironment Environment { get; init; }

    /// <summary>The issuer of another OpenID Connect provider, or of External ID; null for Microsoft Entra ID.</summary>
    public Uri? Authority { get; init; }

    /// <summary>By how much the clocks of issuer and checker may differ: up to a day.</summary>
    public TimeSpan ClockSkew { get; init; } = DefaultClockSkew;

    /// <summary>Five minutes, as Microsoft's own libraries allow.</summary>
    public static TimeSpan DefaultClockSkew { get; } = TimeSpan.FromMinutes(5);
}

/// <summary>
/// Fetches the issuer's keys and checks a token with them as its recipient would. Source:
/// https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-tokens.
/// </summary>
/// <param name="wire">The way to the keys, which are kept with it.</param>
public sealed class TokenVerifier(Wire wire)
{
    private static readonly TimeSpan s_longestSkew = TimeSpan.FromDays(1);

    /// <summary>Microsoft Graph, by its app id and by its address in each cloud: it alone knows what was signed of its tokens.</summary>
    private static readonly string[] s_sealed =
    [
        "00000003-0000-0000-c000-000000000000",
        .. Enum.GetValues(typeof(CloudEnvironment)).Cast<CloudEnvironment>().Select(cloud => MicrosoftCloud.Of(cloud).GraphAudience),
    ];

    /// <summary>A verifier on the wire of a session, whose practice tenant's keys are then the ones that count.</summary>
    public static TokenVerifier Of(OAuthContext context) => new(context.Wire);

    /// <summary>Checks a token.</summary>
    /// <param name="token">In compact form, with or without the word "Bearer" before it.</param>
    /// <param name="expected">What it is compared with.</param>
    /// <param name="cancellationToken">Ends the fetching of keys.</param>
    /// <exception cref="OAuthException">
    /// <see cref="OAuthErrorKind.InvalidToken"/>: the text is no JWT; <see cref="OAuthErrorKind.InvalidArgument"/>: an
    /// expectation that makes no sense; <see cref="OAuthErrorKind.NotFound"/>,
    /// <see cref="OAuthErrorKind.ServiceUnavailable"/>, <see cref="OAuthErrorKind.ServiceError"/>: the issuer's keys cannot be had.
    /// </exception>
    public async Task<TokenValidation> CheckAsync(string token, TokenExpectation expected, CancellationToken cancellationToken)
    {
        if (expected.ClockSkew < TimeSpan.Zero || expected.ClockSkew > s_longestSkew)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, $"Clocks do not differ by {expected.ClockSkew}: from nothing to a day can be allowed for.", "Pass seconds or a time, for example: -ClockSkew 00:05:00");
        }

        TokenClaims claims = TokenClaims.Read(token);
        string? keyId = claims.Header.TryGetValue("kid", out object? kid) ? kid as string : null;
        string version = claims.Claims.TryGetValue("ver", out object? ver) && ver as string == "1.0" ? string.Empty : "/v2.0";
        IssuerDocument issuer = await wire.IssuerKeys.GetAsync(IssuerMetadata.Of(expected, version), keyId, cancellationToken).ConfigureAwait(false);
        TokenRules rules = new(expected.Audiences, expected.ClockSkew, expected.TenantId is null && expected.Authority is null, s_sealed);
        return await new TokenValidator(rules, issuer, wire.Clock.GetUtcNow()).CheckAsync(token, claims).ConfigureAwait(false);
    }
}
