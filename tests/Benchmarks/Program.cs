// Measures as ratios in one run, by turns, since an absolute time on a shared machine is no fact. Prints medians; judges
// nothing, tokens, waits and permissions apart: their exit code is 1 where a figure is over its limit.
//     dotnet run -c Release --project tests/Benchmarks [-- pairs]             import, in fresh processes
//     dotnet run -c Release --project tests/Benchmarks -- server [seconds]    the practice tenant's server
//     dotnet run -c Release --project tests/Benchmarks -- size [pairs]        a practice tenant of 100,000 applications
//     dotnet run -c Release --project tests/Benchmarks -- tokens [pairs]      tokens, against the least that gets one
//     dotnet run -c Release --project tests/Benchmarks -- waits               what outlasts its limit, or Ctrl+C
//     dotnet run -c Release --project tests/Benchmarks -- permissions [pairs] which permission a call needs
using System.Globalization;
using MicrosoftOAuth.Benchmarks;
using MicrosoftOAuth.Benchmarks.Permissions;
using MicrosoftOAuth.Benchmarks.Server;
using MicrosoftOAuth.Benchmarks.Size;
using MicrosoftOAuth.Benchmarks.Tokens;
using MicrosoftOAuth.Benchmarks.Waits;

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
    case [TokenBenchmark.Argument, .. var rest]:
        Environment.ExitCode = TokenBenchmark.Run(rest is [var tokenPairs] ? int.Parse(tokenPairs, CultureInfo.InvariantCulture) : 25, Console.Out);
        return;
    case [WaitBenchmark.Argument]:
        Environment.ExitCode = WaitBenchmark.Run(Console.Out);
        return;
    case [PermissionBenchmark.Argument, .. var rest]:
        Environment.ExitCode = PermissionBenchmark.Run(rest is [var permissionPairs] ? int.Parse(permissionPairs, CultureInfo.InvariantCulture) : 15, Console.Out);
        return;
}

int pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 25;
using EmptyModuleLayout empty = EmptyModuleLayout.Create();
ImportBenchmark benchmark = new(Repository.Manifest, empty.Manifest);
benchmark.Run(pairs).Print(Console.Out);
