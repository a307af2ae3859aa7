using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Providers.Tests.OidcProvider;

/// <summary>
/// oidc-provider, which the OpenID Foundation certified, through -Authority: with its own sign-in pages, and as strict as it comes.
/// </summary>
public sealed class OidcProviderTests(OidcProviderServer server) : ProviderBench(server.Certificate, server.Authority), IClassFixture<OidcProviderServer>
{
    private const string Api = "https://api.contoso.example";
    private const string Secret = "a secret with + and / and %";
    private static readonly string[] s_scopes = ["orders.read"];
    private static readonly Uri s_return = new("https://app.contoso.example/callback");

    [NodeFact]
    public async Task An_app_signs_in_with_its_secret_and_its_tokens_pass_the_check()
    {
        OAuthContext context = await ConnectAsync(WebApp with { Method = SignInMethod.ClientSecret });
        Assert.Equal(("web-app", null), (context.Name, context.Account));
        Assert.Equal(s_scopes, context.GrantedScopes);
        string token = (await RenewedAsync(context)).Reveal();
        TokenValidation good = await CheckAsync(token, Api);
        Assert.True(good.Outcome == TokenCheckOutcome.Passed, string.Join(Environment.NewLine, good.Checks));
        TokenValidation other = await CheckAsync(token, "https://other.example");
        Assert.Equal("Audience", Assert.Single(other.Checks, check => check.Outcome == TokenCheckOutcome.Failed).Name);
    }

    [NodeFact]
    public async Task A_wrong_secret_and_an_unknown_app_are_refused()
    {
        OAuthException e = await RefusedAsync(WebApp with { Method = SignInMethod.ClientSecret, ClientSecret = SecureText.From("wrong-secret") });
        Assert.Equal((OAuthErrorKind.SignInFailed, "invalid_client", 401), (e.Kind, e.ServiceCode, e.HttpStatus));
        Assert.DoesNotContain("wrong-secret", e.ToString(), StringComparison.Ordinal);
        e = await RefusedAsync(WebApp with { Method = SignInMethod.ClientSecret, ClientId = "nobody" });
        Assert.Equal((OAuthErrorKind.SignInFailed, "invalid_client"), (e.Kind, e.ServiceCode));
    }

    [NodeFact]
    public async Task A_web_app_redeems_a_code_with_PKCE_and_renews_with_each_new_refresh_token()
    {
        OAuthContext context = await ConnectAsync(await Code().AnsweredAsync(Person, WebApp));
        Assert.Equal(PersonAtTheBrowser.Name, context.Account);
        await RenewedAsync(context);
        await RenewedAsync(context);
        Assert.Single(Person.Opened);
    }

    [NodeFact]
    public async Task Another_verifier_is_refused_and_so_is_a_code_that_was_redeemed()
    {
        SignInOptions answered = await Code().AnsweredAsync(Person, WebApp);
        OAuthException e = await RefusedAsync(answered with { CodeVerifier = SecureText.From(Code().Verifier) });
        Assert.Equal((OAuthErrorKind.InteractionRequired, "invalid_grant", 400), (e.Kind, e.ServiceCode, e.HttpStatus));
        answered = await Code().AnsweredAsync(Person, WebApp);
        await ConnectAsync(answered);
        e = await RefusedAsync(answered);
        Assert.Equal((OAuthErrorKind.InteractionRequired, "invalid_grant"), (e.Kind, e.ServiceCode));
    }

    /// <summary>Its tokens for this app are opaque, and its id tokens name nobody but the subject.</summary>
    [NodeFact]
    public async Task A_person_signs_in_on_its_pages_once_and_the_refresh_token_goes_on()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions { ClientId = "native-app", Scopes = s_scopes });
        Assert.Equal((PersonAtTheBrowser.Name, "native-app"), (context.Account, context.ClientId));
        Assert.Equal(s_scopes, context.GrantedScopes);
        await RenewedAsync(context);
        Assert.Single(Person.Opened);
    }

    [NodeFact]
    public async Task A_refresh_token_from_elsewhere_signs_in_until_it_is_revoked()
    {
        string first = await RefreshTokenAsync("/token", Code(), WebApp);
        OAuthContext context = await ConnectAsync(WebApp with { Method = SignInMethod.RefreshToken, RefreshToken = SecureText.From(first) });
        Assert.Equal(PersonAtTheBrowser.Name, context.Account);
        string second = await RefreshTokenAsync("/token", Code(), WebApp);
        await AnswerAsync("/token/revocation", ("token", second), ("client_id", "web-app"), ("client_secret", Secret));
        OAuthException e = await RefusedAsync(WebApp with { Method = SignInMethod.RefreshToken, RefreshToken = SecureText.From(second) });
        Assert.Equal((OAuthErrorKind.InteractionRequired, "invalid_grant"), (e.Kind, e.ServiceCode));
    }

    [NodeFact]
    public async Task A_device_code_that_the_person_enters_signs_in_and_renews()
    {
        using EntraRoutes routes = new(server.Authority) { InnerHandler = server.Certificate.NewHandler() };
        DeviceOwner owner = new(Person, new Uri(server.Authority, "/device"));
        SignInOptions options = new() { Method = SignInMethod.DeviceCode, ClientId = "native-app", Scopes = ["api://orders/read"] };
        OAuthContext context = await OAuthContext.ConnectAsync(options, new Wire(routes, Clock), owner, CancellationToken.None);
        Assert.Equal(PersonAtTheBrowser.Name, context.Account);
        Assert.Contains("Sign-in Success", owner.LastPage, StringComparison.Ordinal);
        await RenewedAsync(context);
        Assert.Single(Person.Opened);
    }

    [NodeFact]
    public async Task A_users_token_is_not_exchanged_here_and_the_answer_says_so()
    {
        OAuthException e = await RefusedAsync(WebApp with { Method = SignInMethod.OnBehalfOf, UserAssertion = SecureText.From("a.b.c") });
        Assert.Equal((OAuthErrorKind.SignInFailed, "unsupported_grant_type"), (e.Kind, e.ServiceCode));
    }

    private static SignInOptions WebApp => new() { ClientId = "web-app", ClientSecret = SecureText.From(Secret), Scopes = s_scopes };

    private CodeRequest Code() => new(new Uri(server.Authority, "/auth"), "web-app", s_return, "openid profile offline_access orders.read");

    /// <summary>Enters a code as soon as it is shown, so that the first question whether it was entered is answered with yes.</summary>
    private sealed class DeviceOwner(PersonAtTheBrowser person, Uri page) : IProgress<OAuthReport>
    {
        internal string LastPage { get; private set; } = string.Empty;

        public void Report(OAuthReport value)
        {
            if (value is DeviceCodeReport code)
            {
                LastPage = Task.Run(() => person.DoAsync(new Uri($"{page}?user_code={code.UserCode}"), CancellationToken.None)).GetAwaiter().GetResult();
            }
        }
    }
}
