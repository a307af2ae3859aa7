using System.Net;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Switches;

/// <summary>Faults that stand, and faults by chance.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task A_standing_fault_hits_every_matching_request()
    {
        using var client = new TenantClient(new() { Faults = [new() { Status = 503, Method = "DELETE" }] });
        var token = await client.SignInAsync();
        var app = await client.NewAppAsync();
        for (var count = 0; count < 3; count++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GraphAsync(token, "DELETE", $"/applications/{app["id"]}")).Status);

        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(token, "GET", $"/applications/{app["id"]}")).Status);
    }

    [Fact]
    public async Task An_ordered_fault_comes_before_a_standing_one()
    {
        using var client = new TenantClient(new() { Faults = [new() { Status = 503, PathContains = "/me" }] });
        var token = await client.SignInAsync();
        client.Tenant.InjectFault(new() { Status = 409, PathContains = "/me" });

        Assert.Equal(HttpStatusCode.Conflict, (await client.GraphAsync(token, "GET", "/me")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GraphAsync(token, "GET", "/me")).Status);
    }

    [Fact]
    public async Task A_rate_hits_that_part_of_the_requests_and_each_kind_as_often()
    {
        var outcomes = await OutcomesAsync(seed: 1, requests: 1200);

        Assert.InRange(outcomes.Count(outcome => outcome != "200"), 300, 420);
        Assert.InRange(outcomes.Count(outcome => outcome == "503"), 130, 230);
        Assert.InRange(outcomes.Count(outcome => outcome == "dropped"), 130, 230);
    }

    [Fact]
    public async Task The_same_seed_brings_the_same_faults()
    {
        Assert.Equal(await OutcomesAsync(seed: 7, requests: 100), await OutcomesAsync(seed: 7, requests: 100));
        Assert.NotEqual(await OutcomesAsync(seed: 7, requests: 100), await OutcomesAsync(seed: 8, requests: 100));
    }

    [Fact]
    public async Task A_fault_by_chance_is_used_up_by_hits_alone()
    {
        using var client = new TenantClient(new() { Seed = 3 });
        var token = await client.SignInAsync();
        client.Tenant.InjectFault(new() { Chance = 0.5, Count = 4, PathContains = "/me" });
        var hits = 0;
        for (var count = 0; count < 60; count++)
            hits += (await client.GraphAsync(token, "GET", "/me")).Status == HttpStatusCode.OK ? 0 : 1;

        Assert.Equal(4, hits);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_chance_is_from_0_to_1(double chance)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PracticeFault { Chance = chance });
        Assert.Throws<ArgumentOutOfRangeException>(() => new PracticeTenantOptions { FaultRate = chance });
    }

    /// <summary>What requests without a token meet at the sign-in service: an answer, a status by fault, or no answer.</summary>
    private static async Task<List<string>> OutcomesAsync(int seed, int requests)
    {
        using var client = new TenantClient(new() { Seed = seed, FaultRate = 0.3, FaultKinds = [PracticeFaultKind.Status, PracticeFaultKind.DropAfter] });
        var outcomes = new List<string>();
        for (var count = 0; count < requests; count++)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{client.Authority}/v2.0/.well-known/openid-configuration");
                outcomes.Add($"{(int)(await client.SendAsync(request)).Status}");
            }
            catch (HttpRequestException)
            {
                outcomes.Add("dropped");
            }
        }

        return outcomes;
    }
}
