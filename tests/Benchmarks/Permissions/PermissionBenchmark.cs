using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Benchmarks.Permissions;

/// <summary>What it costs to ask which permission a call needs, by what Find-MsOAuthPermission and Test-MsOAuthPermission ask.</summary>
internal static class PermissionBenchmark
{
    internal const string Argument = "permissions";
    private const double FirstLimit = 0.15;
    private const double LaterLimit = 20;
    private const double MegabytesLimit = 2;
    private const double KilobytesLimit = 450;

    /// <summary>Measures and prints a table.</summary>
    /// <param name="pairs">Pairs of fresh processes for the first answer.</param>
    /// <param name="output">Where the table goes.</param>
    /// <returns>The exit code: 1 where a figure is over its limit.</returns>
    internal static int Run(int pairs, TextWriter output)
    {
        List<Figure> figures = [Held()];
        string list = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "graph-permissions", "permissions.json"));
        if (File.Exists(list))
        {
            figures.Insert(0, First(pairs, list));
        }
        else
        {
            output.WriteLine($"The first answer is not measured: Microsoft's list is not at {list}.");
        }

        LaterFigures later = LaterAnswers.Measure();
        figures.Add(new("later answer over a look-up in a dictionary", later.Ratio, LaterLimit, Note($"{later.Nanoseconds:N0} over {later.DictionaryNanoseconds:N0} ns, {later.Bytes:N0} bytes allocated")));
        figures.Add(new("index on disk, KB", new FileInfo(Path.Combine(Repository.Root, "src", "MicrosoftOAuth.Catalog", "graph-permissions.index")).Length / 1024.0, KilobytesLimit, string.Empty));
        output.WriteLine("Permissions of a call: medians of ratios, by turns");
        foreach (Figure figure in figures)
        {
            output.WriteLine(figure);
        }

        return figures.Any(figure => figure.IsOver) ? 1 : 0;
    }

    private static Figure First(int pairs, string list)
    {
        const string Address = "https://graph.microsoft.com/v1.0/me/messages";
        List<(double Ours, double Parsing)> samples = [];
        for (int i = 0; i <= pairs; i++)
        {
            // Who goes first changes, so that neither always finds the machine as the other left it.
            double early = i % 2 == 0 ? FirstAnswer.Ask(Address) : FirstAnswer.Parse(list);
            double late = i % 2 == 0 ? FirstAnswer.Parse(list) : FirstAnswer.Ask(Address);
            samples.Add(i % 2 == 0 ? (early, late) : (late, early));
        }

        // The first pair warms the machine up.
        samples.RemoveAt(0);
        return new Figure(
            "first answer of a process over parsing the list",
            Median.Of(samples.Select(pair => pair.Ours / pair.Parsing)),
            FirstLimit,
            Note($"{Median.Of(samples.Select(pair => pair.Ours)):N1} over {Median.Of(samples.Select(pair => pair.Parsing)):N1} ms in {pairs} pairs of processes"));
    }

    /// <summary>What is held once every listed path has been asked for: the index, the permissions, the last answers.</summary>
    private static Figure Held()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        int asked = 0;
        foreach (string path in PermissionCatalog.Default.Paths)
        {
            asked += PermissionFinder.Find("GET", path + "?$select=id").HasData ? 1 : 0;
        }

        double megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / 1024.0;
        GC.KeepAlive(PermissionCatalog.Default);
        return new Figure("memory held, MB", megabytes, MegabytesLimit, Note($"after {asked:N0} calls"));
    }

    private static string Note(FormattableString text) => FormattableString.Invariant(text);
}
