using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MicrosoftOAuth.Sandbox.Seeding;

namespace MicrosoftOAuth.Sandbox.Tests.Switches;

/// <summary>A tenant that begins with many applications.</summary>
public sealed class SizeTests
{
    private readonly FakeTimeProvider clock = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task It_holds_as_many_applications_as_it_was_asked_for_and_lists_each_once()
    {
        using var client = new TenantClient(new() { Size = 1234 });
        var token = await client.SignInAsync();
        var ids = new List<string>();
        for (var next = "/applications?$top=500&$select=id&$orderby=displayName"; next is not null;)
        {
            var page = await client.GraphAsync(token, "GET", next);
            ids.AddRange(page.Body["value"]!.AsArray().Select(app => app!["id"]!.ToString()));
            next = page.Body["@odata.nextLink"]?.ToString();
        }

        Assert.Equal(1234, ids.Count);
        Assert.Equal(1234, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task It_looks_like_a_directory_that_people_have_used_for_years()
    {
        using var client = new TenantClient(new() { Clock = clock, Size = 500, Seed = 5 });
        var token = await client.SignInAsync();

        var apps = (await client.GraphAsync(token, "GET", "/applications?$top=999")).Body["value"]!.AsArray();

        Assert.True(apps.Select(app => app!["displayName"]!.ToString()).Distinct(StringComparer.Ordinal).Count() > 450);
        var years = apps.Select(app => DateTimeOffset.Parse(app!["createdDateTime"]!.ToString()).Year).ToList();
        Assert.All(Enumerable.Range(2021, 5), year => Assert.Contains(year, years));
        var ends = apps.SelectMany(app => app!["passwordCredentials"]!.AsArray()).Select(secret => DateTimeOffset.Parse(secret!["endDateTime"]!.ToString())).ToList();
        Assert.Contains(ends, end => end < clock.GetUtcNow());
        Assert.Contains(ends, end => end > clock.GetUtcNow() && end < clock.GetUtcNow().AddDays(30));
        Assert.Contains(ends, end => end > clock.GetUtcNow().AddDays(365));
        Assert.Contains(apps, app => app!["passwordCredentials"]!.AsArray().Count == 0);
        Assert.All(apps, app => Assert.NotEmpty(app!["requiredResourceAccess"]!.AsArray()));
    }

    [Fact]
    public async Task Its_consents_are_what_its_applications_ask_for()
    {
        using var client = new TenantClient(new() { Size = 200, Seed = 5 });
        var token = await client.SignInAsync(null, "https://graph.microsoft.com/Directory.Read.All");
        var apps = (await client.GraphAsync(token, "GET", "/applications?$top=999")).Body["value"]!.AsArray();
        var principals = (await client.GraphAsync(token, "GET", "/servicePrincipals?$top=999&$select=id,appId")).Body["value"]!.AsArray();
        var grants = (await client.GraphAsync(token, "GET", "/oauth2PermissionGrants?$top=999")).Body["value"]!.AsArray();
        var graph = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')"))["id"];
        var assignments = (await client.GraphAsync(token, "GET", $"/servicePrincipals/{graph}/appRoleAssignedTo?$top=999")).Body["value"]!.AsArray();

        Assert.InRange(principals.Count, 120, 180);
        Assert.InRange(grants.Count, 60, 200);
        Assert.NotEmpty(assignments);
        foreach (var assignment in assignments)
        {
            var appId = principals.Single(principal => principal!["id"]!.ToString() == assignment!["principalId"]!.ToString())!["appId"]!.ToString();
            var app = apps.Single(candidate => candidate!["appId"]!.ToString() == appId)!;
            Assert.Contains(assignment!["appRoleId"]!.ToString(), app["requiredResourceAccess"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal(app["displayName"]!.ToString(), assignment["principalDisplayName"]!.ToString());
        }
    }

    [Fact]
    public void A_planted_service_principal_is_what_the_directory_makes_of_its_application()
    {
        var world = new PracticeWorld(new() { Size = 100, Seed = 2 });
        Seed.Plant(world);
        var directory = world.Home.Directory;
        foreach (var principal in directory.ServicePrincipals.All.ToList())
        {
            if (!directory.Applications.TryFindByKey(principal.AppId, out var application))
                continue;
            var before = GraphJson(principal);
            principal.Mirror(application);
            Assert.Equal(before, GraphJson(principal));
        }
    }

    [Fact]
    public async Task What_was_planted_can_be_changed_like_anything_else()
    {
        using var client = new TenantClient(new() { Size = 50, Seed = 9 });
        var token = await client.SignInAsync();
        var apps = (await client.GraphAsync(token, "GET", "/applications")).Body["value"]!.AsArray();
        var app = apps.First(candidate => candidate!["passwordCredentials"]!.AsArray().Count > 1)!;
        var path = $"/applications/{app["id"]}";
        var keyId = app["passwordCredentials"]![0]!["keyId"]!.DeepClone();

        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "POST", path + "/removePassword", new JsonObject { ["keyId"] = keyId.DeepClone() })).Status);
        var added = await client.GraphAsync(token, "POST", path + "/addPassword");
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "PATCH", path, new JsonObject { ["displayName"] = "Renamed" })).Status);

        var found = Assert.Single((await client.GraphAsync(token, "GET", "/applications?$filter=displayName eq 'Renamed'")).Body["value"]!.AsArray())!;
        var keys = found["passwordCredentials"]!.AsArray().Select(secret => secret!["keyId"]!.ToString()).ToList();
        Assert.Equal(app["passwordCredentials"]!.AsArray().Count, keys.Count);
        Assert.DoesNotContain(keyId.ToString(), keys);
        Assert.Contains(added["keyId"], keys);
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "DELETE", path)).Status);
        Assert.Empty((await client.GraphAsync(token, "GET", "/applications?$filter=displayName eq 'Renamed'")).Body["value"]!.AsArray());
        Assert.Equal(49, (await client.GraphAsync(token, "GET", "/applications?$count=true", null, ("ConsistencyLevel", "eventual"))).Body["@odata.count"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task The_same_seed_and_requests_give_the_same_bytes(int other, bool areEqual)
    {
        var first = await TranscriptAsync(3);
        var second = await TranscriptAsync(other);

        Assert.Equal(areEqual, first.SequenceEqual(second, StringComparer.Ordinal));
    }

    /// <summary>Every answer of a sign-in and some reads and writes, as text.</summary>
    private async Task<List<string>> TranscriptAsync(int seed)
    {
        using var client = new TenantClient(new() { Clock = clock, Seed = seed, Size = 120, Faults = [new() { Chance = 0.3, PathContains = "graph.microsoft.com" }] });
        var token = await client.SignInAsync();
        foreach (var path in new[] { "/applications", "/servicePrincipals?$top=20", "/oauth2PermissionGrants", "/applications?$orderby=displayName&$top=3" })
            await client.GraphAsync(token, "GET", path);
        await client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "App" });
        return [.. client.Tenant.Requests.Where(request => request.Uri.Host == "graph.microsoft.com").Select(request => $"{request.Status} {request.ResponseBody}")];
    }

    private static string GraphJson(MicrosoftOAuth.Sandbox.Directory.DirectoryObject item)
    {
        var shown = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in item.Shape.Properties)
            shown[property.Name] = item.TryLook(property.Name, out var value) ? value?.ToJsonString() ?? "null" : property.Default;
        return string.Join("\n", shown);
    }
}
