using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>Tokens that are kept for the user between processes.</summary>
public sealed class TokenCacheTests : IDisposable
{
    private readonly PracticeTenant _tenant = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "msoauth-" + Guid.NewGuid().ToString("N"));
    private readonly ReportList _reports = [];
    private int _asked;

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Memory_is_the_rule()
    {
        OAuthContext context = await ConnectAsync(Options with { CacheScope = TokenCacheScope.Process });
        Assert.False(context.KeepsTokens);
        Assert.False(Directory.Exists(_folder));
    }

    [KeyringlessFact]
    public async Task Without_a_keyring_memory_serves_with_one_warning_that_says_how_to_get_one()
    {
        OAuthContext context = await ConnectAsync(Options with { AllowUnprotectedCache = false });
        Assert.False(context.KeepsTokens);
        WarningReport warning = Assert.Single(_reports.OfType<WarningReport>());
        Assert.Contains("gnome-keyring", warning.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnprotectedCache", warning.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, "unprotected-*"));
    }

    [KeyringlessFact]
    public async Task A_file_that_only_its_owner_may_read_serves_the_next_process_without_asking()
    {
        OAuthContext first = await ConnectAsync(Options);
        Assert.True(first.KeepsTokens);
        string file = Assert.Single(Caches());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file));
        Assert.Contains(file, Assert.Single(_reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
        OAuthContext second = await ConnectAsync(Options);
        Assert.Equal(1, _asked);
        Assert.Equal(first.Account, second.Account);
    }

    [KeyringlessFact]
    public async Task Another_tenant_app_way_or_cloud_has_another_file()
    {
        await ConnectAsync(Options);
        await ConnectAsync(Options with { TenantId = _tenant.DefaultDomain });
        await ConnectAsync(Options with { Method = SignInMethod.DeviceCode });
        Assert.Equal(3, Caches().Length);
        Assert.Equal(2, _asked);
        Assert.Single(_reports.OfType<DeviceCodeReport>());
    }

    [KeyringlessFact]
    public async Task An_expected_account_is_never_taken_for_another()
    {
        await ConnectAsync(Options with { LoginHint = _tenant.AdministratorName });
        OAuthContext user = await ConnectAsync(Options with { LoginHint = _tenant.UserName });
        Assert.Equal((_tenant.UserName, 2), (user.Account, _asked));
        OAuthContext administrator = await ConnectAsync(Options with { LoginHint = _tenant.AdministratorName });
        Assert.Equal((_tenant.AdministratorName, 2), (administrator.Account, _asked));
        await ConnectAsync(Options);
        Assert.Equal(3, _asked);
    }

    [KeyringlessFact]
    public async Task Clearing_takes_memory_and_disk()
    {
        OAuthContext context = await ConnectAsync(Options);
        await context.ClearTokensAsync(CancellationToken.None);
        Assert.Empty(Caches());
        await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);
        Assert.Equal(2, _asked);
    }

    [KeyringlessTheory]
    [InlineData("nonsense")]
    [InlineData("{\"AccessToken\":7}")]
    [InlineData("")]
    public async Task A_damaged_file_is_set_aside_and_costs_a_sign_in(string content)
    {
        await ConnectAsync(Options);
        string file = Assert.Single(Caches());
        await File.WriteAllTextAsync(file, content);
        _reports.Clear();
        OAuthContext context = await ConnectAsync(Options);
        Assert.Equal(2, _asked);
        Assert.NotNull(context.Account);
        Assert.Equal(content.Length > 0, File.Exists(file + ".damaged"));
        Assert.Equal(content.Length > 0, _reports.OfType<WarningReport>().Any(report => report.Message.Contains("set aside", StringComparison.Ordinal)));
        await ConnectAsync(Options);
        Assert.Equal(2, _asked);
    }

    [KeyringlessFact]
    public async Task A_place_that_goes_away_in_mid_session_costs_nothing_but_a_warning()
    {
        OAuthContext context = await ConnectAsync(Options);
        Directory.Delete(_folder, recursive: true);
        await File.WriteAllTextAsync(_folder, "in the way");
        try
        {
            ReportList reports = [];
            AccessToken token = await context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, reports, CancellationToken.None);
            Assert.NotEmpty(token.Reveal());
            Assert.Contains("goes on in memory", Assert.Single(reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
            Assert.Equal(1, _asked);
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    [KeyringlessFact]
    public async Task Many_at_once_do_not_spoil_the_file()
    {
        await ConnectAsync(Options);
        OAuthContext[] contexts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ConnectAsync(Options))));
        await Task.WhenAll(contexts.Select(context => Task.Run(() => context.GetTokenAsync(["Directory.Read.All"], TokenChoice.Cached with { ForceRefresh = true }, reports: null, CancellationToken.None))));
        int before = _asked;
        await ConnectAsync(Options);
        Assert.Equal(before, _asked);
        Assert.Single(Caches());
        Assert.Empty(Directory.GetFiles(_folder, "*.damaged"));
    }

    [Theory]
    [InlineData(CloudEnvironment.Sandbox, SignInMethod.Interactive, "practice tenant")]
    [InlineData(CloudEnvironment.Global, SignInMethod.Password, "signed in to by hand")]
    public async Task Practice_tokens_and_those_that_come_anew_by_themselves_stay_in_memory(CloudEnvironment cloud, SignInMethod method, string why)
    {
        OAuthContext context = await ConnectAsync(Options with { Environment = cloud, Method = method, TenantId = _tenant.TenantId.ToString(), UserName = _tenant.UserName, Password = SecureText.From(PracticeTenant.PracticePassword), Scopes = ["User.Read"] });
        Assert.False(context.KeepsTokens);
        Assert.False(Directory.Exists(_folder));
        Assert.Contains(_reports.OfType<VerboseReport>(), report => report.Message.Contains(why, StringComparison.Ordinal));
    }

    private SignInOptions Options => new() { CacheScope = TokenCacheScope.CurrentUser, AllowUnprotectedCache = true, CacheFolder = _folder };

    private string[] Caches() => Directory.Exists(_folder) ? Directory.GetFiles(_folder, "*.cache") : [];

    private Task<OAuthContext> ConnectAsync(SignInOptions options) => OAuthContext.ConnectAsync(
        options with
        {
            Browser = (address, redirect, account, cancel) =>
            {
                Interlocked.Increment(ref _asked);
                return _tenant.OpenInBrowserAsync(address, redirect, account, cancel);
            },
        },
        new Core.Wire(_tenant.CreateHandler(), TimeProvider.System),
        _reports,
        CancellationToken.None);
}

/// <summary>A test of what happens without a keyring, and never a visitor to somebody's own.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KeyringlessFactAttribute : FactAttribute
{
    public KeyringlessFactAttribute() => Skip = KeyringlessTheoryAttribute.Reason;
}

/// <summary>The same for theories.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KeyringlessTheoryAttribute : TheoryAttribute
{
    public KeyringlessTheoryAttribute() => Skip = Reason;

    internal static string? Reason => OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS") is null
        ? null
        : "This computer may have a keyring, and a test must not write to it.";
}
