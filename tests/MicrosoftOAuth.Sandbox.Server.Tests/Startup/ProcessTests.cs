using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Server.Tests.Startup;

/// <summary>The program as a process of its own.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task It_ends_cleanly_when_its_parent_lets_go()
    {
        using var process = Start("--json", "--port", "0", "--control-port", "0", "--until-stdin-closes");
        var file = await ReadAuthorityFileAsync(process);
        Assert.True(File.Exists(file));

        process.StandardInput.Close();

        Assert.Equal(0, await ExitCodeAsync(process));
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task It_ends_cleanly_when_it_is_told_to()
    {
        if (OperatingSystem.IsWindows())
            return; // There is no such signal.
        using var process = Start("--json", "--port", "0", "--control-port", "0");
        var file = await ReadAuthorityFileAsync(process);

        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]);

        Assert.Equal(0, await ExitCodeAsync(process));
        Assert.False(File.Exists(file));
    }

    private static Process Start(params string[] words) => Process.Start(new ProcessStartInfo("dotnet", [typeof(ServerRun).Assembly.Location, .. words])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!;

    private static async Task<string> ReadAuthorityFileAsync(Process process)
    {
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(RunningServer.Patience);
        return JsonNode.Parse(line!)!["caFile"]!.GetValue<string>();
    }

    private static async Task<int> ExitCodeAsync(Process process)
    {
        using var patience = new CancellationTokenSource(RunningServer.Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
