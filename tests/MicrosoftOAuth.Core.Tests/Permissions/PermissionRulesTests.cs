using System.Text.Json;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Conformance;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>The rules of permissions' names against the calls that Microsoft lists for each of the permissions.</summary>
public sealed class PermissionRulesTests
{
    private static readonly Lazy<Dictionary<(string Permission, string Scheme), HashSet<string>>> s_calls = new(ReadCalls);

    public static TheoryData<string> Rules => [.. PermissionRules.All.Select(NameOf)];

    [Theory]
    [InlineData("User.ReadWrite.All", "User.Read.All", true, true)]
    [InlineData("User.ReadWrite.All", "User.Read", true, false)]
    [InlineData("User.ReadWrite.All", "User.ReadBasic.All", true, true)]
    [InlineData("mail.readwrite", "Mail.Read", true, true)]
    [InlineData("Mail.ReadWrite", "Mail.ReadBasic", true, true)]
    [InlineData("Mail.ReadWrite", "Mail.Send", false, false)]
    [InlineData("Mail.Read", "Mail.ReadWrite", false, false)]
    [InlineData("Mail.Read.Shared", "Mail.Read", false, false)]
    [InlineData("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", true, true)]
    [InlineData("Sites.FullControl.All", "Sites.Manage.All", true, true)]
    [InlineData("Group.ReadWrite.All", "GroupMember.Read.All", true, true)]
    [InlineData("Group.ReadWrite.All", "User.Read.All", false, false)]
    [InlineData("Policy.ReadWrite.ConditionalAccess", "Policy.Read.ConditionalAccess", true, true)]
    [InlineData("ReadWrite", "Read", false, false)]
    [InlineData("", "", false, false)]
    public void What_a_name_contains(string held, string wanted, bool delegated, bool application)
    {
        Assert.Equal(delegated, PermissionRules.Implies(held, wanted, PermissionRules.For(PermissionKind.Delegated)));
        Assert.Equal(application, PermissionRules.Implies(held, wanted, PermissionRules.For(PermissionKind.Application)));
    }

    [SharedDataTheory]
    [MemberData(nameof(Rules))]
    public void Is_borne_out_by_the_calls_that_are_listed(string name)
    {
        double[] contained = [.. SharesOf(PermissionRules.All.Single(rule => NameOf(rule) == name))];
        Assert.NotEmpty(contained);
        Assert.True(IsBorneOut(contained), $"{name}: {contained.Count(share => share >= 0.8)} of {contained.Length} pairs");
    }

    [SharedDataTheory]
    [InlineData("Operation", "Manage", "ReadWrite", false)]
    [InlineData("Operation", "FullControl", "ReadWrite", false)]
    [InlineData("Operation", "ReadWrite", "Send", false)]
    [InlineData("Constraint", "Shared", "", false)]
    public void Was_left_out_because_the_listed_calls_contradict_it(string part, string wider, string narrower, bool delegatedOnly)
    {
        PermissionRule rule = new(Enum.Parse<PermissionPart>(part), wider, narrower, delegatedOnly);
        Assert.DoesNotContain(rule, PermissionRules.All);
        double[] contained = [.. SharesOf(rule)];
        Assert.NotEmpty(contained);
        Assert.False(IsBorneOut(contained), $"{NameOf(rule)} could be a rule.");
    }

    private static bool IsBorneOut(double[] contained) => contained.Count(share => share >= 0.8) >= 0.75 * contained.Length;

    private static string NameOf(PermissionRule rule) => $"{rule.Part} {rule.Wider} over {(rule.Narrower.Length == 0 ? "none" : rule.Narrower)}";

    /// <summary>For each pair that a rule names, and each scheme: how much of what is listed for the narrower is listed for the wider.</summary>
    private static IEnumerable<double> SharesOf(PermissionRule rule) =>
        from wider in s_calls.Value
        where !rule.DelegatedOnly || wider.Key.Scheme != nameof(PermissionScheme.Application)
        let narrower = rule.Narrow(wider.Key.Permission)
        where narrower is not null && s_calls.Value.ContainsKey((narrower, wider.Key.Scheme))
        let calls = s_calls.Value[(narrower, wider.Key.Scheme)]
        select (double)calls.Count(wider.Value.Contains) / calls.Count;

    private static Dictionary<(string, string), HashSet<string>> ReadCalls()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("graph-permissions/permissions.json")));
        return (from permission in document.RootElement.GetProperty("permissions").EnumerateObject()
                from set in permission.Value.GetProperty("pathSets").EnumerateArray()
                from scheme in set.GetProperty("schemeKeys").EnumerateArray()
                from method in set.GetProperty("methods").EnumerateArray()
                from path in set.GetProperty("paths").EnumerateObject()
                group $"{method.GetString()} {path.Name.ToLowerInvariant()}" by (permission.Name, scheme.GetString()!))
            .ToDictionary(calls => calls.Key, calls => calls.ToHashSet(StringComparer.Ordinal));
    }
}
