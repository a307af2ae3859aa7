using System.Diagnostics;

namespace MicrosoftOAuth.Tests.Engine;

/// <summary>Runs a script in the bare engine of a fresh process.</summary>
internal static class FreshProcess
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    internal static async Task<string[]> RunAsync(string script)
    {
        ProcessStartInfo start = new("dotnet", [Repository.EngineProbe, script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(s_limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("The fresh process did not end.", e);
        }

        Assert.True(process.ExitCode == 0, await errors);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
