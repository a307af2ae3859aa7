// Measures as ratios in one run, by turns, since an absolute time on a shared machine is no fact. Prints medians; judges
// nothing.
//     dotnet run -c Release --project tests/Benchmarks [-- pairs]             import, in fresh processes
//     dotnet run -c Release --project tests/Benchmarks -- server [seconds]    the practice tenant's server
//     dotnet run -c Release --project tests/Benchmarks -- size [pairs]        a practice tenant of 100,000 applications
using System.Globalization;
using MicrosoftOAuth.Benchmarks;
using MicrosoftOAuth.Benchmarks.Server;
using MicrosoftOAuth.Benchmarks.Size;

switch (args)
{
    case [ServerBenchmark.Argument, .. var rest]:
        await ServerBenchmark.RunAsync(rest is [var seconds] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 60, Console.Out);
        return;
    case [EmptyEndpoint.Argument, var file]:
        await EmptyEndpoint.RunAsync(file);
        return;
    case [SizeReport.Argument, .. var rest]:
        SizeReport report = await SizeReport.MeasureAsync(rest is [var sizePairs] ? int.Parse(sizePairs, CultureInfo.InvariantCulture) : 200);
        report.Print(Console.Out);
        return;
}

int pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 25;
using EmptyModuleLayout empty = EmptyModuleLayout.Create();
ImportBenchmark benchmark = new(Repository.Manifest, empty.Manifest);
benchmark.Run(pairs).Print(Console.Out);
