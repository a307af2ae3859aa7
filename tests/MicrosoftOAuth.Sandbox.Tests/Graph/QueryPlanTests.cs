using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.OData;
using MicrosoftOAuth.Sandbox.Graph;
using MicrosoftOAuth.Sandbox.Graph.Queries;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>What a plan finds along its index, against a walk through all objects; while objects come, change and go.</summary>
public sealed class QueryPlanTests
{
    private static readonly string[] Names = ["Alpha", "alpha one", "Alpine", "Beta", "beta two", "Gamma", "O'Neill", "ÄPFEL", "alps to alpha"];

    private static readonly string[] Filters =
    [
        "displayName eq 'alpha'",
        "displayName eq 'Nobody'",
        "startswith(displayName,'al')",
        "startswith(displayName,'')",
        "startswith(displayName,'ä')",
        "displayName in ('Beta','gamma','Beta')",
        "displayName eq 'Beta' or displayName eq 'Gamma'",
        "displayName eq 'Beta' or startswith(displayName,'al')",
        "(displayName eq 'Beta' and signInAudience eq 'AzureADMyOrg') or displayName eq 'Gamma'",
        "startswith(displayName,'b') and notes eq 'x'",
        "identifierUris/any(u:u eq 'api://x/1') and startswith(displayName,'a')",
        "identifierUris/any(u:u eq 'API://X/2')",
        "identifierUris/any(u:startswith(u,'api://x/1'))",
        "uniqueName eq null",
        "uniqueName eq 'unique3'",
        "not(displayName eq 'Beta')",
        "displayName ne 'Beta'",
        "notes eq 'x'",
    ];

    private static readonly string[] Searches =
    [
        "\"displayName:al\"",
        "\"displayName:alpha on\"",
        "\"displayName:o\"",
        "\"displayName:neill\" AND \"displayName:o'n\"",
        "\"displayName:beta\" OR \"displayName:gamma\"",
        "\"displayName:'\"",
        "\"displayName:nobody\"",
        "\"notes:x\"",
    ];

    private readonly Random random = new(11);
    private readonly PracticeWorld world = new(new() { Size = 0 });

    private TenantDirectory Directory => world.Home.Directory;

    [Fact]
    public void Finds_what_a_walk_through_all_objects_finds()
    {
        for (var round = 0; round < 25; round++)
        {
            Change();
            foreach (var filter in Filters)
            {
                foreach (var order in new[] { null, "displayName", "displayName desc", "notes", "createdDateTime desc" })
                    Compare(filter, order);
            }

            foreach (var search in Searches)
            {
                foreach (var order in new[] { null, "displayName", "notes" })
                    Compare("startswith(displayName,'')", order, search);
                Compare(null, null, search);
            }

            Compare(null, "displayName desc");
            Compare(null, null);
        }
    }

    [Fact]
    public void Deleting_what_a_page_held_loses_nothing_of_the_next_one()
    {
        for (var count = 0; count < 30; count++)
            Add();
        foreach (var order in new[] { null, "displayName", "displayName desc" })
        {
            var first = Plan("startswith(displayName,'')", order);
            var page = first.From(null).Take(11).ToList();
            var token = first.TokenOf(page[10]);
            var rest = first.From(token).ToList();
            foreach (var shown in page.Take(3))
                world.Home.Registrar.Delete(shown);

            Assert.Equal(rest, Plan("startswith(displayName,'')", order).From(token));
        }
    }

    [Theory]
    [InlineData(null, "abc")]
    [InlineData(null, "-1")]
    [InlineData("displayName", "1")]
    [InlineData("displayName", "!.1")]
    [InlineData("displayName", "YQ.x")]
    [InlineData("notes", "x")]
    public void A_place_of_another_query_is_refused(string? order, string token)
    {
        Add();

        Assert.Throws<ODataException>(() => Plan(null, order).From(token).ToList());
    }

    /// <summary>A few changes of every kind: objects made, renamed, given identifiers, deleted, restored.</summary>
    private void Change()
    {
        for (var count = 0; count < 3; count++)
            Add();
        var all = Directory.Applications.All.ToList();
        var chosen = all[random.Next(all.Count)];
        chosen.Set("displayName", Pick(Names));
        chosen.Properties["identifierUris"] = new JsonArray("api://x/1", "api://x/" + random.Next(4));
        _ = Directory.Applications.Where("displayName", "Beta").Count();
        all[random.Next(all.Count)].Properties["notes"] = random.Next(2) == 0 ? "x" : null;
        all[random.Next(all.Count)].Properties.Remove("identifierUris");
        if (random.Next(2) == 0)
            world.Home.Registrar.Delete(all[random.Next(all.Count)]);
        if (random.Next(3) == 0 && Directory.DeletedApplications.All.FirstOrDefault() is { } deleted)
            world.Home.Registrar.Restore(deleted);
    }

    private void Add()
    {
        var application = world.Home.Registrar.NewApplication();
        application.Set("displayName", Pick(Names));
        if (random.Next(4) == 0)
            application.Set("uniqueName", "unique" + random.Next(5));
        Directory.Add(Directory.Applications, application);
        application.Set("notes", random.Next(3) == 0 ? "x" : null);
    }

    private void Compare(string? filter, string? order, string? search = null)
    {
        var plan = Plan(filter, order, search);
        var clause = search is null ? null : SearchClause.Parse(search, EntityTypes.Application);
        var root = filter is null ? null : FilterParser.Parse(filter, EntityTypes.Application).Root;
        var expected = Directory.Applications.All.Where(application => (root is null || root.Holds(new ObjectSource(application))) && (clause is null || clause.Holds(new ObjectSource(application)))).ToList();
        var found = plan.From(null).ToList();
        Assert.Equal(expected.OrderBy(item => item.Slot), found.OrderBy(item => item.Slot));
        Assert.Equal(expected.Count, plan.Count());
        if (order?.StartsWith("displayName", StringComparison.Ordinal) == true)
        {
            var names = found.Select(item => item.DisplayName).ToList();
            Assert.Equal(order.EndsWith("desc", StringComparison.Ordinal) ? names.OrderDescending(StringComparer.OrdinalIgnoreCase) : names.Order(StringComparer.OrdinalIgnoreCase), names, StringComparer.OrdinalIgnoreCase);
        }

        if (found.Count > 1)
        {
            var middle = found.Count / 2;
            Assert.Equal(found.Skip(middle), Plan(filter, order, search).From(plan.TokenOf(found[middle])));
        }
    }

    private QueryPlan<Application> Plan(string? filter, string? order, string? search = null)
    {
        var query = "?$count=true" + (filter is null ? "" : "&$filter=" + Uri.EscapeDataString(filter)) + (order is null ? "" : "&$orderby=" + Uri.EscapeDataString(order)) + (search is null ? "" : "&$search=" + Uri.EscapeDataString(search));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["ConsistencyLevel"] = "eventual" };
        var call = new Call("GET", new("https://graph.microsoft.com/v1.0/applications" + query), headers, "", DateTimeOffset.UtcNow, PracticeRequestOrigin.Client);
        return new(Directory.Applications, Directory, QueryOptions.Read(call, EntityTypes.Application));
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
