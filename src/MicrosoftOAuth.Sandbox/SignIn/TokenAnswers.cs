using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.SignIn.Clients;
using MicrosoftOAuth.Sandbox.Tokens;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn;

/// <summary>A request for tokens on behalf of a user, its grant checked and its client proven.</summary>
/// <param name="Request">What the client sent.</param>
/// <param name="Account">The user, and their tenant.</param>
/// <param name="Scopes">What is asked for now.</param>
/// <param name="Granted">What the user signed in for, which a refresh token carries on.</param>
/// <param name="Platform">The platform of the redirect URI that the sign-in went to.</param>
/// <param name="Proof">How the client proved itself.</param>
/// <param name="Nonce">The id token's nonce; null for none.</param>
/// <param name="SignedIn">When the user gave a password.</param>
/// <param name="RefreshUntil">When a refresh token ends that cannot be extended; null for the usual, counted from now.</param>
internal sealed record UserTokenRequest(
    TokenRequest Request,
    Account Account,
    ScopeRequest Scopes,
    ScopeRequest Granted,
    ClientPlatform Platform,
    ClientProof Proof,
    string? Nonce,
    DateTimeOffset SignedIn,
    DateTimeOffset? RefreshUntil);

/// <summary>The successful answers of the token endpoint.</summary>
internal static class TokenAnswers
{
    private static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan SpaRefreshTokenLifetime = TimeSpan.FromHours(24);

    /// <summary>The answer to a client on its own: an access token and nothing else.</summary>
    public static Answer ForApp(TokenRequest request, ServicePrincipal client, ScopeRequest scopes, ClientProof proof, TenantState tenant)
    {
        var isLong = IsChallengeable(request.Claims, scopes.Resource, tenant);
        var lifetime = isLong ? LongLifetime(tenant.Ids) : TimeSpan.FromSeconds(3599);
        var spec = new AccessTokenSpec(request.Client, client, scopes.Resource, scopes.Audience, User: null, tenant.Consents.RolesOf(client, scopes.Resource), (int)proof, lifetime, request.Authority.Host, isLong);
        var body = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)lifetime.TotalSeconds,
            ["access_token"] = AccessToken(spec, tenant),
        };
        return Answer.Json(200, request.IsVersion1 ? Version1Answer.From(body, scopes, request.Time) : body);
    }

    /// <summary>The answer to a client on behalf of a user who has consented.</summary>
    /// <exception cref="SignInException">The user or an administrator has not consented to all that is asked for.</exception>
    public static Answer ForUser(UserTokenRequest wanted)
    {
        var (request, scopes, (tenant, user)) = (wanted.Request, wanted.Scopes, wanted.Account);
        var client = RequireConsent(request.Client, scopes, wanted.Account);
        var isLong = IsChallengeable(request.Claims, scopes.Resource, tenant);
        var lifetime = isLong ? LongLifetime(tenant.Ids) : TimeSpan.FromSeconds(3600 + tenant.Ids.NewNumber(1800));
        var carried = CarriedScopes(client, scopes, wanted.Account);
        var spec = new AccessTokenSpec(request.Client, client, scopes.Resource, scopes.Audience, user, carried, (int)wanted.Proof, lifetime, request.Authority.Host, isLong);
        var body = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["scope"] = ScopeText(scopes, carried),
            ["expires_in"] = (int)lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)lifetime.TotalSeconds,
            ["access_token"] = AccessToken(spec, tenant),
        };
        if (wanted.Granted.WantsRefreshToken || scopes.WantsRefreshToken)
            body["refresh_token"] = NewRefreshToken(wanted);
        if (scopes.WantsIdToken)
            body["id_token"] = tenant.Tokens.IdToken(new(request.Client, user, wanted.Nonce, [.. scopes.OpenIdScopes], request.Authority.Host, request.IsVersion1));
        if (request.WantsClientInfo)
            body["client_info"] = tenant.Tokens.ClientInfo(user);
        return Answer.Json(200, request.IsVersion1 ? Version1Answer.From(body, scopes, request.Time) : body);
    }

    /// <summary>The client's service principal, if all that is asked for has been consented to.</summary>
    /// <exception cref="SignInException">There is none, or it is disabled, or consent is missing.</exception>
    public static ServicePrincipal RequireConsent(Application application, ScopeRequest scopes, Account account)
    {
        var (tenant, user) = account;
        var client = tenant.Directory.FindByKey(tenant.Directory.ServicePrincipals, application.AppId) ?? throw Aadsts.NotConsented(application);
        if (!client.IsEnabled)
            throw Aadsts.DisabledServicePrincipal(client);
        return ConsentRules.Covers(application, client, scopes, user, tenant) ? client : throw Aadsts.NotConsented(application);
    }

    /// <summary>The scopes that a token carries: all that the client holds at the API for this user.</summary>
    public static IReadOnlyList<string> CarriedScopes(ServicePrincipal client, ScopeRequest scopes, Account account) =>
        [.. account.Tenant.Consents.ScopesOf(client, scopes.Resource, account.User).Where(scope => !scope.Equals(ScopeRequest.OfflineAccess, StringComparison.OrdinalIgnoreCase))];

    public static string AccessToken(AccessTokenSpec spec, TenantState tenant) =>
        tenant.Tokens.AccessToken(spec, tenant.Directory.FindRegistration(spec.Resource.AppId));

    /// <summary>
    /// The scopes of an answer, earlier consents included. They are spelt as they were asked for: with the API's name before
    /// them or without, since clients look their cache up by it; those of OpenID Connect are always bare.
    /// </summary>
    public static string ScopeText(ScopeRequest scopes, IEnumerable<string> carried)
    {
        var names = new List<string>();
        var openId = new List<string>();
        foreach (var name in carried.Union(scopes.OpenIdScopes, StringComparer.OrdinalIgnoreCase))
        {
            if (!ScopeRequest.IsOpenIdScope(name))
                names.Add(name);
            else if (!name.Equals(ScopeRequest.OfflineAccess, StringComparison.OrdinalIgnoreCase))
                openId.Add(name);
        }

        if (scopes.IsDefault)
            names.Add(ScopeRequest.Default);
        return string.Join(" ", [.. openId, .. names.Select(name => scopes.Prefix is null ? name : scopes.Prefix + "/" + name)]);
    }

    private static string NewRefreshToken(UserTokenRequest wanted)
    {
        var world = wanted.Request.World;
        var token = "1." + world.Ids.NewOpaque(300);
        var now = wanted.Request.Time;
        var expires = wanted.RefreshUntil ?? now + (wanted.Platform == ClientPlatform.Spa ? SpaRefreshTokenLifetime : RefreshTokenLifetime);
        world.SignIn.RefreshTokens.Add(token, new(wanted.Request.Client, wanted.Account, wanted.Platform, wanted.Granted, wanted.SignedIn, now, expires), expires - now);
        return token;
    }

    /// <summary>
    /// Whether the token may live long, since it can be called back at any moment: the client says it can answer a claims
    /// challenge, and the API gives one. Microsoft's do, and others that list the optional claim xms_cc.
    /// </summary>
    private static bool IsChallengeable(RequestedClaims claims, ServicePrincipal resource, TenantState tenant) =>
        claims.CanAnswerChallenges
        && (tenant.Directory.FindRegistration(resource.AppId) is not { } registration || OptionalClaims.Lists(registration, "accessToken", "xms_cc"));

    /// <summary>24 to 28 hours ("Continuous access evaluation: token lifetime").</summary>
    private static TimeSpan LongLifetime(IdSource ids) => TimeSpan.FromSeconds(86400 + ids.NewNumber(14400));
}
