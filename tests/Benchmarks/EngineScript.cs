using System.Diagnostics;

namespace MicrosoftOAuth.Benchmarks;

/// <summary>A script of this folder in the bare engine of a fresh process, with the built module and the yardsticks at hand.</summary>
internal static class EngineScript
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs it to its end.</summary>
    /// <returns>The numbers of each line that it wrote.</returns>
    /// <exception cref="InvalidOperationException">It failed, or took too long.</exception>
    internal static double[][] Run(string name, string arguments)
    {
        string script = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Benchmarks", "Scripts", name + ".ps1"));
        string command = $"& {{ {script}\n}} -Module '{Repository.Manifest}' -Yardsticks '{Repository.Yardsticks}' {arguments}";
        ProcessStartInfo start = new("dotnet", [Repository.EngineProbe, command]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        using Timer limit = new(_ => process.Kill(), state: null, s_limit, Timeout.InfiniteTimeSpan);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Numbers)]
            : throw new InvalidOperationException($"The script {name} {arguments} failed.");
    }

    private static double[] Numbers(string line) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
}
