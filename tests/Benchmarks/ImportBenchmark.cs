using System.Diagnostics;
using System.Globalization;

namespace MicrosoftOAuth.Benchmarks;

/// <summary>Imports our module and the empty one in fresh processes, in turn.</summary>
internal sealed class ImportBenchmark(string ours, string empty)
{
    internal ImportFigures Run(int pairs)
    {
        Measure(ours);
        Measure(empty);
        List<(Sample Ours, Sample Empty)> samples = [];
        for (int i = 0; i < pairs; i++)
        {
            // Who goes first changes, so that neither always finds the machine as the other left it.
            (Sample a, Sample b) = i % 2 == 0 ? (Measure(ours), Measure(empty)) : Swap(Measure(empty), Measure(ours));
            samples.Add((a, b));
        }

        return new ImportFigures(
            pairs,
            Median.Of(samples.Select(pair => pair.Ours.Process / pair.Empty.Process)),
            Median.Of(samples.Select(pair => pair.Ours.Import / pair.Empty.Import)),
            Median.Of(samples.Select(pair => pair.Ours.Import)),
            Median.Of(samples.Select(pair => pair.Empty.Import)));
    }

    private static (Sample, Sample) Swap(Sample one, Sample other) => (other, one);

    private static Sample Measure(string manifest)
    {
        string script = $"$start = [Diagnostics.Stopwatch]::GetTimestamp(); Import-Module -Name '{manifest}' -ErrorAction Stop; [Diagnostics.Stopwatch]::GetElapsedTime($start).TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)";
        ProcessStartInfo start = new("dotnet", [Repository.EngineProbe, script]) { RedirectStandardOutput = true, UseShellExecute = false };
        long before = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double whole = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
        return process.ExitCode == 0
            ? new Sample(whole, double.Parse(output.Trim(), CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The import of {manifest} failed.");
    }

    private sealed record Sample(double Process, double Import);
}

/// <summary>Medians over the pairs.</summary>
/// <param name="Pairs">How many pairs.</param>
/// <param name="ProcessRatio">The whole process, ours over empty.</param>
/// <param name="ImportRatio">The import alone, ours over empty.</param>
/// <param name="OursMilliseconds">The import of ours.</param>
/// <param name="EmptyMilliseconds">The import of the empty module.</param>
internal sealed record ImportFigures(int Pairs, double ProcessRatio, double ImportRatio, double OursMilliseconds, double EmptyMilliseconds)
{
    internal void Print(TextWriter output)
    {
        output.WriteLine($"Import in {Pairs} pairs of fresh processes, against a module with one empty cmdlet and the same psm1, Format and Types files");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  whole process, median ratio  {ProcessRatio:N3}   (at most 1.1)"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  import alone, median ratio   {ImportRatio:N3}   (at most 1.5; {OursMilliseconds:N1} ms over {EmptyMilliseconds:N1} ms here and now)"));
    }
}
