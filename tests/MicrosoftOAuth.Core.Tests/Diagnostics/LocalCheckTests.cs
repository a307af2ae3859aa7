using MicrosoftOAuth.Core.Tests.SignIn;

namespace MicrosoftOAuth.Core.Tests.Diagnostics;

/// <summary>The checks that look at this computer and this session.</summary>
public sealed class LocalCheckTests : IDisposable
{
    private const string Secret = "hunter2";
    private readonly FakeWire _wire = new();
    private readonly PlayedMachine _machine = new();

    public void Dispose() => _wire.Dispose();

    private DiagnosticSubject Subject => Subjects.Of(_wire, _machine);

    [Theory]
    [InlineData("Core", "7.6.0-rc.1", DiagnosticStatus.Ok)]
    [InlineData("Core", "7.4.0", DiagnosticStatus.Ok)]
    [InlineData("Core", "7.3.9", DiagnosticStatus.Problem)]
    [InlineData("Desktop", "5.1.22621.1", DiagnosticStatus.Ok)]
    public async Task Editions_and_versions(string edition, string version, DiagnosticStatus status) =>
        Assert.Equal(status, (await RunAsync("PowerShell", Subject with { Shell = Subjects.Core with { Edition = edition, Version = version } })).Status);

    [Fact]
    public async Task Other_copies_of_the_module_are_named()
    {
        Assert.Equal(DiagnosticStatus.Ok, (await RunAsync("Module", Subject)).Status);
        ModuleCopy[] others = [Subjects.Own, new("0.9.0", "/elsewhere", IsLoaded: true), new("0.8.0", "/third", IsLoaded: false)];
        Diagnostic found = await RunAsync("Module", Subject with { Shell = Subjects.Core with { Copies = others } });
        Assert.Equal(DiagnosticStatus.Warning, found.Status);
        Assert.Contains("0.9.0 in /elsewhere (imported too), 0.8.0 in /third", found.Detail, StringComparison.Ordinal);
        Assert.Contains("Start PowerShell anew", found.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Libraries_are_read_from_their_files()
    {
        Diagnostic found = await RunAsync("Libraries", Subject);
        Assert.Equal(DiagnosticStatus.Ok, found.Status);
        Assert.Matches(@"Microsoft\.Identity\.Client \d+\.\d+\.\d+", found.Detail);
        Assert.Contains("of .NET", found.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTPS_PROXY", $"http://ada:{Secret}@proxy.example:8080", DiagnosticStatus.Ok, "HTTPS_PROXY = http://proxy.example:8080")]
    [InlineData("https_proxy", $"ada:{Secret}@proxy.example:8080", DiagnosticStatus.Ok, "https_proxy = http://proxy.example:8080")]
    [InlineData("ALL_PROXY", $"http://ada:12/{Secret}@proxy.example", DiagnosticStatus.Warning, "ALL_PROXY = (not an address)")]
    [InlineData("HTTP_PROXY", $"http:// {Secret}", DiagnosticStatus.Warning, "HTTP_PROXY = (not an address)")]
    [InlineData("NO_PROXY", Secret, DiagnosticStatus.Ok, "NO_PROXY is set")]
    public async Task Proxies_are_shown_without_what_opens_them(string name, string value, DiagnosticStatus status, string words)
    {
        _machine.Set(name, value);
        Diagnostic found = await RunAsync("Proxy", Subject);
        Assert.Equal(status, found.Status);
        Assert.Contains(words, found.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, found.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ada", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_systems_proxy_is_shown_and_Windows_PowerShell_does_not_read_variables()
    {
        DiagnosticSubject subject = Subject with { SystemProxy = _ => new Uri($"http://ada:{Secret}@proxy.example:8080/") };
        Diagnostic found = await RunAsync("Proxy", subject);
        Assert.Equal((DiagnosticStatus.Info, "login.microsoftonline.com is asked through http://proxy.example:8080"), (found.Status, found.Detail));
        _machine.Set("HTTPS_PROXY", "http://proxy.example:8080");
        found = await RunAsync("Proxy", subject with { Shell = Subjects.Desktop });
        Assert.Equal(DiagnosticStatus.Warning, found.Status);
        Assert.Contains("Windows PowerShell does not read", found.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DiagnosticStatus.Info, "AZURE_CLIENT_ID, AZURE_CLIENT_SECRET", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_ID")]
    [InlineData(DiagnosticStatus.Warning, "may not ask for a federated token", "GITHUB_ACTIONS")]
    [InlineData(DiagnosticStatus.Warning, "has not been given the job's token", "SYSTEM_OIDCREQUESTURI")]
    [InlineData(DiagnosticStatus.Warning, "is not there", "AZURE_FEDERATED_TOKEN_FILE")]
    [InlineData(DiagnosticStatus.Info, "IDENTITY_ENDPOINT, IDENTITY_HEADER", "IDENTITY_ENDPOINT", "IDENTITY_HEADER")]
    public async Task Variables_are_named_and_their_values_never(DiagnosticStatus status, string words, params string[] names)
    {
        foreach (string name in names)
        {
            _machine.Set(name, Secret);
        }

        Diagnostic found = await RunAsync("Identity variables", Subject);
        Assert.Equal(status, found.Status);
        Assert.Contains(words, found.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_file_that_is_not_there_is_a_problem()
    {
        Assert.Equal(DiagnosticStatus.Ok, (await RunAsync("TLS", Subject)).Status);
        _machine.Set("SSL_CERT_FILE", "/ca.pem");
        Assert.Equal(DiagnosticStatus.Problem, (await RunAsync("TLS", Subject)).Status);
        _machine.Write("/ca.pem", "x");
        Assert.Equal(DiagnosticStatus.Info, (await RunAsync("TLS", Subject)).Status);
    }

    [Fact]
    public async Task A_browser_takes_a_display_and_something_that_opens_it()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        _machine.Set("PATH", "/none:/usr/bin");
        Assert.Contains("there is no desktop", (await RunAsync("Browser", Subject)).Detail, StringComparison.Ordinal);
        _machine.Set("DISPLAY", ":0");
        Assert.Contains("on the path", (await RunAsync("Browser", Subject)).Detail, StringComparison.Ordinal);
        _machine.Write("/usr/bin/xdg-open", "x");
        Assert.Equal(DiagnosticStatus.Ok, (await RunAsync("Browser", Subject)).Status);
        _machine.Set("SUDO_USER", "x");
        Diagnostic found = await RunAsync("Browser", Subject);
        Assert.Equal(DiagnosticStatus.Warning, found.Status);
        Assert.Contains("-UseDeviceCode", found.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_session_says_how_long_its_token_lasts_and_renews_nothing()
    {
        Assert.Contains("Connect-MsOAuthApp", (await RunAsync("Session", Subject)).Remedy, StringComparison.Ordinal);
        DiagnosticSubject brought = Subject with { Context = await _wire.ConnectAsync("User.Read") };
        Assert.Contains("lasts 60 more minutes, and cannot be renewed", (await RunAsync("Session", brought)).Detail, StringComparison.Ordinal);
        _wire.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(DiagnosticStatus.Problem, (await RunAsync("Session", brought)).Status);

        PracticeSessions practice = new();
        OAuthContext admin = await practice.ConnectAsync(new SignInOptions());
        int before = practice.TokenRequests;
        DiagnosticSubject session = Subject with { Context = admin, Wire = new Core.Wire(_wire, TimeProvider.System) };
        Assert.Contains("more minutes", (await RunAsync("Session", session)).Detail, StringComparison.Ordinal);
        await admin.ClearTokensAsync(CancellationToken.None);
        Assert.Contains("holds no token", (await RunAsync("Session", session)).Detail, StringComparison.Ordinal);
        Assert.Equal(before, practice.TokenRequests);
    }

    [Fact]
    public async Task The_index_grows_old()
    {
        Assert.Matches(@"data of \d{4}-\d\d-\d\d, ", (await RunAsync("Permission index", Subject)).Detail);
        _wire.Clock.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(DiagnosticStatus.Warning, (await RunAsync("Permission index", Subject)).Status);
    }

    private static async Task<Diagnostic> RunAsync(string check, DiagnosticSubject subject) => await Subjects.Check(check).RunAsync(subject, CancellationToken.None);
}
