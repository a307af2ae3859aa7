using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>What the rules say of every pair of names that there is, several rules one after the other included.</summary>
public sealed class PermissionChainsTests
{
    private static readonly Lazy<Pair[]> s_pairs = new(() => [.. PermissionFinder.Schemes.SelectMany(PairsOf)]);

    /// <summary>Levels are Microsoft's opinion of the harm that a permission may do, and these look misplaced there.</summary>
    private static readonly string[] s_levelsOfOtherOpinion =
    [
        "AgentIdentity.ReadWrite.All over AgentIdentity.Create.All, Application",
        "Calendars.ReadWrite over Calendars.Read, Application",
        "CallDelegation.ReadWrite over CallDelegation.Read, DelegatedWork",
        "Chat.ReadWrite over ChatMember.ReadWrite, DelegatedWork",
        "DeviceManagementConfiguration.ReadWrite.All over DeviceManagementConfiguration.Read.All, Application",
        "Directory.AccessAsUser.All over Directory.ReadWrite.All, DelegatedWork",
        "Group.Read.All over Group-Conversation.Read.All, Application",
        "Group.ReadBasic.All over GroupMember.ReadBasic.All, DelegatedWork",
        "VirtualEvent.ReadWrite over VirtualEvent.Read, DelegatedWork",
    ];

    [Fact]
    public void There_are_pairs_under_every_scheme_and_some_take_more_than_one_rule()
    {
        Assert.All(PermissionFinder.Schemes, scheme => Assert.True(s_pairs.Value.Count(pair => pair.Scheme == scheme) > 25, $"{scheme}: {s_pairs.Value.Count(pair => pair.Scheme == scheme)}"));
        Assert.True(s_pairs.Value.Count(pair => !IsOneStep(pair)) > 100, $"{s_pairs.Value.Count(pair => !IsOneStep(pair))} of {s_pairs.Value.Length}");
    }

    [Fact]
    public void Nothing_that_only_reads_contains_what_writes() =>
        Assert.Empty(s_pairs.Value.Where(pair => !Writes(pair.Held) && Writes(pair.Wanted)));

    [Fact]
    public void Nothing_contains_sending_but_sending() =>
        Assert.Empty(s_pairs.Value.Where(pair => pair.Wanted.Contains(".Send", StringComparison.OrdinalIgnoreCase) && !pair.Held.Contains(".Send", StringComparison.OrdinalIgnoreCase)));

    [Fact]
    public void No_two_contain_each_other()
    {
        HashSet<Pair> all = [.. s_pairs.Value];
        Assert.DoesNotContain(all, pair => all.Contains(pair with { Held = pair.Wanted, Wanted = pair.Held }));
    }

    [Fact]
    public void Another_resource_is_reached_by_a_rule_that_names_it_alone()
    {
        HashSet<(string, string)> crossings = new(PermissionRules.All
            .Where(rule => rule.Part is PermissionPart.Resource or PermissionPart.Name)
            .Select(rule => (ResourceOf(rule.Wider), ResourceOf(rule.Narrower))));
        Assert.Empty(s_pairs.Value.Where(pair =>
            ResourceOf(pair.Held) != ResourceOf(pair.Wanted)
            && !crossings.Contains((ResourceOf(pair.Held), ResourceOf(pair.Wanted)))
            && !crossings.Any(first => first.Item1 == ResourceOf(pair.Held) && crossings.Contains((first.Item2, ResourceOf(pair.Wanted))))));
    }

    [Fact]
    public void The_wider_is_never_of_a_lower_level()
    {
        string[] lower =
        [
            .. from pair in s_pairs.Value
               let held = LevelOf(pair.Held, pair.Scheme)
               let wanted = LevelOf(pair.Wanted, pair.Scheme)
               where held > 0 && wanted > 0 && held < wanted
               select $"{pair.Held} over {pair.Wanted}, {pair.Scheme}",
        ];
        Assert.Equal(s_levelsOfOtherOpinion, lower.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_chain_has_calls_in_common_mostly()
    {
        (int Calls, int Common)[] pairs =
        [
            .. from pair in s_pairs.Value
               where !IsOneStep(pair) && !PermissionRules.All.Any(rule => rule.IsDescribed && rule.Narrow(pair.Held) is not null)
               let wider = ListedCalls.Of.GetValueOrDefault((pair.Held, pair.Scheme))
               let narrower = ListedCalls.Of.GetValueOrDefault((pair.Wanted, pair.Scheme))
               where wider is not null && narrower is not null
               select (narrower.Count, narrower.Count(wider.Contains)),
        ];
        Assert.True(pairs.Count(pair => pair.Common == 0) * 10 <= pairs.Length, $"{pairs.Count(pair => pair.Common == 0)} of {pairs.Length}");
        Assert.True(pairs.Sum(pair => pair.Common) * 2 >= pairs.Sum(pair => pair.Calls), $"{pairs.Sum(pair => pair.Common)} of {pairs.Sum(pair => pair.Calls)}");
    }

    private static IEnumerable<Pair> PairsOf(PermissionScheme scheme)
    {
        PermissionOrder order = PermissionRules.For(scheme == PermissionScheme.Application ? PermissionKind.Application : PermissionKind.Delegated);
        string[] names = [.. PermissionCatalog.Default.Permissions.Where(permission => permission.Schemes.HasFlag(scheme)).Select(permission => permission.Name)];
        return from held in names from wanted in names where order.Implies(held, wanted) select new Pair(held, wanted, scheme);
    }

    private static bool IsOneStep(Pair pair) => PermissionRules.All.Any(rule => pair.Wanted.Equals(rule.Narrow(pair.Held), StringComparison.OrdinalIgnoreCase));

    private static bool Writes(string name) => name.Split('.') is not [_, string operation, ..]
        || !operation.StartsWith("Read", StringComparison.OrdinalIgnoreCase)
        || operation.Contains("Write", StringComparison.OrdinalIgnoreCase);

    private static int LevelOf(string name, PermissionScheme scheme) => PermissionCatalog.Default.Find(name)!.PrivilegeLevel(scheme);

    private static string ResourceOf(string name) => name.Split('.')[0];

    private sealed record Pair(string Held, string Wanted, PermissionScheme Scheme);
}
