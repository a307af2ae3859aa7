using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.PermissionCases;

/// <summary>One line of a file of cases: a call and the permission that Microsoft's documentation names for it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The URL as a user would type it.</param>
/// <param name="Scheme">For whom.</param>
/// <param name="Least">The least privileged permission, or several of the same rank; empty where the scheme is not supported.</param>
/// <param name="Accepted">All that the page lists.</param>
/// <param name="Tier">Which of the documentation's ages and kinds the case comes from.</param>
public sealed record PermissionCase(
    string Method,
    string Url,
    PermissionScheme Scheme,
    IReadOnlyList<string> Least,
    IReadOnlyList<string> Accepted,
    string Tier)
{
    /// <summary>The tier of calls that the documentation says are not supported under the scheme.</summary>
    public const string Unsupported = "unsupported";

    private const string None = "NONE";

    private static readonly string[] s_columns = ["method", "url", "scheme", "expected_least", "accepted_in_source", "tier"];

    /// <summary>Reads a file of tab-separated lines with a heading; the order of the columns and further ones do not matter.</summary>
    /// <exception cref="FormatException">It has no such form.</exception>
    public static IReadOnlyList<PermissionCase> ReadFile(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] heading = lines.Length == 0 ? [] : lines[0].Split('\t');
        int[] at = [.. s_columns.Select(column => Array.IndexOf(heading, column))];
        return at.Contains(-1)
            ? throw new FormatException($"{path}: the first line must name the columns {string.Join(", ", s_columns)}.")
            : [.. lines.Skip(1).Where(line => line.Length > 0).Select((line, number) => Read(line.Split('\t'), at, $"{path}, line {number + 2}"))];
    }

    private static PermissionCase Read(string[] cells, int[] at, string place)
    {
        if (cells.Length <= at.Max())
        {
            throw new FormatException($"{place}: too few columns.");
        }

        string[] row = [.. at.Select(column => cells[column])];
        return Enum.TryParse(row[2], out PermissionScheme scheme)
            ? new PermissionCase(row[0], row[1], scheme, Names(row[3]), Names(row[4]), row[5])
            : throw new FormatException($"{place}: '{row[2]}' is no scheme.");
    }

    private static string[] Names(string cell) => cell == None ? [] : cell.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
