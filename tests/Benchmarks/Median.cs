namespace MicrosoftOAuth.Benchmarks;

/// <summary>The middle of some numbers.</summary>
internal static class Median
{
    internal static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
