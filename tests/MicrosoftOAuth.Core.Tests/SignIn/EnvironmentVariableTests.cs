using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>The AZURE_* variables.</summary>
public sealed class EnvironmentVariableTests
{
    private readonly PracticeSessions _practice = new();
    private readonly PlayedMachine _machine = new();
    private readonly ReportList _reports = [];

    [Fact]
    public async Task A_secret_signs_in_and_the_context_shows_how()
    {
        string clientId = await _practice.NewAppAsync([]);
        _machine.Set("AZURE_CLIENT_ID", clientId).Set("AZURE_TENANT_ID", _practice.TenantId).Set("AZURE_CLIENT_SECRET", await _practice.NewSecretAsync(clientId));
        OAuthContext context = await ConnectAsync();
        Assert.Equal((SignInMethod.ClientSecret, clientId), (context.SignInMethod, context.ClientId));
        Assert.Contains(_reports, report => report.Message.Contains("AZURE_CLIENT_SECRET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_certificate_signs_in()
    {
        using X509Certificate2 certificate = PracticeSessions.NewCertificate();
        _machine.Set("AZURE_CLIENT_ID", await _practice.NewCertificateAppAsync(certificate))
            .Set("AZURE_TENANT_ID", _practice.TenantId)
            .Set("AZURE_CLIENT_CERTIFICATE_PATH", "app.pfx")
            .Set("AZURE_CLIENT_CERTIFICATE_PASSWORD", "secret")
            .Set("AZURE_CLIENT_SEND_CERTIFICATE_CHAIN", "true")
            .Write("app.pfx", certificate.Export(X509ContentType.Pfx, "secret"));
        Assert.Equal(SignInMethod.Certificate, (await ConnectAsync()).SignInMethod);
    }

    [Fact]
    public async Task A_Kubernetes_workload_signs_in()
    {
        _machine.Set("AZURE_CLIENT_ID", await _practice.NewFederatedAppAsync())
            .Set("AZURE_TENANT_ID", _practice.TenantId)
            .Set("AZURE_AUTHORITY_HOST", "https://login.microsoftonline.com/")
            .Set("AZURE_FEDERATED_TOKEN_FILE", "/token")
            .Write("/token", _practice.Tenant.CreateWorkloadToken(PracticeSessions.Subject));
        Assert.Equal(SignInMethod.FederatedToken, (await ConnectAsync()).SignInMethod);
    }

    [Fact]
    public async Task A_user_signs_in()
    {
        _machine.Set("AZURE_CLIENT_ID", SignInOptions.GraphCommandLineTools)
            .Set("AZURE_TENANT_ID", _practice.TenantId)
            .Set("AZURE_USERNAME", _practice.Tenant.UserName)
            .Set("AZURE_PASSWORD", MicrosoftOAuth.Sandbox.PracticeTenant.PracticePassword);
        OAuthContext context = await ConnectAsync(new SignInOptions { Scopes = ["User.Read"] });
        Assert.Equal((SignInMethod.Password, _practice.Tenant.UserName), (context.SignInMethod, context.Account));
    }

    [Theory]
    [InlineData("", "AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH, AZURE_FEDERATED_TOKEN_FILE or both of AZURE_USERNAME and AZURE_PASSWORD. Set are: none")]
    [InlineData("AZURE_CLIENT_ID AZURE_TENANT_ID", "Set are: AZURE_CLIENT_ID, AZURE_TENANT_ID")]
    [InlineData("AZURE_CLIENT_SECRET", "missing is AZURE_CLIENT_ID and AZURE_TENANT_ID")]
    [InlineData("AZURE_CLIENT_SECRET AZURE_CLIENT_ID", "missing is AZURE_TENANT_ID.")]
    [InlineData("AZURE_USERNAME AZURE_CLIENT_ID", "both of AZURE_USERNAME and AZURE_PASSWORD")]
    public async Task What_is_missing_is_named_and_no_value_is_shown(string set, string why)
    {
        foreach (string name in set.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _machine.Set(name, "hidden-value");
        }

        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => ConnectAsync());
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-value", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.us", "login.microsoftonline.us", CloudEnvironment.USGov)]
    [InlineData("login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn", CloudEnvironment.China)]
    public async Task Another_authority_host_changes_the_cloud(string value, string host, CloudEnvironment cloud)
    {
        FakeWire wire = new FakeWire().Answer($"POST /{FakeToken.Tenant}/oauth2/v2.0/token", 200, """{"token_type":"Bearer","expires_in":3600,"access_token":"opaque"}""");
        _machine.Set("AZURE_CLIENT_ID", FakeToken.Client).Set("AZURE_TENANT_ID", FakeToken.Tenant).Set("AZURE_CLIENT_SECRET", "x").Set("AZURE_AUTHORITY_HOST", value);
        OAuthContext context = await OAuthContext.ConnectAsync(new SignInOptions { Method = SignInMethod.EnvironmentVariable, Machine = _machine }, new Core.Wire(wire, TimeProvider.System), reports: null, CancellationToken.None);
        Assert.Equal(cloud, context.Environment);
        Assert.Equal(host, Assert.Single(wire.Sent).Uri.Host);
    }

    [Fact]
    public async Task An_authority_host_that_is_none_is_told_so()
    {
        FakeWire wire = new();
        _machine.Set("AZURE_AUTHORITY_HOST", "http://login.example");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => OAuthContext.ConnectAsync(new SignInOptions { Method = SignInMethod.EnvironmentVariable, Machine = _machine }, new Core.Wire(wire, TimeProvider.System), reports: null, CancellationToken.None));
        Assert.Contains("AZURE_AUTHORITY_HOST", e.Message, StringComparison.Ordinal);
    }

    private Task<OAuthContext> ConnectAsync(SignInOptions? options = null) =>
        _practice.ConnectAsync((options ?? new SignInOptions()) with { Method = SignInMethod.EnvironmentVariable, Machine = _machine }, _reports);
}
