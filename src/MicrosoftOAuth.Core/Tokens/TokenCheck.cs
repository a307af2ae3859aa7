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
/// <param name="Audiences">Whom it must be for; none where nobody said.</param>
/// <param name="ClockSkew">By how much the clocks may differ.</param>
/// <param name="AnyTenant">Any tenant may have issued it.</param>
/// <param name="SealedAudiences">APIs whose tokens they alone can verify.</param>
internal sealed record TokenRules(IReadOnlyList<string> Audiences, TimeSpan ClockSkew, bool AnyTenant, IReadOnlyCollection<string> SealedAudiences);

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
