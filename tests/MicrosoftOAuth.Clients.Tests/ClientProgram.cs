using System.Diagnostics;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>What a client printed, and how it ended.</summary>
internal sealed record ClientOutput(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a client that ended well.</summary>
    public string Succeeded()
    {
        Assert.True(ExitCode == 0, $"It ended with {ExitCode}.{Environment.NewLine}{Errors}{Environment.NewLine}{Output}");
        return Output;
    }
}

/// <summary>Runs a client to its end, within bounds.</summary>
internal static class ClientProgram
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<ClientOutput> RunAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.Clients,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException ended)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Limit.TotalMinutes} minutes.{Environment.NewLine}{await errors}{Environment.NewLine}{await output}", ended);
        }

        return new(process.ExitCode, await output, await errors);
    }
}
