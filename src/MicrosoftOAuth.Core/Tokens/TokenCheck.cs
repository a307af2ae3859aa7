namespace MicrosoftOAuth.Core;

/// <summary>How a check came out.</summary>
public enum TokenCheckOutcome
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>Wrong: the token must not be accepted.</summary>
    Failed,

    /// <summary>Nobody but the API that the token is for can tell, or nothing was named to compare with.</summary>
    NotVerifiable,
}

/// <summary>One check of a token.</summary>
/// <param name="Name"><c>Algorithm</c>, <c>Signature</c>, <c>Issuer</c>, <c>Audience</c>, <c>NotBefore</c> or <c>Expiry</c>.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record TokenCheck(string Name, TokenCheckOutcome Outcome, string Reason)
{
    /// <summary>Name, outcome and reason.</summary>
    public override string ToString() => $"{Name}: {Outcome}. {Reason}";
}

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

    /// <summary>By how much the clocks of issuer and checker may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>All checks of one token.</summary>
/// <param name="Claims">What is in it.</param>
/// <param name="Checks">Each check once, always in the same order.</param>
public sealed record TokenValidation(TokenClaims Claims, IReadOnlyList<TokenCheck> Checks)
{
    /// <summary>Failed where any check failed; NotVerifiable where the signature is; else Passed.</summary>
    public TokenCheckOutcome Outcome => Checks.Any(check => check.Outcome == TokenCheckOutcome.Failed) ? TokenCheckOutcome.Failed
        : Checks.Any(check => check is { Name: TokenValidator.Signature, Outcome: TokenCheckOutcome.NotVerifiable }) ? TokenCheckOutcome.NotVerifiable
        : TokenCheckOutcome.Passed;
}
