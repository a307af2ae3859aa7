using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>Every call of the index against tokens that hold every permission that is listed for it.</summary>
public sealed class EveryCallTests
{
    private static readonly string[] s_harmless = ["openid", "profile", "email", "offline_access", "https://graph.microsoft.com/.default"];

    private static readonly Lazy<Listed[]> s_calls = new(() =>
        [.. from one in ListedCalls.All
            from scheme in PermissionFinder.Schemes
            let enough = one.Call.Ranked(scheme)
            where enough.Count > 0 && !(scheme == PermissionScheme.Application && IsMe(one.Path))
            select new Listed(one.Path, one.Call, scheme, enough)]);

    [Fact]
    public void A_token_with_one_listed_permission_and_its_companion_is_good()
    {
        int tokens = 0;
        foreach (Listed call in s_calls.Value)
        {
            foreach (CatalogRequirement one in call.Enough)
            {
                PermissionOutcome outcome = ChangesByReader(call, one) ? PermissionOutcome.NoData : PermissionOutcome.Listed;
                Expect(outcome, call, call.Scheme, [one.Permission.Name.ToUpperInvariant(), .. one.AlsoRequires.Take(1)]);
                Expect(outcome, call, call.Scheme, [.. s_harmless, one.Permission.Name, .. one.AlsoRequires.Reverse().Take(1), "Zzz.Read.All"]);
                tokens += 2;
            }
        }

        Assert.True(tokens > 80_000, $"{tokens} tokens");
    }

    [Fact]
    public void A_token_with_a_permission_that_contains_a_listed_one_is_good()
    {
        Dictionary<(string, PermissionScheme), string[]> widerOf = WiderOf();
        int tokens = 0;
        foreach (Listed call in s_calls.Value)
        {
            foreach (CatalogRequirement one in call.Enough)
            {
                foreach (string wider in widerOf[(one.Permission.Name, call.Scheme)])
                {
                    PermissionOutcome outcome = Judge(call, call.Scheme, [wider, .. one.AlsoRequires.Take(1)]).Outcome;
                    bool isGood = outcome is PermissionOutcome.Listed or PermissionOutcome.Implied;
                    Assert.True(isGood || (outcome == PermissionOutcome.NoData && ChangesByReader(call, one)), $"{call}, {call.Scheme}, {wider} over {one.Permission.Name}: {outcome}");
                    tokens++;
                }
            }
        }

        Assert.True(tokens > 30_000, $"{tokens} tokens");
    }

    [Fact]
    public void A_token_of_the_other_kind_is_never_good()
    {
        foreach (Listed call in s_calls.Value.Where(one => one.Scheme != PermissionScheme.DelegatedPersonal))
        {
            PermissionScheme other = call.Scheme == PermissionScheme.Application ? PermissionScheme.DelegatedWork : PermissionScheme.Application;
            if (call.Call.Ranked(other).Count == 0)
            {
                Expect(other == PermissionScheme.Application && IsMe(call.Path) ? PermissionOutcome.Missing : PermissionOutcome.NoData, call, other, [.. call.Enough.Select(one => one.Permission.Name)]);
            }
        }
    }

    [Fact]
    public void A_token_that_lacks_all_is_missing_unless_nobody_can_be_said_to_lack_it()
    {
        int missing = 0;
        int unknown = 0;
        foreach (Listed call in s_calls.Value)
        {
            PermissionKind kind = call.Scheme == PermissionScheme.Application ? PermissionKind.Application : PermissionKind.Delegated;
            bool isOffered = call.Enough.Any(one => one.Permission.Id(kind) is not null);
            Expect(isOffered ? PermissionOutcome.Missing : PermissionOutcome.NoData, call, call.Scheme, ["Zzz.Read.All", .. s_harmless]);
            _ = isOffered ? missing++ : unknown++;
        }

        Assert.True(missing > 15_000 && unknown is > 50 and < 500, $"{missing} missing, {unknown} unknown");
    }

    [Fact]
    public void More_permissions_never_make_a_good_token_bad()
    {
        // Each list of permissions once, with one of them after the other added, from the last to the first.
        int steps = 0;
        foreach (Listed call in s_calls.Value.GroupBy(one => $"{one.Scheme} {string.Join(' ', one.Enough.Select(of => of.Permission.Name))}").Select(same => same.First()))
        {
            List<string> held = ["Sites.Selected"];
            bool wasGood = false;
            foreach (string name in call.Enough.Reverse().SelectMany(one => one.AlsoRequires.Prepend(one.Permission.Name)))
            {
                held.Add(name);
                bool isGood = Judge(call, call.Scheme, [.. held]).IsHeld == true;
                Assert.True(isGood || !wasGood, $"{call}, {call.Scheme}, {string.Join(' ', held)}");
                wasGood = isGood;
                steps++;
            }

            Assert.True(wasGood, $"{call}, {call.Scheme}");
        }

        Assert.True(steps > 2_000, $"{steps} steps");
    }

    [Fact]
    public void What_is_ordered_for_a_call_makes_a_good_token()
    {
        int ordered = 0;
        foreach (Listed call in s_calls.Value.Where(one => one.Scheme != PermissionScheme.DelegatedPersonal))
        {
            PermissionKind kind = call.Scheme == PermissionScheme.Application ? PermissionKind.Application : PermissionKind.Delegated;
            string[] names = [.. LeastPermissions.Of([new(call.Call.Method, call.Path)], kind).Where(one => one.Status == LeastPermissionStatus.Needed).Select(one => one.Permission!)];
            if (names.Length > 0)
            {
                PermissionCheck check = Judge(call, call.Scheme, names);
                Assert.True(check.IsHeld == true, $"{call}, {call.Scheme}, {string.Join(' ', names)}: {check.Outcome}");
                ordered++;
            }
        }

        Assert.True(ordered > 10_000, $"{ordered} orders");
    }

    [Fact]
    public void An_app_alone_is_refused_at_me_whatever_is_listed()
    {
        int calls = 0;
        foreach ((string path, CatalogMatch call) in ListedCalls.All.Where(one => IsMe(one.Path)))
        {
            string[] all = [.. call.Requirements.Select(one => one.Permission.Name).Distinct()];
            PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, all), call.Method, path);
            Assert.True(check.Outcome == PermissionOutcome.Missing && check.Remedy is not null, $"{call.Method} {path}: {check.Outcome}");
            calls++;
        }

        Assert.True(calls > 500, $"{calls} calls");
    }

    private static bool IsMe(string path) => path.Equals("/me", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/me/", StringComparison.OrdinalIgnoreCase);

    /// <summary>What only reads, where a call changes something by another that is listed: no token with it alone is surely good.</summary>
    private static bool ChangesByReader(Listed call, CatalogRequirement one)
    {
        CatalogRequirement[] writing = [.. call.Enough.Where(other => other.AlsoRequires.Prepend(other.Permission.Name).Any(Writes))];
        return !writing.Contains(one)
            && (call.Call.Method is "PATCH" or "PUT" or "DELETE" ? writing.Length > 0
                : call.Call.Method == "POST" && (writing.Any(other => other.AlsoRequires.Contains(one.Permission.Name)) || (writing.Length > 0 && !MayAsk(call, writing))));
    }

    /// <summary>A question is called one, or lists a reader together with what writes all that it reads.</summary>
    private static bool MayAsk(Listed call, CatalogRequirement[] writing) =>
        new[] { "check", "evaluate", "get", "validate" }.Any(verb => call.Call.Template.Split('/')[^1].StartsWith(verb, StringComparison.OrdinalIgnoreCase))
        || writing.All(one => one.Permission.Name.EndsWith(".Selected", StringComparison.Ordinal))
        || call.Enough.Select(one => one.Permission.Name).Any(reader => writing.Select(one => one.Permission.Name).Any(writer =>
            !Writes(reader) && (writer.Replace("ReadWrite", "Read", StringComparison.Ordinal) == reader
                || (writer.Contains(".ReadWrite", StringComparison.Ordinal) && writer.Split('.')[0] == reader.Split('.')[0] && (writer.Split('.') is [_, _] or [_, _, "All" or "Shared"])))));

    private static bool Writes(string name) => !name.Split('.').Skip(1).Any(part => part.StartsWith("Read", StringComparison.Ordinal) && !part.Contains("Write", StringComparison.Ordinal));

    private static void Expect(PermissionOutcome outcome, Listed call, PermissionScheme scheme, string[] held)
    {
        PermissionCheck check = Judge(call, scheme, held);
        Assert.True(check.Outcome == outcome, $"{call}, {scheme}, {string.Join(' ', held)}: {check.Outcome}");
    }

    private static PermissionCheck Judge(Listed call, PermissionScheme scheme, string[] held) => PermissionJudge.Check(TestTokens.Of(scheme, held), call.Call.Method, call.Path);

    private static Dictionary<(string, PermissionScheme), string[]> WiderOf()
    {
        Dictionary<(string, PermissionScheme), string[]> widerOf = [];
        foreach (PermissionScheme scheme in PermissionFinder.Schemes)
        {
            PermissionOrder order = PermissionRules.For(scheme == PermissionScheme.Application ? PermissionKind.Application : PermissionKind.Delegated);
            string[] names = [.. PermissionCatalog.Default.Permissions.Select(permission => permission.Name)];
            foreach (string narrower in names)
            {
                widerOf[(narrower, scheme)] = [.. names.Where(wider => order.Implies(wider, narrower))];
            }
        }

        return widerOf;
    }

    private sealed record Listed(string Path, CatalogMatch Call, PermissionScheme Scheme, IReadOnlyList<CatalogRequirement> Enough)
    {
        public override string ToString() => $"{Call.Method} {Path}";
    }
}
