using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Providers.Tests.OpenIddict;

/// <summary>OpenIddict, which many of .NET's own sign-in servers are made with, through -Authority.</summary>
public sealed class OpenIddictTests(OpenIddictServer server) : ProviderBench(server.Certificate, server.Authority), IClassFixture<OpenIddictServer>
{
    private static readonly string[] s_scopes = [OpenIddictRules.Scope];
    private static readonly Uri s_return = new(OpenIddictRules.WebReturn);

    [Fact]
    public async Task An_app_signs_in_with_its_secret_and_anew_when_the_token_has_ended()
    {
        OAuthContext context = await ConnectAsync(WebApp with { Method = SignInMethod.ClientSecret });
        Assert.Equal((OpenIddictRules.WebApp, null), (context.Name, context.Account));
        Assert.Equal(s_scopes, context.GrantedScopes);
        await RenewedAsync(context);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_with_the_providers_words_and_without_the_secret()
    {
        OAuthException e = await RefusedAsync(WebApp with { Method = SignInMethod.ClientSecret, ClientSecret = SecureText.From("wrong-secret") });
        Assert.Equal((OAuthErrorKind.SignInFailed, "invalid_client", 401), (e.Kind, e.ServiceCode, e.HttpStatus));
        Assert.EndsWith("The client or its secret is wrong.", e.Message, StringComparison.Ordinal);
        Assert.Contains("-ClientSecret", e.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_has_to_say_what_the_token_is_for()
    {
        OAuthException e = await RefusedAsync(WebApp with { Method = SignInMethod.ClientSecret, Scopes = [] });
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Contains("-Scopes", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_app_redeems_a_code_with_PKCE_and_renews()
    {
        OAuthContext context = await ConnectAsync(await Code().AnsweredAsync(Person, WebApp));
        Assert.Equal(PersonAtTheBrowser.Name, context.Account);
        AccessToken renewed = await RenewedAsync(context);
        Assert.Equal(PersonAtTheBrowser.Name, renewed.Account);
        Assert.Single(Person.Opened);
    }

    [Fact]
    public async Task Another_verifier_another_nonce_and_a_code_of_somebody_elses_are_refused()
    {
        SignInOptions mine = await Code().AnsweredAsync(Person, WebApp);
        OAuthException e = await RefusedAsync(mine with { CodeVerifier = SecureText.From(Code().Verifier) });
        Assert.Equal((OAuthErrorKind.InteractionRequired, "invalid_grant", 400), (e.Kind, e.ServiceCode, e.HttpStatus));
        e = await RefusedAsync(mine with { RedirectUri = new Uri("https://evil.example/") });
        Assert.Equal("invalid_grant", e.ServiceCode);
        e = await RefusedAsync(mine with { Nonce = "another" });
        Assert.Equal(OAuthErrorKind.SignInRefused, e.Kind);
    }

    [Fact]
    public async Task A_person_signs_in_through_the_browser_once_and_the_refresh_token_goes_on()
    {
        OAuthContext context = await ConnectAsync(NativeApp);
        Assert.Equal((PersonAtTheBrowser.Name, true), (context.Account, context.HasUser));
        await RenewedAsync(context);
        await RenewedAsync(context);
        Assert.Contains("prompt=consent", Assert.Single(Person.Opened).Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_says_no_and_an_app_that_is_unknown_are_told_apart()
    {
        OAuthException e = await RefusedAsync(NativeApp with { LoginHint = OpenIddictRules.Unwilling });
        Assert.Equal((OAuthErrorKind.SignInRefused, "access_denied"), (e.Kind, e.ServiceCode));
        Assert.Contains("said no", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_session_asks_the_person_again_or_says_that_somebody_must()
    {
        const string Revoked = "revoked@contoso.example";
        OAuthContext asks = await ConnectAsync(NativeApp with { LoginHint = Revoked });
        string brought = await RefreshTokenAsync(Revoked);
        server.Rules.Revoke(Revoked);
        await RenewedAsync(asks);
        Assert.Equal(3, Person.Opened.Count);
        OAuthException e = await RefusedAsync(WebApp with { Method = SignInMethod.RefreshToken, RefreshToken = SecureText.From(brought) });
        Assert.Equal((OAuthErrorKind.InteractionRequired, "invalid_grant"), (e.Kind, e.ServiceCode));
        Assert.Contains("revoked", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_from_elsewhere_signs_in_and_goes_on()
    {
        string brought = await RefreshTokenAsync(PersonAtTheBrowser.Name);
        OAuthContext context = await ConnectAsync(WebApp with { Method = SignInMethod.RefreshToken, RefreshToken = SecureText.From(brought) });
        Assert.Equal(PersonAtTheBrowser.Name, context.Account);
        await RenewedAsync(context);
        OAuthException e = await RefusedAsync(NativeApp with { Method = SignInMethod.RefreshToken, RefreshToken = SecureText.From(brought) });
        Assert.Equal("invalid_grant", e.ServiceCode);
    }

    [Fact]
    public async Task An_API_goes_on_in_its_callers_name_and_renews()
    {
        AccessToken caller = await TokenAsync(await ConnectAsync(NativeApp));
        OAuthContext context = await ConnectAsync(WebApp with { Method = SignInMethod.OnBehalfOf, UserAssertion = caller.Token });
        Assert.Equal((PersonAtTheBrowser.Name, OpenIddictRules.WebApp), (context.Account, context.ClientId));
        await RenewedAsync(context);
        OAuthException e = await RefusedAsync(WebApp with { Method = SignInMethod.OnBehalfOf, UserAssertion = SecureText.From(Resigned(caller.Reveal(), "openiddict-1")) });
        Assert.Equal((OAuthErrorKind.InteractionRequired, "invalid_grant"), (e.Kind, e.ServiceCode));
    }

    [Fact]
    public async Task Its_tokens_pass_the_check_and_those_for_others_or_by_others_do_not()
    {
        string token = (await TokenAsync(await ConnectAsync(NativeApp))).Reveal();
        TokenValidation good = await CheckAsync(token, OpenIddictRules.Api);
        Assert.True(good.Outcome == TokenCheckOutcome.Passed, string.Join(Environment.NewLine, good.Checks));
        Assert.Equal("Audience", Assert.Single((await CheckAsync(token, "https://other.example")).Checks, IsFailed).Name);
        Assert.Equal("Signature", Assert.Single((await CheckAsync(Resigned(token, "openiddict-1"), OpenIddictRules.Api)).Checks, IsFailed).Name);
        TokenCheck unknown = Assert.Single((await CheckAsync(Resigned(token, "another"), OpenIddictRules.Api)).Checks, IsFailed);
        Assert.Contains("no key another", unknown.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_is_none_or_that_nobody_vouches_for_is_told_so()
    {
        SignInOptions app = WebApp with { Method = SignInMethod.ClientSecret };
        OAuthException e = await RefusedAsync(app with { Authority = new Uri(server.Authority, "/realms/other") });
        Assert.Equal(OAuthErrorKind.SignInFailed, e.Kind);
        e = await Assert.ThrowsAsync<OAuthException>(() => OAuthContext.ConnectAsync(app with { Authority = server.Authority }, new Wire(transport: null, Clock), reports: null, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.ServiceUnavailable, e.Kind);
    }

    private static SignInOptions WebApp => new() { ClientId = OpenIddictRules.WebApp, ClientSecret = SecureText.From(OpenIddictRules.Secret), Scopes = s_scopes };

    private static SignInOptions NativeApp => new() { ClientId = OpenIddictRules.NativeApp, Scopes = s_scopes };

    private static bool IsFailed(TokenCheck check) => check.Outcome == TokenCheckOutcome.Failed;

    private CodeRequest Code() => new(new Uri(server.Authority + "/connect/authorize"), OpenIddictRules.WebApp, s_return, "openid profile offline_access " + OpenIddictRules.Scope);

    private Task<string> RefreshTokenAsync(string person) => RefreshTokenAsync("/connect/token", Code() with { Account = person }, WebApp);

    /// <summary>The same claims, signed by somebody else.</summary>
    private static string Resigned(string token, string keyId)
    {
        using RSA key = RSA.Create(2048);
        string payload = Base64UrlEncoder.Decode(token.Split('.')[1]);
        RsaSecurityKey signer = new(key) { KeyId = keyId, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        return new JsonWebTokenHandler().CreateToken(payload, new SigningCredentials(signer, SecurityAlgorithms.RsaSha256));
    }
}
