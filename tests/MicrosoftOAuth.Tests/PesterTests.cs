using MicrosoftOAuth.Tests.Engine;
using MicrosoftOAuth.Tests.StandIn;

namespace MicrosoftOAuth.Tests;

/// <summary>The project's Pester files, run by the stand-in where Pester itself may be absent.</summary>
public sealed class PesterTests
{
    public static TheoryData<string> Files => [.. PesterFile.Discover(Repository.PathOf("tests", "Pester")).Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Passes(string file)
    {
        IReadOnlyList<PesterResult> results = PesterFile.Run(Repository.PathOf("tests", "Pester", file), [Repository.Manifest]);
        Assert.NotEmpty(results);
        Assert.Empty(results.Where(result => result.Outcome == PesterOutcome.Failed));
    }
}
