namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>Clouds, External ID, and other OpenID Connect providers.</summary>
public sealed class AuthorityTests
{
    private const string Answer = """{"token_type":"Bearer","expires_in":3600,"access_token":"opaque"}""";

    [Theory]
    [InlineData(CloudEnvironment.Global, "login.microsoftonline.com", "https://graph.microsoft.com/.default")]
    [InlineData(CloudEnvironment.USGov, "login.microsoftonline.us", "https://graph.microsoft.us/.default")]
    [InlineData(CloudEnvironment.USGovDoD, "login.microsoftonline.us", "https://dod-graph.microsoft.us/.default")]
    [InlineData(CloudEnvironment.China, "login.partner.microsoftonline.cn", "https://microsoftgraph.chinacloudapi.cn/.default")]
    public async Task Each_cloud_has_its_hosts_and_one_request_is_enough(CloudEnvironment cloud, string host, string scope)
    {
        FakeWire wire = new FakeWire().Answer($"POST /{FakeToken.Tenant}/oauth2/v2.0/token", 200, Answer);
        await ConnectAsync(wire, Secret with { Environment = cloud });
        SentRequest sent = Assert.Single(wire.Sent);
        Assert.Equal(host, sent.Uri.Host);
        Assert.Contains("scope=" + Uri.EscapeDataString(scope), sent.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://contoso.ciamlogin.com")]
    [InlineData("https://contoso.ciamlogin.com/contoso.onmicrosoft.com")]
    public async Task External_ID_signs_in_at_its_own_host(string authority)
    {
        FakeWire wire = new FakeWire().Answer("POST /contoso.onmicrosoft.com/oauth2/v2.0/token", 200, Answer);
        await ConnectAsync(wire, Secret with { TenantId = null, Authority = new Uri(authority) });
        Assert.Equal("contoso.ciamlogin.com", Assert.Single(wire.Sent).Uri.Host);
    }

    [Fact]
    public async Task Any_OpenID_provider_signs_in_with_scopes_of_its_own()
    {
        FakeWire wire = Provider().Answer("POST /token", 200, Answer);
        OAuthContext context = await ConnectAsync(wire, Secret with { TenantId = null, Authority = new Uri("https://idp.example/realm"), Scopes = ["api:read"] });
        Assert.Contains("scope=api%3Aread&", wire.Sent[1].Body + "&", StringComparison.Ordinal);
        Assert.DoesNotContain("xms_cc", wire.Sent[1].Body, StringComparison.Ordinal);
        Assert.Equal(FakeToken.Client, context.Name);
    }

    [Fact]
    public async Task A_provider_that_names_another_issuer_is_refused()
    {
        FakeWire wire = new FakeWire().Answer("GET /realm/.well-known/openid-configuration", 200, """{"issuer":"https://evil.example","authorization_endpoint":"https://idp.example/authorize","token_endpoint":"https://idp.example/token"}""");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(wire, Secret with { TenantId = null, Authority = new Uri("https://idp.example/realm"), Scopes = ["x"] }));
        Assert.Equal(OAuthErrorKind.SignInFailed, e.Kind);
    }

    /// <summary>
    /// External ID behind a domain of one's own has people who may not consent themselves. MSAL keeps metadata for the whole
    /// process, so these authorities are this test's alone.
    /// </summary>
    [Theory]
    [InlineData("https://consent.example/realm", "prompt=consent")]
    [InlineData("https://login.contoso.example/11111111-1111-1111-1111-111111111111/v2.0", "prompt=select_account")]
    public async Task A_person_is_asked_for_consent_where_a_refresh_token_takes_it(string authority, string prompt)
    {
        Uri issuer = new(authority);
        FakeWire wire = new FakeWire().Answer($"GET {issuer.AbsolutePath}/.well-known/openid-configuration", 200, $$"""{"issuer":"{{authority}}","authorization_endpoint":"{{authority}}/authorize","token_endpoint":"{{authority}}/token"}""");
        Uri? opened = null;
        SignInOptions options = new() { Authority = issuer, ClientId = "client", Scopes = ["x"], Browser = (address, _, _, _) => throw new OAuthException(OAuthErrorKind.SignInRefused, (opened = address).Query, "None.") };
        await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(wire, options));
        Assert.Contains(prompt, opened!.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SignInMethod.DeviceCode)]
    [InlineData(SignInMethod.Password)]
    public async Task What_other_providers_do_not_offer_is_told_before_anything_is_sent(SignInMethod method)
    {
        FakeWire wire = new();
        SignInOptions options = new() { Method = method, ClientId = "client", Authority = new Uri("https://idp.example/realm"), UserName = "ada", Password = SecureText.From("x") };
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(wire, options));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Empty(wire.Sent);
    }

    [Theory]
    [InlineData("http://idp.example/realm")]
    [InlineData("idp.example")]
    public async Task An_authority_is_an_https_address(string authority)
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new FakeWire(), Secret with { Authority = new Uri(authority, UriKind.RelativeOrAbsolute) }));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
    }

    [Fact]
    public async Task An_app_names_its_client_id_and_tenant()
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new FakeWire(), Secret with { TenantId = null }));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new FakeWire(), Secret with { ClientId = null }));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
    }

    [Fact]
    public async Task A_service_that_never_answers_ends_in_time_and_at_once_when_cancelled()
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new FakeWire().Hang("POST"), Secret with { Timeout = TimeSpan.FromMilliseconds(50) }));
        Assert.Equal(OAuthErrorKind.Timeout, e.Kind);
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(50));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => OAuthContext.ConnectAsync(Secret, new Core.Wire(new FakeWire().Hang("POST"), TimeProvider.System), reports: null, stop.Token));
    }

    private static SignInOptions Secret { get; } = new() { Method = SignInMethod.ClientSecret, ClientId = FakeToken.Client, TenantId = FakeToken.Tenant, ClientSecret = SecureText.From("secret") };

    private static FakeWire Provider() => new FakeWire().Answer(
        "GET /realm/.well-known/openid-configuration",
        200,
        """{"issuer":"https://idp.example/realm","authorization_endpoint":"https://idp.example/authorize","token_endpoint":"https://idp.example/token"}""");

    private static Task<OAuthContext> ConnectAsync(FakeWire wire, SignInOptions options) =>
        OAuthContext.ConnectAsync(options, new Core.Wire(wire, TimeProvider.System), reports: null, CancellationToken.None);
}
