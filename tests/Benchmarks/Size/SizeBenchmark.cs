using System.Diagnostics;

namespace MicrosoftOAuth.Benchmarks.Size;

/// <summary>
/// What each request costs in a practice tenant of 100,000 applications, over what it costs in one of 10. The two take
/// turns, so that a busy machine slows both.
/// </summary>
internal sealed class SizeBenchmark(TenantCalls small, TenantCalls large)
{
    private const int WarmUps = 30;

    internal async Task<IReadOnlyList<SizeFigure>> RunAsync(int pairs)
    {
        List<SizeFigure> figures = [];
        foreach ((SizedRequest ofSmall, SizedRequest ofLarge) in small.All.Zip(large.All))
        {
            List<(double Large, double Small)> samples = [];
            for (int pair = -WarmUps; pair < pairs; pair++)
            {
                // Who goes first changes, so that neither always finds the caches as the other left them.
                double first = await MeasureAsync(pair % 2 == 0 ? ofSmall : ofLarge);
                double second = await MeasureAsync(pair % 2 == 0 ? ofLarge : ofSmall);
                if (pair >= 0)
                {
                    samples.Add(pair % 2 == 0 ? (second, first) : (first, second));
                }
            }

            figures.Add(new SizeFigure(
                ofLarge.Name,
                Median.Of(samples.Select(sample => sample.Large / sample.Small)),
                Median.Of(samples.Select(sample => sample.Large)),
                Median.Of(samples.Select(sample => sample.Small))));
        }

        return figures;
    }

    /// <summary>The time of one request in microseconds; of a page, for each of its objects.</summary>
    private static async Task<double> MeasureAsync(SizedRequest request)
    {
        long before = Stopwatch.GetTimestamp();
        int objects = await request.SendAsync();
        return Stopwatch.GetElapsedTime(before).TotalMicroseconds / objects;
    }
}

/// <summary>What one request costs.</summary>
/// <param name="Name">The request.</param>
/// <param name="Ratio">The median of large over small.</param>
/// <param name="LargeMicroseconds">The median in the large tenant.</param>
/// <param name="SmallMicroseconds">The median in the small one.</param>
internal sealed record SizeFigure(string Name, double Ratio, double LargeMicroseconds, double SmallMicroseconds);
