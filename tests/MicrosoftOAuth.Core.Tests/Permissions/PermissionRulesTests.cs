using System.Text.Json;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Conformance;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>The rules of permissions' names against the calls that Microsoft lists for each of the permissions.</summary>
public sealed class PermissionRulesTests
{
    public static TheoryData<string> Rules => [.. PermissionRules.All.Select(rule => rule.ToString())];

    [Theory]
    [InlineData("User.ReadWrite.All", "User.Read.All", true, true)]
    [InlineData("User.ReadWrite.All", "User.Read", true, false)]
    [InlineData("User.ReadWrite.All", "User.ReadBasic.All", true, true)]
    [InlineData("mail.readwrite", "Mail.Read", true, true)]
    [InlineData("Mail.ReadWrite", "Mail.ReadBasic", true, true)]
    [InlineData("Mail.Read.Shared", "Mail.Read", true, false)]
    [InlineData("Mail.ReadWrite.Shared", "Mail.ReadBasic", true, false)]
    [InlineData("Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", true, true)]
    [InlineData("Application.ReadWrite.All", "AppRegistration.Create", true, true)]
    [InlineData("Sites.FullControl.All", "Sites.Manage.All", true, true)]
    [InlineData("Sites.FullControl.All", "Sites.ReadWrite.All", true, true)]
    [InlineData("Sites.FullControl.All", "Sites.Read.All", true, true)]
    [InlineData("Sites.Manage.All", "Sites.ReadWrite.All", true, true)]
    [InlineData("Sites.Manage.All", "Sites.Read.All", true, true)]
    [InlineData("SharePointCrossTenantMigration.Manage.All", "SharePointCrossTenantMigration.Read.All", true, true)]
    [InlineData("PrintJob.Manage.All", "PrintJob.ReadBasic.All", true, true)]
    [InlineData("Directory.ReadWrite.All", "Directory.Read.All", true, true)]
    [InlineData("Directory.ReadWrite.All", "GroupMember.Read.All", true, true)]
    [InlineData("Directory.AccessAsUser.All", "Directory.Read.All", true, false)]
    [InlineData("Group.ReadWrite.All", "GroupMember.Read.All", true, true)]
    [InlineData("Policy.ReadWrite.ConditionalAccess", "Policy.Read.ConditionalAccess", true, true)]
    [InlineData("Policy.Read.All", "Policy.Read.ConditionalAccess", true, true)]
    [InlineData("TeamsAppInstallation.ReadWriteForTeam.All", "TeamsAppInstallation.ReadForTeam.All", true, true)]
    public void What_a_name_contains(string held, string wanted, bool delegated, bool application)
    {
        Assert.Equal(delegated, PermissionRules.For(PermissionKind.Delegated).Implies(held, wanted));
        Assert.Equal(application, PermissionRules.For(PermissionKind.Application).Implies(held, wanted));
    }

    [Theory]
    [InlineData("Mail.ReadWrite", "Mail.Send")]
    [InlineData("Mail.ReadWrite.Shared", "Mail.Send.Shared")]
    [InlineData("Mail.Send", "Mail.Read")]
    [InlineData("Mail.Read", "Mail.ReadWrite")]
    [InlineData("Mail.Read", "Mail.Read.Shared")]
    [InlineData("Mail.ReadWrite", "Mail.ReadWrite.Shared")]
    [InlineData("User.Read", "User.Read.All")]
    [InlineData("User.ReadWrite.All", "User-Mail.ReadWrite.All")]
    [InlineData("User.ReadWrite.All", "User-PasswordProfile.ReadWrite.All")]
    [InlineData("Application.ReadWrite.OwnedBy", "Application.ReadWrite.All")]
    [InlineData("Directory.Read.All", "User.Read.All")]
    [InlineData("Directory.ReadWrite.All", "User.ReadWrite.All")]
    [InlineData("Directory.ReadWrite.All", "GroupMember.ReadWrite.All")]
    [InlineData("Group.ReadWrite.All", "User.Read.All")]
    [InlineData("GroupMember.Read.All", "Group.Read.All")]
    [InlineData("PrintJob.Manage.All", "PrintJob.Read.All")]
    [InlineData("Sites.Manage.All", "Sites.FullControl.All")]
    [InlineData("Sites.Selected", "Sites.Read.All")]
    [InlineData("Member.Read.All", "Member.Read.Hidden")]
    [InlineData("Mail.Read", "Mail.Read")]
    [InlineData("ReadWrite", "Read")]
    [InlineData("", "")]
    public void What_a_name_does_not_contain(string held, string wanted)
    {
        Assert.False(PermissionRules.For(PermissionKind.Delegated).Implies(held, wanted));
        Assert.False(PermissionRules.For(PermissionKind.Application).Implies(held, wanted));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Is_what_the_listed_calls_say(string name)
    {
        PermissionRule rule = PermissionRules.All.Single(rule => rule.ToString() == name);
        Evidence evidence = Evidence.Of(rule);
        Assert.Equal((Math.Min(90, evidence.Share / 10 * 10), evidence.Apart), (rule.Share, rule.Apart));
        Assert.True(rule.IsDescribed || evidence.MeetsTheBarOf(rule), $"{name}: {evidence}");
    }

    [Theory]
    [InlineData("Operation", "ReadWrite", "Send", false)]
    [InlineData("Operation", "Send", "Read", false)]
    [InlineData("Operation", "Manage", "Read", false)]
    [InlineData("Resource", "Directory", "User", false)]
    [InlineData("Resource", "Directory", "Group", false)]
    [InlineData("Resource", "Directory", "Application", false)]
    [InlineData("Resource", "User", "Directory", false)]
    [InlineData("Name", "Directory.ReadWrite.All", "GroupMember.ReadWrite.All", false)]
    [InlineData("Constraint", "All", "", true)]
    public void Was_left_out_because_the_listed_calls_contradict_it(string part, string wider, string narrower, bool forApplications)
    {
        PermissionRule rule = new(Enum.Parse<PermissionPart>(part), wider, narrower, 0);
        Assert.DoesNotContain(PermissionRules.All, one => one.ToString() == rule.ToString() && !(forApplications && one.DelegatedOnly));
        Evidence evidence = Evidence.Of(rule, forApplications ? [PermissionScheme.Application] : null);
        Assert.NotEqual(0, evidence.Pairs);
        Assert.False(evidence.MeetsTheBarOf(rule), $"{rule} could be a rule: {evidence}");
    }

    /// <summary>Where nothing is listed, Microsoft's own words are the evidence.</summary>
    [SharedDataTheory]
    [InlineData("Constraint Shared over none", "(including|includes) (their own|delegate) and shared (calendars|contacts|mail|tasks)|as the signed-in user, including sending on-behalf of others")]
    [InlineData("Name Directory.AccessAsUser.All over Directory.ReadWrite.All", "same access to information in the directory as the signed-in user")]
    public void Is_what_Microsoft_writes(string name, string words)
    {
        PermissionRule rule = PermissionRules.All.Single(rule => rule.ToString() == name);
        Assert.True(rule.IsDescribed);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(SharedData.File("graph-permissions/permissions.json")));
        Dictionary<string, string> descriptions = document.RootElement.GetProperty("permissions").EnumerateObject()
            .Where(permission => permission.Value.GetProperty("schemes").TryGetProperty("DelegatedWork", out JsonElement work) && work.TryGetProperty("adminDescription", out _))
            .ToDictionary(
                permission => permission.Name,
                permission => permission.Value.GetProperty("schemes").GetProperty("DelegatedWork").GetProperty("adminDescription").GetString()!,
                StringComparer.OrdinalIgnoreCase);
        KeyValuePair<string, string>[] wider = [.. descriptions.Where(one => rule.Narrow(one.Key) is { } narrower && descriptions.ContainsKey(narrower))];
        Assert.NotEmpty(wider);
        Assert.All(wider, one => Assert.Matches(new Regex(words, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)), one.Value));
    }

    [Fact]
    public void Only_what_is_described_goes_without_listed_calls() => Assert.Equal(2, PermissionRules.All.Count(rule => rule.IsDescribed));

    [Fact]
    public void No_rule_stands_twice() => Assert.Equal(PermissionRules.All.Count, PermissionRules.All.Select(rule => rule.ToString()).Distinct().Count());

    /// <summary>What the index says of the pairs that a rule names.</summary>
    /// <param name="Pairs">How many there are, each under each scheme.</param>
    /// <param name="Calls">The calls of the narrower ones.</param>
    /// <param name="Common">Those of them that are listed for the wider one too.</param>
    /// <param name="Apart">The pairs that have none in common.</param>
    private sealed record Evidence(int Pairs, int Calls, int Common, int Apart)
    {
        internal int Share => Calls == 0 ? 0 : 100 * Common / Calls;

        internal static Evidence Of(PermissionRule rule, PermissionScheme[]? schemes = null)
        {
            Dictionary<string, string> names = PermissionCatalog.Default.Permissions.ToDictionary(one => one.Name, one => one.Name, StringComparer.OrdinalIgnoreCase);
            (int Calls, int Common)[] pairs =
            [
                .. from wider in ListedCalls.Of
                   where schemes?.Contains(wider.Key.Scheme) ?? (!rule.DelegatedOnly || wider.Key.Scheme != PermissionScheme.Application)
                   let narrower = rule.Narrow(wider.Key.Permission)
                   where narrower is not null && names.ContainsKey(narrower) && ListedCalls.Of.ContainsKey((names[narrower], wider.Key.Scheme))
                   let calls = ListedCalls.Of[(names[narrower], wider.Key.Scheme)]
                   select (calls.Count, calls.Count(wider.Value.Contains)),
            ];
            return new(pairs.Length, pairs.Sum(pair => pair.Calls), pairs.Sum(pair => pair.Common), pairs.Count(pair => pair.Common == 0));
        }

        internal bool MeetsTheBarOf(PermissionRule rule) =>
            rule.Part is PermissionPart.Resource or PermissionPart.Name ? Share >= 90 && Apart == 0 : Share >= 20 && Apart * 10 <= Pairs;
    }
}
