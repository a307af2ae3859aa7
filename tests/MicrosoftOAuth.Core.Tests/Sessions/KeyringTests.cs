using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>
/// Tokens in a real keyring. They run where MSOAUTH_TEST_KEYRING says that it is there to be written to:
/// <c>dbus-run-session -- bash -c 'printf x | gnome-keyring-daemon --unlock --components=secrets; MSOAUTH_TEST_KEYRING=1 dotnet test'</c>.
/// </summary>
public sealed class KeyringTests : KeptTokensBench
{
    [KeyringFact]
    public async Task The_keyring_serves_the_next_process_without_asking_and_forgets_when_told()
    {
        // A tenant's id of its own, so that the entry is this test's alone.
        OAuthContext first = await ConnectAsync();
        Assert.True(first.KeepsTokens);
        Assert.Empty(Reports.OfType<WarningReport>());
        Assert.All(Directory.GetFiles(Folder), file => Assert.DoesNotContain("secret", File.ReadAllText(file), StringComparison.Ordinal));
        OAuthContext second = await ConnectAsync();
        Assert.Equal((first.Account, 1), (second.Account, Asked));
        await second.ClearTokensAsync(CancellationToken.None);
        await ConnectAsync();
        Assert.Equal(2, Asked);
        await (await ConnectAsync()).ClearTokensAsync(CancellationToken.None);
    }

    [KeyringFact]
    public async Task An_entry_of_another_process_is_found_by_its_mark_and_deleted()
    {
        await ConnectAsync();
        KeptTokens kept = new(Folder);
        await kept.DeleteAsync(Assert.Single(kept.List()), CancellationToken.None);
        Assert.Empty(kept.List());
        await ConnectAsync();
        Assert.Equal(2, Asked);
        await (await ConnectAsync()).ClearTokensAsync(CancellationToken.None);
    }

    private Task<OAuthContext> ConnectAsync() => ConnectAsync(new SignInOptions
    {
        TenantId = Tenant.TenantId.ToString(),
        CacheScope = TokenCacheScope.CurrentUser,
        CacheFolder = Folder,
    });
}

/// <summary>A test that writes to the keyring.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KeyringFactAttribute : FactAttribute
{
    public KeyringFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("MSOAUTH_TEST_KEYRING") is null ? "MSOAUTH_TEST_KEYRING is not set, so there may be no keyring to write to." : null;
}
