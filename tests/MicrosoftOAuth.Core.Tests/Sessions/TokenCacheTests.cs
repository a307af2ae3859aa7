using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>Tokens that are kept for the user between processes.</summary>
public sealed class TokenCacheTests : KeptTokensBench
{
    [Fact]
    public async Task Memory_is_the_rule()
    {
        OAuthContext context = await ConnectAsync(Options with { CacheScope = TokenCacheScope.Process });
        Assert.False(context.KeepsTokens);
        Assert.False(Directory.Exists(Folder));
    }

    [KeyringlessFact]
    public async Task Without_a_keyring_memory_serves_with_one_warning_that_says_how_to_get_one()
    {
        OAuthContext context = await ConnectAsync(Options with { AllowUnprotectedCache = false });
        Assert.False(context.KeepsTokens);
        WarningReport warning = Assert.Single(Reports.OfType<WarningReport>());
        Assert.Contains("gnome-keyring", warning.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnprotectedCache", warning.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Folder, "unprotected-*"));
    }

    [KeyringlessFact]
    public async Task A_file_that_only_its_owner_may_read_serves_the_next_process_without_asking()
    {
        OAuthContext first = await ConnectAsync(Options);
        Assert.True(first.KeepsTokens);
        string file = Assert.Single(Caches());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file));
        Assert.Contains(file, Assert.Single(Reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
        OAuthContext second = await ConnectAsync(Options);
        Assert.Equal(1, Asked);
        Assert.Equal(first.Account, second.Account);
    }

    [KeyringlessFact]
    public async Task Another_tenant_app_way_or_cloud_has_another_file()
    {
        await ConnectAsync(Options);
        await ConnectAsync(Options with { TenantId = Tenant.DefaultDomain });
        await ConnectAsync(Options with { Method = SignInMethod.DeviceCode });
        Assert.Equal(3, Caches().Length);
        Assert.Equal(2, Asked);
        Assert.Single(Reports.OfType<DeviceCodeReport>());
    }

    [KeyringlessFact]
    public async Task An_expected_account_is_never_taken_for_another()
    {
        await ConnectAsync(Options with { LoginHint = Tenant.AdministratorName });
        OAuthContext user = await ConnectAsync(Options with { LoginHint = Tenant.UserName });
        Assert.Equal((Tenant.UserName, 2), (user.Account, Asked));
        OAuthContext administrator = await ConnectAsync(Options with { LoginHint = Tenant.AdministratorName });
        Assert.Equal((Tenant.AdministratorName, 2), (administrator.Account, Asked));
        await ConnectAsync(Options);
        Assert.Equal(3, Asked);
    }

    [KeyringlessFact]
    public async Task Clearing_takes_memory_and_disk()
    {
        OAuthContext context = await ConnectAsync(Options);
        await context.ClearTokensAsync(CancellationToken.None);
        Assert.Empty(Caches());
        await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);
        Assert.Equal(2, Asked);
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
        Reports.Clear();
        OAuthContext context = await ConnectAsync(Options);
        Assert.Equal(2, Asked);
        Assert.NotNull(context.Account);
        Assert.Equal(content.Length > 0, File.Exists(file + ".damaged"));
        Assert.Equal(content.Length > 0, Reports.OfType<WarningReport>().Any(report => report.Message.Contains("set aside", StringComparison.Ordinal)));
        await ConnectAsync(Options);
        Assert.Equal(2, Asked);
    }

    [KeyringlessFact]
    public async Task A_place_that_goes_away_in_mid_session_costs_nothing_but_a_warning()
    {
        OAuthContext context = await ConnectAsync(Options);
        Directory.Delete(Folder, recursive: true);
        await File.WriteAllTextAsync(Folder, "in the way");
        try
        {
            ReportList reports = [];
            AccessToken token = await context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, reports, CancellationToken.None);
            Assert.NotEmpty(token.Reveal());
            Assert.Contains("goes on in memory", Assert.Single(reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
            Assert.Equal(1, Asked);
        }
        finally
        {
            File.Delete(Folder);
        }
    }

    [KeyringlessFact]
    public async Task Many_at_once_do_not_spoil_the_file()
    {
        await ConnectAsync(Options);
        OAuthContext[] contexts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ConnectAsync(Options))));
        await Task.WhenAll(contexts.Select(context => Task.Run(() => context.GetTokenAsync(["Directory.Read.All"], TokenChoice.Cached with { ForceRefresh = true }, reports: null, CancellationToken.None))));
        int before = Asked;
        await ConnectAsync(Options);
        Assert.Equal(before, Asked);
        Assert.Single(Caches());
        Assert.Empty(Directory.GetFiles(Folder, "*.damaged"));
    }

    [KeyringlessFact]
    public async Task Processes_at_once_do_not_spoil_the_file()
    {
        await ProbedPairs.RenewAtOnceAsync(() => new ProbedProcess(Folder, busAddress: null), "connect-unprotected");
        Assert.Single(Caches());
        Assert.Empty(Directory.GetFiles(Folder, "*.damaged"));
    }

    [Theory]
    [InlineData(CloudEnvironment.Sandbox, SignInMethod.Interactive, "practice tenant")]
    [InlineData(CloudEnvironment.Global, SignInMethod.Password, "signed in to by hand")]
    public async Task Practice_tokens_and_those_that_come_anew_by_themselves_stay_in_memory(CloudEnvironment cloud, SignInMethod method, string why)
    {
        OAuthContext context = await ConnectAsync(Options with { Environment = cloud, Method = method, TenantId = Tenant.TenantId.ToString(), UserName = Tenant.UserName, Password = SecureText.From(PracticeTenant.PracticePassword), Scopes = ["User.Read"] });
        Assert.False(context.KeepsTokens);
        Assert.False(Directory.Exists(Folder));
        Assert.Contains(Reports.OfType<VerboseReport>(), report => report.Message.Contains(why, StringComparison.Ordinal));
    }

    private SignInOptions Options => new() { CacheScope = TokenCacheScope.CurrentUser, AllowUnprotectedCache = true, CacheFolder = Folder };

    private string[] Caches() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.cache") : [];
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
