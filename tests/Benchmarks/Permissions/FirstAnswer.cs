using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Benchmarks.Permissions;

/// <summary>What the first answer of a process costs, and what parsing Microsoft's list costs there: each in a process of its own.</summary>
internal static class FirstAnswer
{
    /// <summary>What starts this program as such a process, with the address to ask about or the file to parse behind it.</summary>
    internal const string Argument = "first-permission";

    private const string List = "permissions.json";

    /// <summary>The child's part: writes the milliseconds.</summary>
    internal static void Run(string subject, TextWriter output)
    {
        long before = Stopwatch.GetTimestamp();
        bool done = subject.EndsWith(List, StringComparison.Ordinal) ? Parse(subject) : PermissionFinder.Find("GET", subject).HasData;
        double milliseconds = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
        output.WriteLine(done ? milliseconds.ToString(CultureInfo.InvariantCulture) : "nothing");
    }

    /// <summary>Starts a fresh process.</summary>
    /// <returns>Its milliseconds, without those of starting the runtime.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal static double Measure(string subject)
    {
        ProcessStartInfo start = new("dotnet", [typeof(FirstAnswer).Assembly.Location, Argument, subject]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && double.TryParse(output, CultureInfo.InvariantCulture, out double milliseconds)
            ? milliseconds
            : throw new InvalidOperationException($"The process for {subject} failed.");
    }

    // The least that it takes to read the list: nothing is made of what was parsed.
    private static bool Parse(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.TryGetProperty("permissions", out _);
    }
}
