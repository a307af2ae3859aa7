using System.Text.RegularExpressions;
using MicrosoftOAuth.Tests.Engine;
using MicrosoftOAuth.Tests.StandIn;

namespace MicrosoftOAuth.Tests.StandInTests;

public sealed partial class PesterFileTests
{
    private static readonly string s_fixtures = Repository.PathOf("tests", "MicrosoftOAuth.Tests", "StandInTests", "Fixtures");

    public static TheoryData<string> Verified() =>
        [.. PesterFile.Discover(s_fixtures).Select(file => Path.GetFileName(file).Replace(".Tests.ps1", "", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Verified))]
    public void Does_to_a_file_what_Pester_does(string fixture)
    {
        var expected = File.ReadAllLines(Path.Combine(s_fixtures, $"{fixture}.expected.txt")).Where(line => line.Length > 0);

        var actual = PesterFile.Run(Path.Combine(s_fixtures, $"{fixture}.Tests.ps1"), []).Select(Line);

        Assert.Equal(string.Join('\n', expected.Order(StringComparer.Ordinal)), string.Join('\n', actual.Order(StringComparer.Ordinal)));
    }

    private static string Line(PesterResult result)
    {
        if (result.Error is null)
            return $"{result.Outcome}: {result.Name}";

        var lines = result.Error.ReplaceLineEndings("\n").Split('\n');
        var place = Array.Find(lines, line => line.StartsWith("at ", StringComparison.Ordinal))!;
        return $"{result.Outcome}: {result.Name} | {lines[0].Replace($"{s_fixtures}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal)} | {LineNumber().Match(place).Groups["line"].Value}";
    }

    [GeneratedRegex(":(?<line>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineNumber();
}
