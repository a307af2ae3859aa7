using System.Diagnostics;
using System.Globalization;

namespace MicrosoftOAuth.Benchmarks.Server;

/// <summary>The practice tenant's server and an empty endpoint, under the same load, in turn.</summary>
internal static class ServerBenchmark
{
    internal const string Argument = "server";

    private const int Connections = 8;
    private const double RoundSeconds = 5;

    /// <param name="seconds">How long the server is under load, for each kind of load.</param>
    internal static async Task RunAsync(double seconds, TextWriter output)
    {
        using ServerProcess server = ServerProcess.StartPracticeTenant();
        using ServerProcess empty = ServerProcess.StartEmptyEndpoint();
        (Workload reads, Workload tokens) = await Workload.PrepareAsync(server);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The server against an empty Kestrel endpoint, TLS, HTTP/1.1, {Connections} connections kept alive, {seconds:N0} seconds each in turns of {RoundSeconds:N0}"));
        foreach (Workload workload in new[] { reads, tokens })
        {
            await LoadAsync(server, workload, RoundSeconds / 2);
            await LoadAsync(empty, workload, RoundSeconds / 2);
            TimeSpan before = server.ProcessorTime;
            List<(LoadFigures Server, LoadFigures Empty)> rounds = [];
            for (double done = 0; done < seconds; done += RoundSeconds)
                rounds.Add((await LoadAsync(server, workload, RoundSeconds), await LoadAsync(empty, workload, RoundSeconds)));
            Print(output, workload, rounds, server, server.ProcessorTime - before);
        }
    }

    private static async Task<LoadFigures> LoadAsync(ServerProcess server, Workload workload, double seconds)
    {
        LoadConnection[] connections = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => LoadConnection.OpenAsync(server)));
        long start = Stopwatch.GetTimestamp();
        TimeSpan length = TimeSpan.FromSeconds(seconds);
        LoadFigures[] figures = await Task.WhenAll(connections.Select(connection => Task.Run(async () =>
        {
            int requests = 0;
            int errors = 0;
            while (Stopwatch.GetElapsedTime(start) < length)
            {
                (int status, _) = await connection.AskAsync(workload.Requests[requests++ % workload.Requests.Count], wantsBody: false);
                errors += status == 200 ? 0 : 1;
            }

            return new LoadFigures(requests, errors, Stopwatch.GetElapsedTime(start));
        })));
        foreach (LoadConnection connection in connections)
            connection.Dispose();
        return new LoadFigures(figures.Sum(figure => figure.Requests), figures.Sum(figure => figure.Errors), Stopwatch.GetElapsedTime(start));
    }

    private static void Print(TextWriter output, Workload workload, List<(LoadFigures Server, LoadFigures Empty)> rounds, ServerProcess server, TimeSpan processor)
    {
        double[] ratios = [.. rounds.Select(round => round.Server.PerSecond / round.Empty.PerSecond).Order()];
        int requests = rounds.Sum(round => round.Server.Requests);
        int errors = rounds.Sum(round => round.Server.Errors + round.Empty.Errors);
        output.WriteLine(workload.Name);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  median ratio       {ratios[ratios.Length / 2]:N3}   (lowest {ratios[0]:N3}, highest {ratios[^1]:N3})"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  here and now       {rounds.Average(round => round.Server.PerSecond):N0} over {rounds.Average(round => round.Empty.PerSecond):N0} requests per second"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  server             {requests:N0} requests, {errors} errors, {processor.TotalMicroseconds / requests:N0} microseconds of processor each, {server.WorkingSet / 1_000_000} MB at the end"));
    }

    private sealed record LoadFigures(int Requests, int Errors, TimeSpan Time)
    {
        internal double PerSecond => Requests / Time.TotalSeconds;
    }
}
