using System.Globalization;

namespace MicrosoftOAuth.Benchmarks.Waits;

/// <summary>How long commands that wait go on after their limit, and after Ctrl+C: in the real engine, in the practice tenant.</summary>
internal static class WaitBenchmark
{
    internal const string Argument = "waits";

    /// <summary>In milliseconds.</summary>
    private const double Limit = 1000;

    private static readonly string[] s_waits =
    [
        "signing in with a secret",
        "asking for a device code",
        "renewing a token",
        "an answer of the Graph",
        "the Graph's Retry-After",
        "granting consent",
        "an issuer's keys",
        "a permission in the token",
    ];

    /// <summary>Measures and prints a table.</summary>
    /// <returns>The exit code: 1 where something goes on for longer than a second.</returns>
    internal static int Run(TextWriter output)
    {
        double[][] measured = EngineScript.Run("Waits", string.Empty);
        output.WriteLine("Milliseconds that a command goes on after its -TimeoutSeconds, and after Ctrl+C; at most 1,000");
        for (int i = 0; i < s_waits.Length; i++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {s_waits[i],-28} {measured[i][0],8:N0} {measured[i][1],8:N0}"));
        }

        return measured.Length == s_waits.Length && measured.All(wait => wait[0] < Limit && wait[1] < Limit) ? 0 : 1;
    }
}
