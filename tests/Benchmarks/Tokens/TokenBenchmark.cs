using System.Globalization;

namespace MicrosoftOAuth.Benchmarks.Tokens;

/// <summary>
/// What tokens cost: in the real engine, with the built module, over an endpoint in memory that gives everybody the same token.
/// Each figure is a ratio to the least that could do the same, measured by turns in one run.
/// </summary>
internal static class TokenBenchmark
{
    internal const string Argument = "tokens";
    private const double CachedLimit = 1.3;
    private const double FirstLimit = 1.1;
    private const int Callers = 100;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="pairs">Pairs of fresh processes for the first token.</param>
    /// <param name="output">Where the table goes.</param>
    /// <returns>The exit code: 1 where a figure is over its limit.</returns>
    internal static int Run(int pairs, TextWriter output)
    {
        Figure[] figures = [.. Cached(), .. First(pairs), Shared(isOurs: true), Shared(isOurs: false), Runspaces(4), Runspaces(16)];
        output.WriteLine("Tokens, in the engine and over an endpoint in memory: medians of ratios, by turns");
        foreach (Figure figure in figures)
        {
            output.WriteLine(figure);
        }

        return figures.Any(figure => figure.IsOver) ? 1 : 0;
    }

    private static Figure[] Cached()
    {
        double[][] turns = EngineScript.Run("Cached", "-Turns 45 -Calls 3000");
        double Middle(int column) => Median.Of(turns.Select(turn => turn[column]));
        double[] bytes = [Middle(3), Middle(4), Middle(5)];
        return
        [
            new("cached token over an empty command", Median.Of(turns.Select(turn => turn[1] / turn[0])), CachedLimit, Note($"{Middle(1) / 1000:N1} over {Middle(0) / 1000:N1} microseconds, {bytes[1] - bytes[0]:N0} bytes more")),
            new("the same with a command over MSAL's cache", Median.Of(turns.Select(turn => turn[2] / turn[0])), Limit: null, Note($"{Middle(2) / 1000:N1} microseconds, {bytes[2] - bytes[0]:N0} bytes more")),
        ];
    }

    /// <summary>Signing in and the token; starting the engine and the imports, alike on both sides, are left out.</summary>
    private static Figure[] First(int pairs)
    {
        List<(double[] Ours, double[] Bare)> samples = [];
        for (int i = 0; i <= pairs; i++)
        {
            // Who goes first changes, so that neither always finds the machine as the other left it.
            double[] early = EngineScript.Run("First", i % 2 == 0 ? "-Ours" : string.Empty)[0];
            double[] late = EngineScript.Run("First", i % 2 == 0 ? string.Empty : "-Ours")[0];
            samples.Add(i % 2 == 0 ? (early, late) : (late, early));
        }

        // The first pair warms the machine up.
        samples.RemoveAt(0);
        double ours = Median.Of(samples.Select(pair => pair.Ours[0]));
        double bare = Median.Of(samples.Select(pair => pair.Bare[0]));
        return
        [
            new("first token of a process over bare MSAL, time", Median.Of(samples.Select(pair => pair.Ours[0] / pair.Bare[0])), FirstLimit, Note($"{ours:N0} over {bare:N0} ms in {pairs} pairs of processes")),
            new("the same, methods compiled", Median.Of(samples.Select(pair => pair.Ours[1] / pair.Bare[1])), Limit: null, Note($"{samples[0].Ours[1]:N0} over {samples[0].Bare[1]:N0}")),
        ];
    }

    private static Figure Shared(bool isOurs)
    {
        double[] seen = EngineScript.Run("Shared", $"-Callers {Callers}{(isOurs ? " -Ours" : string.Empty)}")[0];
        return (int)seen[0] == Callers
            ? new Figure($"requests for {Callers} callers of one missing token{(isOurs ? string.Empty : ", bare MSAL")}", seen[1], isOurs ? 1 : null, "on the wire")
            : throw new InvalidOperationException($"Only {seen[0]} of {Callers} callers got a token.");
    }

    private static Figure Runspaces(int count)
    {
        double[][] turns = EngineScript.Run("Runspaces", string.Create(CultureInfo.InvariantCulture, $"-Runspaces {count} -Turns 21 -Calls {12000 / count}"));
        return new Figure(
            $"cached token in {count} runspaces over an empty command in as many",
            Median.Of(turns.Select(turn => turn[1] / turn[0])),
            CachedLimit,
            Note($"{Median.Of(turns.Select(turn => turn[1])):N0} over {Median.Of(turns.Select(turn => turn[0])):N0} ms"));
    }

    private static string Note(FormattableString text) => FormattableString.Invariant(text);
}
