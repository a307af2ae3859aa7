namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>Tokens in a real keyring (gnome-keyring, through libsecret), shared by real processes.</summary>
public sealed class KeyringTests
{
    /// <summary>The 30 seconds that a prompt may take become three.</summary>
    private const int Hurry = 10;

    [KeyringFact]
    public async Task The_keyring_serves_the_next_process_without_asking_and_forgets_when_told()
    {
        await using KeyringHost host = await KeyringHost.StartAsync();
        await using ProbedProcess first = host.NewProcess();
        ProbedOutcome signedIn = await first.DoAsync("connect user");
        Assert.Equal((1, true, null), (signedIn.Asked, signedIn.KeepsTokens, signedIn.Error));
        Assert.Empty(signedIn.Warnings);
        Assert.All(Directory.GetFiles(host.Tokens), file => Assert.True(new FileInfo(file).Length == 0, file));
        await using ProbedProcess second = host.NewProcess();
        ProbedOutcome served = await second.DoAsync("connect user");
        Assert.Equal((0, signedIn.Account), (served.Asked, served.Account));
        Assert.Null((await second.DoAsync("clear")).Error);
        await using ProbedProcess third = host.NewProcess();
        Assert.Equal(1, (await third.DoAsync("connect user")).Asked);
    }

    [KeyringFact]
    public async Task An_entry_of_another_process_is_found_by_its_mark_and_deleted()
    {
        await using KeyringHost host = await KeyringHost.StartAsync();
        await using ProbedProcess keeps = host.NewProcess();
        await keeps.DoAsync("connect user");
        await using ProbedProcess deletes = host.NewProcess();
        Assert.Null((await deletes.DoAsync("clear-all")).Error);
        Assert.Empty(new KeptTokens(host.Tokens).List());
        Assert.Equal(1, (await deletes.DoAsync("connect user")).Asked);
        await host.LockAsync();
        Assert.Contains("cannot be deleted", (await deletes.DoAsync("clear-all")).Error, StringComparison.Ordinal);
        Assert.Single(new KeptTokens(host.Tokens).List());
    }

    [KeyringFact]
    public async Task Processes_at_once_spoil_nothing()
    {
        await using KeyringHost host = await KeyringHost.StartAsync();
        await ProbedPairs.RenewAtOnceAsync(() => host.NewProcess(), "connect");
    }

    [KeyringFact]
    public async Task A_keyring_that_is_locked_in_mid_session_costs_one_warning()
    {
        await using KeyringHost host = await KeyringHost.StartAsync();
        await using ProbedProcess process = host.NewProcess();
        await process.DoAsync("connect user");
        await host.LockAsync();
        ProbedOutcome renewed = await process.DoAsync("renew 2");
        Assert.Equal((1, null), (renewed.Asked, renewed.Error));
        string warning = Assert.Single(renewed.Warnings);
        Assert.Contains("goes on in memory", warning, StringComparison.Ordinal);
        Assert.Contains("Unlock the keyring", warning, StringComparison.Ordinal);
        Assert.Empty((await process.DoAsync("renew 1")).Warnings);
        Assert.Contains("cannot be deleted", (await process.DoAsync("clear")).Error, StringComparison.Ordinal);
    }

    [KeyringFact]
    public async Task A_keyring_that_is_locked_from_the_start_leaves_the_tokens_in_memory_with_one_warning()
    {
        await using KeyringHost host = await KeyringHost.StartAsync();
        await host.LockAsync();
        await using ProbedProcess process = host.NewProcess();
        AssertInMemory(await process.DoAsync("connect user"), "locked");
    }

    [KeyringFact]
    public async Task A_prompt_that_nobody_answers_holds_nobody_up()
    {
        await using KeyringHost host = await KeyringHost.StartAsync(KeyringDesktop.WithUnansweredPrompts);
        await using ProbedProcess inside = host.NewProcess(Hurry);
        Assert.True((await inside.DoAsync("connect user")).KeepsTokens);
        await host.LockAsync();
        ProbedOutcome renewed = await inside.DoAsync("renew 2");
        Assert.Equal((1, null), (renewed.Asked, renewed.Error));
        Assert.Contains("no answer came", Assert.Single(renewed.Warnings), StringComparison.Ordinal);
        await using ProbedProcess outside = host.NewProcess(Hurry);
        AssertInMemory(await outside.DoAsync("connect user"), "no answer came");
    }

    [KeyringFact]
    public async Task Without_a_keyring_on_the_bus_memory_serves_with_one_warning()
    {
        await using KeyringHost host = await KeyringHost.StartAsync(KeyringDesktop.WithoutKeyring);
        await using ProbedProcess process = host.NewProcess();
        AssertInMemory(await process.DoAsync("connect user"), "no keyring answers");
    }

    private static void AssertInMemory(ProbedOutcome outcome, string why)
    {
        Assert.Equal((1, false, null), (outcome.Asked, outcome.KeepsTokens, outcome.Error));
        string warning = Assert.Single(outcome.Warnings);
        Assert.Contains(why, warning, StringComparison.Ordinal);
        Assert.Contains("-AllowUnprotectedCache", warning, StringComparison.Ordinal);
    }
}

/// <summary>A test with a keyring of its own, skipped where there are no programs to make one with.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KeyringFactAttribute : FactAttribute
{
    public KeyringFactAttribute()
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        string[] missing = [.. new[] { "dbus-run-session", "gdbus", "gnome-keyring-daemon" }.Where(program => !folders.Any(folder => File.Exists(Path.Combine(folder, program))))];
        Skip = missing.Length > 0 ? $"{string.Join(", ", missing)}: not installed." : null;
    }
}
