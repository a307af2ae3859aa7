namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>All that is kept for the user, found and deleted without a session.</summary>
public sealed class KeptTokensTests : KeptTokensBench
{
    private const string Marked = "Global-Interactive-AAAAAAAAAAAAAAAAAAAAAA.cache";

    private KeptTokens Kept => new(Folder);

    [Fact]
    public void Where_nothing_was_kept_there_is_nothing() => Assert.Empty(Kept.List());

    [KeyringlessFact]
    public async Task What_other_processes_kept_is_listed_and_deleted()
    {
        await ConnectAsync(Options);
        await ConnectAsync(Options with { TenantId = Tenant.DefaultDomain });
        string[] names = [.. Kept.List()];
        Assert.Equal(2, names.Length);
        await Kept.DeleteAsync(names[0], CancellationToken.None);
        Assert.Equal([names[1]], Kept.List());
        await Kept.DeleteAsync(names[1], CancellationToken.None);
        int before = Asked;
        await ConnectAsync(Options);
        Assert.Equal(before + 1, Asked);
    }

    [KeyringlessFact]
    public async Task Damaged_tokens_are_tokens_too()
    {
        await ConnectAsync(Options);
        string file = Path.Combine(Folder, Assert.Single(Kept.List()));
        File.Move(file, file + ".damaged");
        await Kept.DeleteAsync(Assert.Single(Kept.List()), CancellationToken.None);
        Assert.DoesNotContain(Directory.GetFiles(Folder), left => left.Contains(".damaged", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("notes.cache")]
    [InlineData("unprotected-notes.cache")]
    [InlineData(Marked + ".lock")]
    [InlineData("x" + Marked + "x")]
    public async Task Anything_else_in_the_folder_is_left_alone(string name)
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, name), "mine");
        Assert.Empty(Kept.List());
    }

    [KeyringlessFact]
    public async Task A_keyring_that_cannot_be_reached_is_an_error_and_its_mark_stays()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, Marked), string.Empty);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => Kept.DeleteAsync(Marked, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.ServiceUnavailable, e.Kind);
        Assert.Contains("Unlock the keyring", e.Remedy, StringComparison.Ordinal);
        Assert.Equal([Marked], Kept.List());
    }

    [KeyringlessFact]
    public async Task What_another_process_holds_is_waited_for_and_the_wait_can_be_stopped()
    {
        await ConnectAsync(Options);
        string name = Assert.Single(Kept.List());
        await using FileStream held = new(Path.Combine(Folder, name) + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using CancellationTokenSource stop = new();
        Task wait = Kept.DeleteAsync(name, stop.Token);
        Assert.False(wait.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Equal([name], Kept.List());
    }

    [KeyringlessFact]
    public async Task A_session_whose_folder_is_gone_forgets_all_the_same()
    {
        OAuthContext context = await ConnectAsync(Options);
        Directory.Delete(Folder, recursive: true);
        await context.ClearTokensAsync(CancellationToken.None);
        Assert.Empty(Kept.List());
    }

    [KeyringlessFact]
    public async Task A_folder_that_is_none_is_an_error_with_a_way_on()
    {
        OAuthContext context = await ConnectAsync(Options);
        Directory.Delete(Folder, recursive: true);
        await File.WriteAllTextAsync(Folder, "in the way");
        try
        {
            OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => context.ClearTokensAsync(CancellationToken.None));
            Assert.Equal(OAuthErrorKind.ServiceUnavailable, e.Kind);
            Assert.Contains(Folder, e.Remedy, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(Folder);
        }
    }

    private SignInOptions Options => new() { CacheScope = TokenCacheScope.CurrentUser, AllowUnprotectedCache = true, CacheFolder = Folder };
}
