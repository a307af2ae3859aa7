using System.Diagnostics;
using System.Globalization;

namespace MicrosoftOAuth.Benchmarks.Permissions;

/// <summary>What the first answer of a process costs, and what parsing Microsoft's list costs there: each in a process of its own.</summary>
internal static class FirstAnswer
{
    private static readonly string s_module = Path.Combine(Repository.Root, "module", "bin", "net8.0");

    /// <summary>The milliseconds of the first answer about an address, of the assemblies that ship.</summary>
    internal static double Ask(string address) => Run(address, s_module);

    /// <summary>The milliseconds of parsing.</summary>
    internal static double Parse(string list) => Run(list);

    /// <summary>Starts a fresh process; its milliseconds are without those of starting the runtime.</summary>
    private static double Run(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Repository.FirstAnswer, .. arguments]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && double.TryParse(output, CultureInfo.InvariantCulture, out double milliseconds)
            ? milliseconds
            : throw new InvalidOperationException($"The process for {arguments[0]} failed.");
    }
}
