using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>docs/sign-in.md speaks of every way, and of tests that there are.</summary>
public sealed partial class SignInPageTests
{
    private static readonly string s_tests = Path.Combine(Repository.Root, "tests");
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sign-in.md"));

    public static TheoryData<SignInMethod> Ways => [.. Enum.GetValues<SignInMethod>()];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Each_way_has_a_row_with_a_test_on_the_wire(SignInMethod way)
    {
        string row = Assert.Single(s_page.Split('\n'), line => line.StartsWith($"| `{way}` |", StringComparison.Ordinal));
        string[] named = [.. TestName().Matches(row).Select(match => match.Groups["name"].Value)];
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.NotEmpty(Directory.GetFiles(s_tests, name + ".cs", SearchOption.AllDirectories)));
    }

    [Fact]
    public void Each_test_that_is_named_is_there() =>
        Assert.All(TestName().Matches(s_page), match => Assert.NotEmpty(Directory.GetFiles(s_tests, match.Groups["name"].Value + ".cs", SearchOption.AllDirectories)));

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex TestName();
}
