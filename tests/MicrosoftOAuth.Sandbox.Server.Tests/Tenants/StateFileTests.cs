using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using MicrosoftOAuth.Sandbox.Server.Tenants;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Tenants;

/// <summary>A server that keeps its tenant in a file.</summary>
public sealed class StateFileTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("practice-tests-").FullName;

    private string FilePath => Path.Combine(folder, "tenant.json");

    [Fact]
    public async Task The_next_server_goes_on_where_the_last_one_ended()
    {
        string appId;
        string secret;
        await using (var first = await RunningServer.StartAsync(new() { StateFile = FilePath }))
            (appId, secret) = await first.NewAppAsync("Kept");

        await using var second = await RunningServer.StartAsync(new() { StateFile = FilePath });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = appId,
            ["client_secret"] = secret,
            ["grant_type"] = "client_credentials",
            ["scope"] = "https://graph.microsoft.com/.default",
        });
        using var answer = await second.Http.PostAsync(new Uri(second.Authority + "/oauth2/v2.0/token"), form);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal([FilePath], System.IO.Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public async Task A_change_is_saved_while_the_server_runs()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var running = await RunningServer.StartAsync(new() { StateFile = FilePath, Clock = clock });
        await running.NewAppAsync("Saved meanwhile");

        using var patience = new CancellationTokenSource(RunningServer.Patience);
        while (!File.Exists(FilePath) || !(await File.ReadAllTextAsync(FilePath, patience.Token)).Contains("Saved meanwhile", StringComparison.Ordinal))
        {
            clock.Advance(StateKeeper.Delay);
            await Task.Yield();
        }
    }

    [Theory]
    [InlineData("{ \"format\": \"MicrosoftOAuth practice ten")]
    [InlineData("{\"format\":\"MicrosoftOAuth practice tenant\",\"version\":99}")]
    [InlineData("")]
    public async Task A_file_that_cannot_be_used_is_set_aside_whole_and_this_is_said(string content)
    {
        await File.WriteAllTextAsync(FilePath, content);
        var warnings = new List<string>();

        await using (await RunningServer.StartAsync(new() { StateFile = FilePath, Warn = warnings.Add }))
        {
            var aside = Assert.Single(System.IO.Directory.GetFiles(folder, "tenant.json.damaged-*"));
            Assert.Equal(content, await File.ReadAllTextAsync(aside));
            Assert.Contains(aside, Assert.Single(warnings), StringComparison.Ordinal);
        }

        await using var second = await RunningServer.StartAsync(new() { StateFile = FilePath, Warn = warnings.Add });
        Assert.Single(warnings);
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_said_and_the_server_serves()
    {
        var warnings = new List<string>();
        await using (var running = await RunningServer.StartAsync(new() { StateFile = Path.Combine(folder, "missing", "tenant.json"), Warn = warnings.Add }))
            await running.NewAppAsync("Not kept");

        Assert.Contains("cannot be saved", warnings[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_replaces_the_file_as_a_whole()
    {
        var file = new StateFile(FilePath, TimeProvider.System);
        file.Save(new byte[1000]);
        file.Save(Encoding.UTF8.GetBytes("new"));

        Assert.Equal("new", File.ReadAllText(FilePath));
        Assert.Single(System.IO.Directory.GetFiles(folder));
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
