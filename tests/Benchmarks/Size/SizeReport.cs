using System.Globalization;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Benchmarks.Size;

/// <summary>What was seen of a large practice tenant.</summary>
internal sealed record SizeReport(PlantingFigures Planting, int Pairs, IReadOnlyList<SizeFigure> Figures)
{
    internal const string Argument = "size";
    private const int Small = 10;
    private const int Large = 100_000;
    private const double Limit = 2;

    internal static async Task<SizeReport> MeasureAsync(int pairs)
    {
        (PracticeTenant tenant, PlantingFigures planting) = PlantingBenchmark.Run(Large);
        using TenantCalls small = await TenantCalls.OpenAsync(new PracticeTenant(new() { Size = Small, Seed = 1 }));
        using TenantCalls large = await TenantCalls.OpenAsync(tenant);
        return new SizeReport(planting, pairs, await new SizeBenchmark(small, large).RunAsync(pairs));
    }

    internal void Print(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A tenant of {Planting.Size:N0} applications, against parsing as many small JSON objects and keeping them"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  time    {Planting.TimeRatio,6:N2}   ({Planting.Milliseconds:N0} ms here and now)"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  memory  {Planting.MemoryRatio,6:N2}   ({Planting.Megabytes:N0} MB)"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Requests at {Large:N0} applications over the same at {Small:N0}, median of {Pairs:N0} pairs (at most {Limit})"));
        foreach (SizeFigure figure in Figures)
        {
            string mark = figure.Ratio > Limit ? "  over the limit" : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {figure.Ratio,6:N2}   {figure.Name}   ({figure.LargeMicroseconds:N0} over {figure.SmallMicroseconds:N0} microseconds){mark}"));
        }
    }
}
