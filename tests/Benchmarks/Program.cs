// Measures as ratios in one run, in fresh processes that take turns, since an absolute time on a shared machine is no
// fact. Prints medians; judges nothing.
//     dotnet run -c Release --project tests/Benchmarks [-- pairs]
using System.Globalization;
using MicrosoftOAuth.Benchmarks;

int pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 25;
using EmptyModuleLayout empty = EmptyModuleLayout.Create();
ImportBenchmark benchmark = new(Repository.Manifest, empty.Manifest);
benchmark.Run(pairs).Print(Console.Out);
