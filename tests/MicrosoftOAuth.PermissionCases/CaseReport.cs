using System.Globalization;

namespace MicrosoftOAuth.PermissionCases;

/// <summary>The verdicts counted by tier.</summary>
public sealed class CaseReport(IReadOnlyList<CaseResult> results)
{
    /// <summary>The least share of right answers outside the tier of unsupported calls.</summary>
    public const double LeastShare = 0.88;

    private const string All = "all but unsupported";

    /// <summary>The share of right answers outside the tier of unsupported calls.</summary>
    public double Share => ShareOf(Supported);

    private CaseResult[] Supported => [.. results.Where(result => result.Case.Tier != PermissionCase.Unsupported)];

    /// <summary>Writes every answer that is not right, then the table.</summary>
    public void Print(TextWriter output)
    {
        foreach (CaseResult result in results.Where(result => result.Verdict != Verdict.Right))
        {
            output.WriteLine(result);
        }

        output.WriteLine($"{"tier",-22}{"cases",7}{"right",7}{"accepted",10}{"not found",11}{"wrong",7}{"right",9}");
        foreach (IGrouping<string, CaseResult> tier in results.GroupBy(result => result.Case.Tier))
        {
            output.WriteLine(Row(tier.Key, [.. tier]));
        }

        output.WriteLine(Row(All, Supported));
    }

    private static string Row(string name, CaseResult[] rows)
    {
        int Count(Verdict verdict) => rows.Count(row => row.Verdict == verdict);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-22}{rows.Length,7}{Count(Verdict.Right),7}{Count(Verdict.Accepted),10}{Count(Verdict.NotFound),11}{Count(Verdict.Wrong),7}{ShareOf(rows),9:P1}");
    }

    private static double ShareOf(CaseResult[] rows) =>
        rows.Length == 0 ? 1 : (double)rows.Count(row => row.Verdict == Verdict.Right) / rows.Length;
}
