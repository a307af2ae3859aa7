using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Benchmarks.FirstAnswer;

/// <summary>
/// One process that asks one thing and writes the milliseconds: which permissions a call needs, of the assemblies that ship, or,
/// where no module is named, what parsing Microsoft's list takes.
/// </summary>
internal static class Program
{
    /// <param name="args">An address and the module's folder of assemblies, or the list's path.</param>
    public static int Main(string[] args)
    {
        if (args.Length == 2)
        {
            Assembly.LoadFrom(Path.Combine(args[1], "MicrosoftOAuth.Loader.dll")).GetType("MicrosoftOAuth.Loader.CoreAssemblies", throwOnError: true)!
                .GetMethod("Hook", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, null);
        }

        long before = Stopwatch.GetTimestamp();
        bool done = args.Length == 2 ? Find(args[0]) : Parse(args[0]);
        double milliseconds = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
        Console.WriteLine(milliseconds.ToString(CultureInfo.InvariantCulture));
        return done ? 0 : 1;
    }

    private static bool Find(string address) => PermissionFinder.Find("GET", address).HasData;

    // The least that it takes to read the list: nothing is made of what was parsed.
    private static bool Parse(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.TryGetProperty("permissions", out _);
    }
}
