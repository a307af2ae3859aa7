using System.Globalization;
using MicrosoftOAuth.Conformance;
using MicrosoftOAuth.Conformance.Recordings;
using MicrosoftOAuth.Conformance.Schema;

namespace MicrosoftOAuth.Replay;

/// <summary>Holds the practice tenant against recorded traffic with Microsoft Graph, or recorded traffic against its schema.</summary>
internal static class Program
{
    private const double LeastStatusShare = 0.99;
    private const double LeastPathShare = 0.95;

    private const string Usage = """
        Usage:
          MicrosoftOAuth.Replay [--today] FILE.jsonl...
              Plays recorded requests to a fresh practice tenant for each recording and lists every difference. The Graph is
              as it was on the day of the recording; with --today as it is now.
          MicrosoftOAuth.Replay --judge [--schema v1.0.csdl] FILE.jsonl...
              Validates recorded answers against Microsoft Graph's schema.

        A line of a file: {"recording": name, "method": ..., "url": ..., "body": ..., "status": ..., "response": ...}
        The exit code is 0 where at least 99 % of the statuses and 95 % of the property paths are equal, or where every
        answer fits the schema; 1 where not; 2 where a file cannot be read.
        """;

    private static async Task<int> Main(string[] args)
    {
        var schema = OptionOf(args, "--schema");
        var files = args.Where(arg => !arg.StartsWith("--", StringComparison.Ordinal) && arg != schema).ToList();
        if (files.Count == 0)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        try
        {
            var requests = files.SelectMany(RecordedRequest.ReadFile).ToList();
            return args.Contains("--judge") ? Judge(requests, schema) : await ReplayAsync(requests, args.Contains("--today"));
        }
        catch (Exception fault) when (fault is IOException or FormatException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 2;
        }
    }

    private static string? OptionOf(string[] args, string name) =>
        Array.IndexOf(args, name) is var index and >= 0 && index + 1 < args.Length ? args[index + 1] : null;

    private static async Task<int> ReplayAsync(List<RecordedRequest> requests, bool asToday)
    {
        var report = await Replayer.ReplayAsync(requests, asToday, CancellationToken.None);
        foreach (var difference in report.Differences)
            Console.WriteLine(difference);
        Console.WriteLine();
        Write("Requests answered with the recorded status", report.Requests.Count(request => request.HasEqualStatus), report.Requests.Count);
        Write("Answers with equal property paths", report.WithBody.Count(request => request.HasEqualPaths), report.WithBody.Count());
        return report is { StatusShare: >= LeastStatusShare, PathShare: >= LeastPathShare } ? 0 : 1;
    }

    private static int Judge(List<RecordedRequest> requests, string? schemaFile)
    {
        var schema = schemaFile is null ? GraphSchema.Shared : new(schemaFile);
        var covered = requests.Where(request => GraphSchema.Covers(new(request.Url))).ToList();
        var valid = 0;
        foreach (var request in covered)
        {
            var problems = schema.Judge(new(request.Method, new(request.Url), request.Status, request.Response?.ToJsonString() ?? request.Text));
            if (problems.Count == 0)
                valid++;
            foreach (var problem in problems)
                Console.WriteLine($"{request.Recording}: {problem}");
        }

        Console.WriteLine();
        Write("Answers that fit Microsoft Graph's schema", valid, covered.Count);
        return valid == covered.Count ? 0 : 1;
    }

    private static void Write(string what, int part, int whole) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {part} of {whole} ({(whole == 0 ? 1 : (double)part / whole):P1})"));
}
