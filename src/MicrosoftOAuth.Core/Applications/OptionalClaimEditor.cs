namespace MicrosoftOAuth.Core;

/// <summary>The token that an optional claim is put into.</summary>
public enum ClaimTokenType
{
    /// <summary>The id token.</summary>
    Id,

    /// <summary>The access token: only those for the app's own API. A token for Microsoft Graph never changes.</summary>
    Access,

    /// <summary>The SAML 2.0 token.</summary>
    Saml2,
}

/// <summary>
/// A claim that an app asks for beyond the usual ones. Source:
/// https://learn.microsoft.com/entra/identity-platform/optional-claims.
/// </summary>
/// <param name="ClientId">The app.</param>
/// <param name="TokenType">The token it is put into.</param>
/// <param name="Name">The claim's name.</param>
/// <param name="Source"><c>user</c> for a directory extension; null for Entra's own claims.</param>
/// <param name="Essential">True where the app's task fails without it.</param>
/// <param name="AdditionalProperties">Changes to how it is written.</param>
public sealed record OptionalClaim(string ClientId, ClaimTokenType TokenType, string Name, string? Source, bool Essential, IReadOnlyList<string> AdditionalProperties)
{
    /// <summary>The claims that Entra knows by name, for completion.</summary>
    public static IReadOnlyList<string> KnownNames { get; } =
    [
        "acct", "acrs", "auth_time", "ctry", "email", "family_name", "fwd", "given_name", "groups", "home_oid", "idtyp", "in_corp",
        "ipaddr", "login_hint", "nickname", "onprem_sid", "preferred_username", "pwd_exp", "pwd_url", "sid", "tenant_ctry",
        "tenant_region_scope", "upn", "verified_primary_email", "verified_secondary_email", "vnet", "xms_cc", "xms_edov", "xms_pdl", "xms_pl", "xms_tpl", "ztdid",
    ];

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>Adds, lists and removes optional claims. Graph replaces the whole set, so what is there is always sent along.</summary>
/// <param name="context">Who does it.</param>
/// <param name="reports">Who watches.</param>
public sealed class OptionalClaimEditor(OAuthContext context, IProgress<OAuthReport>? reports = null)
{
    private readonly ApplicationClient _applications = new(context, reports);

    /// <summary>Lists an app's optional claims.</summary>
    public async Task<IReadOnlyList<OptionalClaim>> ListAsync(AppReference reference, CancellationToken cancellationToken) =>
        Of(await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false));

    /// <summary>Adds claims, or changes those of the same name; returns those that were not there just so.</summary>
    public async Task<IReadOnlyList<OptionalClaim>> AddAsync(AppReference reference, IReadOnlyList<OptionalClaim> claims, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        OptionalClaim[] wanted = [.. claims.Select(claim => claim with { ClientId = app.AppId! })];
        IReadOnlyList<OptionalClaim> present = Of(app);
        OptionalClaim[] added = [.. wanted.Where(claim => !present.Any(other => IsSame(claim, other)))];
        if (added.Length == 0)
        {
            reports?.Report(new VerboseReport($"{app.DisplayName} asks for just this already; nothing was changed."));
            return added;
        }

        await SaveAsync(app, [.. present.Where(claim => !added.Any(other => IsAbout(claim, other))), .. added], cancellationToken).ConfigureAwait(false);
        return added;
    }

    /// <summary>Removes claims; returns those that were there.</summary>
    public async Task<IReadOnlyList<OptionalClaim>> RemoveAsync(AppReference reference, ClaimTokenType tokenType, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        ApplicationResource app = await _applications.ResolveAsync(reference, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<OptionalClaim> present = Of(app);
        OptionalClaim[] gone = [.. present.Where(claim => claim.TokenType == tokenType && names.Contains(claim.Name, StringComparer.OrdinalIgnoreCase))];
        if (gone.Length > 0)
        {
            await SaveAsync(app, [.. present.Except(gone)], cancellationToken).ConfigureAwait(false);
        }

        return gone;
    }

    private static bool IsAbout(OptionalClaim one, OptionalClaim other) =>
        one.TokenType == other.TokenType && one.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase) && one.Source == other.Source;

    private static bool IsSame(OptionalClaim one, OptionalClaim other) =>
        IsAbout(one, other) && one.Essential == other.Essential && one.AdditionalProperties.SequenceEqual(other.AdditionalProperties, StringComparer.Ordinal);

    private static IReadOnlyList<OptionalClaim> Of(ApplicationResource app)
    {
        IEnumerable<OptionalClaim> From(ClaimTokenType type, List<OptionalClaimResource>? claims) =>
            (claims ?? []).Select(claim => new OptionalClaim(app.AppId!, type, claim.Name, claim.Source, claim.Essential, claim.AdditionalProperties));
        return
        [
            .. From(ClaimTokenType.Id, app.OptionalClaims?.IdToken),
            .. From(ClaimTokenType.Access, app.OptionalClaims?.AccessToken),
            .. From(ClaimTokenType.Saml2, app.OptionalClaims?.Saml2Token),
        ];
    }

    private Task SaveAsync(ApplicationResource app, IReadOnlyList<OptionalClaim> claims, CancellationToken cancellationToken)
    {
        List<OptionalClaimResource> For(ClaimTokenType type) =>
        [
            .. claims.Where(claim => claim.TokenType == type).Select(claim => new OptionalClaimResource
            {
                Name = claim.Name,
                Source = claim.Source,
                Essential = claim.Essential,
                AdditionalProperties = [.. claim.AdditionalProperties],
            }),
        ];
        ApplicationResource.OptionalClaimsPart part = new() { IdToken = For(ClaimTokenType.Id), AccessToken = For(ClaimTokenType.Access), Saml2Token = For(ClaimTokenType.Saml2) };
        return _applications.PatchAsync(app, new ApplicationResource { OptionalClaims = part }, cancellationToken);
    }
}
