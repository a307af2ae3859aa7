using MicrosoftOAuth.Conformance.Schema;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests;

/// <summary>Sessions over the real MSAL, with the practice tenant at the end of the wire.</summary>
public sealed class TokenTests
{
    private readonly PracticeTenant _tenant = new();

    private Task<OAuthContext> ConnectAsync(SignInOptions options, IProgress<OAuthReport>? reports = null) =>
        OAuthContext.ConnectAsync(
            options with { Environment = CloudEnvironment.Sandbox, Browser = _tenant.OpenInBrowserAsync },
            new Core.Wire(new JudgingHandler(_tenant.CreateHandler()), TimeProvider.System),
            reports,
            CancellationToken.None);

    [Fact]
    public async Task An_administrator_signs_in_through_the_browser()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions());
        Assert.Equal(_tenant.AdministratorName, context.Account);
        Assert.Equal(_tenant.TenantId.ToString(), context.TenantId);
        Assert.Contains("Application.ReadWrite.All", context.GrantedScopes);
        Assert.True(context.HasUser);
    }

    [Fact]
    public async Task One_persons_sessions_as_two_apps_have_two_names()
    {
        OAuthContext admin = await ConnectAsync(new SignInOptions());
        NewApp desktop = new("X", SignInAudience.SingleTenant) { RedirectUris = [new(RedirectPlatform.PublicClient, "http://localhost")] };
        OAuthApp app = await new ApplicationClient(admin).CreateAsync(desktop, CancellationToken.None);
        OAuthContext own = await ConnectAsync(new SignInOptions { ClientId = app.ClientId, TenantId = app.TenantId, Scopes = ["User.Read"] });
        Assert.Equal(admin.Account, own.Account);
        Assert.NotEqual(admin.Name, own.Name);
    }

    [Fact]
    public async Task A_device_code_reaches_whoever_watches()
    {
        ReportList reports = [];
        OAuthContext context = await ConnectAsync(new SignInOptions { Method = SignInMethod.DeviceCode }, reports);
        DeviceCodeReport code = Assert.Single(reports.OfType<DeviceCodeReport>());
        Assert.Contains(code.UserCode, code.Message, StringComparison.Ordinal);
        Assert.NotNull(context.Account);
    }

    [Fact]
    public async Task What_Entra_adds_from_earlier_grants_is_shown_and_never_asked_for()
    {
        SignInOptions reader = new() { Scopes = ["User.Read"] };
        await ConnectAsync(reader with { Scopes = ["User.Read", "Mail.Read"] });
        ReportList reports = [];
        OAuthContext context = await ConnectAsync(reader, reports);
        int before = _tenant.Requests.Count;
        await context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, reports: null, CancellationToken.None);

        Assert.Equal(["User.Read"], context.Scopes);
        Assert.Contains("Mail.Read", context.GrantedScopes);
        Assert.Contains(reports.OfType<VerboseReport>(), report => report.Message.Contains("granted earlier: ", StringComparison.Ordinal) && report.Message.Contains("Mail.Read", StringComparison.Ordinal));
        PracticeRequest renewal = Assert.Single(_tenant.Requests.Skip(before));
        Assert.Contains("User.Read", renewal.RequestBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Mail.Read", renewal.RequestBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_asked_for_once()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions());
        int before = TokenRequests();
        AccessToken first = await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);
        AccessToken second = await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);
        Assert.Same(first, second);
        Assert.Equal(before, TokenRequests());
    }

    [Fact]
    public async Task A_held_token_costs_no_memory()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions());
        Assert.Equal(0, Math.Min(Allocated(context), Allocated(context)));

        static long Allocated(OAuthContext context)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 1000; i++)
            {
                Assert.True(context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None).IsCompletedSuccessfully);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task A_hundred_at_once_send_one_request()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions());
        int before = TokenRequests();
        AccessToken[] tokens = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            context.GetTokenAsync(["Directory.Read.All"], TokenChoice.Cached, reports: null, CancellationToken.None)));
        Assert.Single(tokens.Distinct());
        Assert.InRange(TokenRequests() - before, 0, 1);
    }

    [Fact]
    public async Task A_forced_refresh_gets_another_token()
    {
        OAuthContext context = await ConnectAsync(new SignInOptions());
        AccessToken first = await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);
        AccessToken second = await context.GetTokenAsync([], new TokenChoice(ForceRefresh: true, TimeSpan.Zero), reports: null, CancellationToken.None);
        Assert.NotEqual(first.Reveal(), second.Reveal());
    }

    [Fact]
    public async Task A_session_that_may_not_ask_fails_at_once()
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(new SignInOptions { MayAsk = false }));
        Assert.Equal(OAuthErrorKind.InteractionRequired, e.Kind);
        Assert.Equal(0, TokenRequests());
    }

    [Fact]
    public async Task A_browser_that_never_returns_ends_in_a_timeout()
    {
        SignInOptions options = new()
        {
            Environment = CloudEnvironment.Sandbox,
            Timeout = TimeSpan.FromMilliseconds(50),
            Browser = async (_, _, _, cancel) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
                throw new InvalidOperationException("Unreached.");
            },
        };
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => OAuthContext.ConnectAsync(options, new Core.Wire(new JudgingHandler(_tenant.CreateHandler()), TimeProvider.System), reports: null, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.Timeout, e.Kind);
    }

    [Theory]
    [InlineData("wrong", OAuthErrorKind.SecretInvalid, "AADSTS7000215")]
    public async Task A_wrong_secret_is_said_to_be_one(string secret, OAuthErrorKind kind, string code)
    {
        OAuthContext admin = await ConnectAsync(new SignInOptions());
        OAuthApp app = await new ApplicationClient(admin).CreateAsync(new NewApp("X", SignInAudience.SingleTenant), CancellationToken.None);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(AsApp(app.ClientId, secret)));
        Assert.Equal((kind, code), (e.Kind, e.ServiceCode));
        Assert.NotNull(e.CorrelationId);
        Assert.NotNull(e.TraceId);
        Assert.DoesNotContain("Trace ID", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99999999-9999-9999-9999-999999999999", OAuthErrorKind.AppNotFound, "AADSTS700016")]
    [InlineData("00000000-0000-0000-0000-000000000000", OAuthErrorKind.AppNotFound, "AADSTS700038")]
    public async Task An_unknown_app_is_said_to_be_one(string clientId, OAuthErrorKind kind, string code)
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(AsApp(clientId, "whatever")));
        Assert.Equal((kind, code), (e.Kind, e.ServiceCode));
    }

    [Fact]
    public async Task An_app_without_enterprise_application_is_told_how_to_get_one()
    {
        OAuthContext admin = await ConnectAsync(new SignInOptions());
        OAuthApp app = await new ApplicationClient(admin).CreateAsync(new NewApp("X", SignInAudience.SingleTenant) { WithServicePrincipal = false }, CancellationToken.None);
        ClientSecret secret = await new CredentialClient(admin).NewSecretAsync(new AppReference(app.ClientId, null, null), null, DateTimeOffset.UtcNow.AddDays(1), asPlainText: true, CancellationToken.None);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(AsApp(app.ClientId, (string)secret.SecretText)));
        Assert.Equal(OAuthErrorKind.ServicePrincipalMissing, e.Kind);
        Assert.Contains($"Grant-MsOAuthConsent -ClientId {app.ClientId}", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_brought_token_is_used_while_it_lasts_and_then_says_so()
    {
        FakeWire wire = new();
        OAuthContext context = await wire.ConnectAsync("User.Read");
        Assert.Equal(["User.Read"], context.GrantedScopes);
        wire.Clock.Advance(TimeSpan.FromHours(2));
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.TokenExpired, e.Kind);
    }

    [Fact]
    public async Task A_brought_token_is_not_passed_off_for_another_api()
    {
        OAuthContext context = await new FakeWire().ConnectAsync("User.Read");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => context.GetTokenAsync(["https://vault.azure.net/.default"], TokenChoice.Cached, reports: null, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
    }

    private SignInOptions AsApp(string clientId, string secret) => new()
    {
        Method = SignInMethod.ClientSecret,
        ClientId = clientId,
        TenantId = _tenant.TenantId.ToString(),
        ClientSecret = SecureText.From(secret),
    };

    private int TokenRequests() => _tenant.Requests.Count(request => request.Uri.AbsolutePath.EndsWith("/token", StringComparison.Ordinal));
}
