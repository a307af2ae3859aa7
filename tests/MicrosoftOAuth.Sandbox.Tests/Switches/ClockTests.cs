using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Tests.Switches;

/// <summary>The tenant's clock, and how late its answers are by it.</summary>
public sealed class ClockTests
{
    private readonly FakeTimeProvider clock = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_clock_begins_where_it_is_told_to_and_goes_on_with_time()
    {
        using var client = new TenantClient(new() { Clock = clock, StartsAt = new(2030, 1, 1, 1, 0, 0, TimeSpan.FromHours(1)) });
        clock.Advance(TimeSpan.FromMinutes(90));

        var app = await client.NewAppAsync();

        Assert.Equal("2030-01-01T01:30:00Z", app["createdDateTime"]!.ToString());
    }

    [Fact]
    public async Task Delays_run_by_a_clock_that_begins_elsewhere()
    {
        var tenant = new PracticeTenant(new() { Clock = clock, StartsAt = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), Latency = TimeSpan.FromSeconds(2) });

        var answer = AskAsync(tenant);
        Assert.False(answer.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Fact]
    public async Task Every_answer_is_late_by_the_latency()
    {
        var tenant = new PracticeTenant(new() { Clock = clock, Latency = TimeSpan.FromMilliseconds(250) });
        for (var count = 0; count < 3; count++)
        {
            var answer = AskAsync(tenant);
            clock.Advance(TimeSpan.FromMilliseconds(249));
            Assert.False(answer.IsCompleted);
            clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(HttpStatusCode.OK, await answer);
        }
    }

    [Fact]
    public async Task Jitter_adds_a_part_of_its_own_to_each_answer_and_the_same_one_under_the_same_seed()
    {
        var first = await DelaysAsync(seed: 4);

        Assert.Equal(10, first.Count);
        Assert.All(first, delay => Assert.InRange(delay, 100, 150));
        Assert.True(first.Distinct().Count() > 5);
        Assert.Equal(first, await DelaysAsync(seed: 4));
        Assert.NotEqual(first, await DelaysAsync(seed: 5));
    }

    [Fact]
    public async Task A_client_that_gives_up_waits_no_longer()
    {
        var tenant = new PracticeTenant(new() { Clock = clock, Latency = TimeSpan.FromHours(1) });
        using var http = new HttpClient(tenant.CreateHandler());
        using var giveUp = new CancellationTokenSource();
        var answer = http.GetAsync(new Uri("https://login.microsoftonline.com/common/discovery/instance"), giveUp.Token);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    /// <summary>How late each of ten answers is, in milliseconds.</summary>
    private static async Task<List<double>> DelaysAsync(int seed)
    {
        var impatient = new ImpatientClock();
        var tenant = new PracticeTenant(new() { Seed = seed, Clock = impatient, Latency = TimeSpan.FromMilliseconds(100), LatencyJitter = TimeSpan.FromMilliseconds(50) });
        for (var count = 0; count < 10; count++)
            Assert.Equal(HttpStatusCode.OK, await AskAsync(tenant));
        return impatient.Delays;
    }

    private static async Task<HttpStatusCode> AskAsync(PracticeTenant tenant)
    {
        using var http = new HttpClient(tenant.CreateHandler());
        using var answer = await http.GetAsync(new Uri($"https://login.microsoftonline.com/{tenant.TenantId}/v2.0/.well-known/openid-configuration"));
        return answer.StatusCode;
    }

    /// <summary>A clock that writes down how long it is asked to wait, and does not.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public List<double> Delays { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Delays.Add(dueTime.TotalMilliseconds);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
