using System.Text.RegularExpressions;
using MicrosoftOAuth.Tests.StandIn;

namespace MicrosoftOAuth.Tests.StandInTests;

public sealed partial class PesterFileTests
{
    private static readonly string Fixtures = FindFixtures();

    public static TheoryData<string> Verified() =>
        [.. PesterFile.Discover(Fixtures).Select(file => Path.GetFileName(file).Replace(".Tests.ps1", "", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Verified))]
    public void Does_to_a_file_what_Pester_does(string fixture)
    {
        var expected = File.ReadAllLines(Path.Combine(Fixtures, $"{fixture}.expected.txt")).Where(line => line.Length > 0);

        var actual = PesterFile.Run(Path.Combine(Fixtures, $"{fixture}.Tests.ps1"), []).Select(Line);

        Assert.Equal(string.Join('\n', expected.Order(StringComparer.Ordinal)), string.Join('\n', actual.Order(StringComparer.Ordinal)));
    }

    private static string Line(PesterResult result)
    {
        if (result.Error is null)
            return $"{result.Outcome}: {result.Name}";

        var lines = result.Error.ReplaceLineEndings("\n").Split('\n');
        var place = Array.Find(lines, line => line.StartsWith("at ", StringComparison.Ordinal))!;
        return $"{result.Outcome}: {result.Name} | {lines[0].Replace($"{Fixtures}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal)} | {LineNumber().Match(place).Groups["line"].Value}";
    }

    private static string FindFixtures()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MicrosoftOAuth.slnx")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "tests", "MicrosoftOAuth.Tests", "StandInTests", "Fixtures");
    }

    [GeneratedRegex(":(?<line>[0-9]+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineNumber();
}
