using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>Workloads that bring a token of an issuer that the app trusts.</summary>
public sealed class FederatedTests
{
    private const string File = "/var/run/secrets/azure/tokens/azure-identity-token";
    private readonly PracticeSessions _practice;
    private readonly PlayedMachine _machine = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    public FederatedTests() => _practice = new(new() { Clock = _clock });

    [Fact]
    public async Task A_callback_is_called_again_at_each_renewal()
    {
        int calls = 0;
        OAuthContext context = await ConnectAsync(new SignInOptions
        {
            FederatedTokenCallback = _ =>
            {
                calls++;
                return Task.FromResult(_practice.Tenant.CreateWorkloadToken(PracticeSessions.Subject));
            },
        });
        AccessToken first = await TokenAsync(context);
        Assert.Same(first, await TokenAsync(context));
        Assert.Equal(1, calls);
        _clock.Advance(first.ExpiresOn - _clock.GetUtcNow() - TimeSpan.FromMinutes(2));
        AccessToken second = await TokenAsync(context);
        Assert.NotSame(first, second);
        Assert.True(second.ExpiresOn > _clock.GetUtcNow().AddMinutes(30));
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task A_file_is_read_anew_at_each_renewal()
    {
        _machine.Write(File, _practice.Tenant.CreateWorkloadToken(PracticeSessions.Subject) + "\n");
        OAuthContext context = await ConnectAsync(new SignInOptions { FederatedTokenFile = File });
        _clock.Advance(TimeSpan.FromDays(2));
        _machine.Write(File, _practice.Tenant.CreateWorkloadToken(PracticeSessions.Subject));
        Assert.True((await TokenAsync(context)).ExpiresOn > _clock.GetUtcNow().AddMinutes(30));
        Assert.Equal(2, _machine.Reads[File]);
    }

    [Fact]
    public async Task A_raw_token_serves_while_it_lasts_and_then_says_so()
    {
        string token = _practice.Tenant.CreateWorkloadToken(PracticeSessions.Subject);
        OAuthContext context = await ConnectAsync(new SignInOptions { FederatedToken = SecureText.From(token) });
        _clock.Advance(TimeSpan.FromDays(2));
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => TokenAsync(context));
        Assert.Equal(OAuthErrorKind.AssertionRefused, e.Kind);
        Assert.Contains("ended at", e.Message, StringComparison.Ordinal);
        Assert.Contains("-FederatedTokenFile", e.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain(token, e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("nonsense", "not a JSON Web Token")]
    [InlineData(null, "cannot be read")]
    public async Task A_file_without_a_token_is_told_so(string? content, string why)
    {
        if (content is not null)
        {
            _machine.Write(File, content);
        }

        await RefusedAsync(new SignInOptions { FederatedTokenFile = File }, why);
    }

    [Fact]
    public async Task A_callback_that_fails_or_returns_nothing_is_told_so()
    {
        await RefusedAsync(new SignInOptions { FederatedTokenCallback = _ => throw new InvalidOperationException("No vault.") }, "No vault.");
        await RefusedAsync(new SignInOptions { FederatedTokenCallback = _ => Task.FromResult<string>(null!) }, "is empty");
    }

    [Theory]
    [InlineData("repo:octo-org/other:ref:refs/heads/main", null, "https://token.actions.githubusercontent.com", "AADSTS700213")]
    [InlineData(PracticeSessions.Subject, "api://other", "https://token.actions.githubusercontent.com", "AADSTS700212")]
    [InlineData(PracticeSessions.Subject, null, "https://gitlab.com", "AADSTS700211")]
    public async Task What_does_not_match_is_named(string subject, string? audience, string issuer, string code)
    {
        SignInOptions options = new() { FederatedToken = SecureText.From(_practice.Tenant.CreateWorkloadToken(subject, audience, new Uri(issuer))) };
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(options));
        Assert.Equal((OAuthErrorKind.AssertionRefused, code), (e.Kind, e.ServiceCode));
        Assert.Contains("Get-MsOAuthCredential -ClientId ", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GitHub_Actions_is_asked_with_the_jobs_own_bearer_and_Entras_audience()
    {
        _machine.Set("ACTIONS_ID_TOKEN_REQUEST_URL", "https://pipelines.example/token?api-version=2.0").Set("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "job");
        FakeWire wire = new FakeWire()
            .Answer("GET /token?api-version=2.0&audience=api://AzureADTokenExchange", 200, $$"""{"value":"{{JobToken()}}","count":1}""")
            .Answer($"POST /{FakeToken.Tenant}/oauth2/v2.0/token", 200, Answer);
        OAuthContext context = await ConnectAsync(wire, SignInMethod.GitHubActions);
        Assert.Equal("Bearer job", wire.Sent[0].Authorization?.ToString());
        Assert.Contains("client_assertion=" + JobToken(), wire.Sent[1].Body, StringComparison.Ordinal);
        Assert.Equal("opaque", (await TokenAsync(context)).Reveal());
    }

    [Theory]
    [InlineData(CloudEnvironment.USGov, "api://AzureADTokenExchangeUSGov")]
    [InlineData(CloudEnvironment.China, "api://AzureADTokenExchangeChina")]
    public async Task Each_cloud_has_an_audience_of_its_own(CloudEnvironment cloud, string audience)
    {
        _machine.Set("ACTIONS_ID_TOKEN_REQUEST_URL", "https://pipelines.example/token").Set("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "job");
        FakeWire wire = new FakeWire().Answer("GET /token?audience=" + audience, 403, "{}");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(wire, SignInMethod.GitHubActions, environment: cloud));
        Assert.Contains("403", e.Message, StringComparison.Ordinal);
        Assert.Contains("id-token: write", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_Pipelines_is_asked_for_the_service_connection()
    {
        _machine.Set("SYSTEM_OIDCREQUESTURI", "https://dev.example/oidctoken").Set("SYSTEM_ACCESSTOKEN", "job");
        FakeWire wire = new FakeWire()
            .Answer("POST /oidctoken?api-version=7.1&serviceConnectionId=5c", 200, $$"""{"oidcToken":"{{JobToken()}}"}""")
            .Answer($"POST /{FakeToken.Tenant}/oauth2/v2.0/token", 200, Answer);
        Assert.NotNull(await ConnectAsync(wire, SignInMethod.AzurePipelines, "5c"));
        Assert.Equal("Bearer job", wire.Sent[0].Authorization?.ToString());
    }

    [Theory]
    [InlineData(SignInMethod.GitHubActions, "no job of GitHub Actions")]
    [InlineData(SignInMethod.AzurePipelines, "SYSTEM_OIDCREQUESTURI and SYSTEM_ACCESSTOKEN")]
    public async Task Outside_a_job_nothing_is_sent(SignInMethod method, string why)
    {
        FakeWire wire = new();
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(wire, method, "5c"));
        Assert.Equal(OAuthErrorKind.AssertionRefused, e.Kind);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.Empty(wire.Sent);
    }

    [Theory]
    [InlineData("http://pipelines.example/token", 200, "{}", "https")]
    [InlineData("https://pipelines.example/token", 200, "<html>", "no 'value'")]
    [InlineData("https://pipelines.example/token", 200, "{\"value\":7}", "no 'value'")]
    [InlineData("https://pipelines.example/token", 200, "{\"value\":\"nonsense\"}", "not a JSON Web Token")]
    public async Task A_service_that_answers_nonsense_is_named(string address, int status, string body, string why)
    {
        _machine.Set("ACTIONS_ID_TOKEN_REQUEST_URL", address).Set("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "job");
        FakeWire wire = new FakeWire().Answer("GET", status, body);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(wire, SignInMethod.GitHubActions));
        Assert.Equal(OAuthErrorKind.AssertionRefused, e.Kind);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(wire.Sent, sent => sent.Uri.Scheme == "http");
    }

    private const string Answer = """{"token_type":"Bearer","expires_in":3600,"access_token":"opaque"}""";

    private static string JobToken() => FakeToken.Of(TimeProvider.System, "api://AzureADTokenExchange");

    private static Task<AccessToken> TokenAsync(OAuthContext context) => context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);

    private Task<OAuthContext> ConnectAsync(FakeWire wire, SignInMethod method, string? connection = null, CloudEnvironment environment = CloudEnvironment.Global) => OAuthContext.ConnectAsync(
        new SignInOptions { Method = method, Environment = environment, ClientId = FakeToken.Client, TenantId = FakeToken.Tenant, ServiceConnectionId = connection, Machine = _machine },
        new Core.Wire(wire, TimeProvider.System),
        reports: null,
        CancellationToken.None);

    private async Task<OAuthContext> ConnectAsync(SignInOptions options) => await _practice.ConnectAsync(options with
    {
        Method = SignInMethod.FederatedToken,
        ClientId = await _practice.NewFederatedAppAsync(),
        TenantId = _practice.TenantId,
        Machine = _machine,
    });

    private async Task RefusedAsync(SignInOptions options, string why)
    {
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync(options));
        Assert.Equal(OAuthErrorKind.AssertionRefused, e.Kind);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.NotEmpty(e.Remedy!);
    }
}
