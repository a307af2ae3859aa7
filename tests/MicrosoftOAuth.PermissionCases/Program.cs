// Asks the module's permission finder about every call of a file of cases and counts how its answers stand to Microsoft's
// documentation.
//     dotnet run --project tests/MicrosoftOAuth.PermissionCases -- FILE.tsv
// The columns are method, url, scheme, expected_least (names with commas between, or NONE), accepted_in_source and tier.
// The exit code is 0 where at least 88 % outside the tier "unsupported" are right, 1 where not, 2 where a file cannot be read.
using MicrosoftOAuth.PermissionCases;

if (args.Length == 0)
{
    await Console.Error.WriteLineAsync("Usage: MicrosoftOAuth.PermissionCases FILE.tsv...");
    return 2;
}

try
{
    CaseReport report = new([.. args.SelectMany(PermissionCase.ReadFile).Select(CaseResult.Of)]);
    report.Print(Console.Out);
    return report.Share >= CaseReport.LeastShare ? 0 : 1;
}
catch (Exception fault) when (fault is IOException or FormatException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return 2;
}
