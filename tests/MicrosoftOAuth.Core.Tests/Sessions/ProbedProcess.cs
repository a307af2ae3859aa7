using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>What a command of a process came to.</summary>
/// <param name="Asked">How often the process has asked its person to sign in.</param>
/// <param name="Account">Who is signed in.</param>
/// <param name="KeepsTokens">Whether the tokens outlive the process.</param>
/// <param name="Warnings">What the session warned of.</param>
/// <param name="Error">What failed; null where nothing did.</param>
internal sealed record ProbedOutcome(int Asked, string? Account, bool KeepsTokens, IReadOnlyList<string> Warnings, string? Error);

/// <summary>A process of its own with one session (tests/MicrosoftOAuth.KeptTokensProbe). It ends with its standard input.</summary>
internal sealed class ProbedProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly string s_program = typeof(ProbedProcess).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "KeptTokensProbe")
        .Value!;

    private readonly Process _process;

    /// <param name="folder">Where it keeps tokens.</param>
    /// <param name="busAddress">Where it finds a keyring; null for nowhere.</param>
    /// <param name="hurry">How many times shorter it waits.</param>
    internal ProbedProcess(string folder, string? busAddress, int hurry = 1)
    {
        ProcessStartInfo start = new("dotnet", [s_program, folder, hurry.ToString()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["DBUS_SESSION_BUS_ADDRESS"] = busAddress;
        start.Environment["DISPLAY"] = null;
        _process = Process.Start(start)!;
    }

    internal async Task<ProbedOutcome> DoAsync(string command)
    {
        using CancellationTokenSource limit = new(s_limit);
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), limit.Token);
        await _process.StandardInput.FlushAsync(limit.Token);
        string? line = await _process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.True(line is not null, "The process ended before it answered.");
        return JsonSerializer.Deserialize<ProbedOutcome>(line, JsonSerializerOptions.Web)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(s_limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            _process.Dispose();
        }
    }
}
