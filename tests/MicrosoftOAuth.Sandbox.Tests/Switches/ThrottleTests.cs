using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Tests.Switches;

/// <summary>Microsoft Graph refuses an app that asks too much, and tells it how long to wait.</summary>
public sealed class ThrottleTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task Requests_beyond_the_limit_wait_until_the_window_has_passed()
    {
        using var client = new TenantClient(new() { Clock = clock, ThrottleAfter = 5, ThrottleWindow = TimeSpan.FromSeconds(30) });
        var token = await client.SignInAsync();
        for (var count = 0; count < 5; count++)
            Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(token, "GET", "/me")).Status);
        clock.Advance(TimeSpan.FromSeconds(10));

        var refused = await client.GraphAsync(token, "GET", "/me");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Equal("TooManyRequests", refused.ErrorCode);
        Assert.Equal("20", refused.Headers["Retry-After"]);
        Assert.Equal($"Tenant_Application/ReadWrite/{TenantClient.CommandLineTools}/{client.Tenant.TenantId}", refused.Headers["x-ms-throttle-scope"]);
        Assert.Equal("ResourceUnitLimitExceeded", refused.Headers["x-ms-throttle-information"]);
        Assert.Equal("1.2", refused.Headers["x-ms-throttle-limit-percentage"]);
        Assert.NotNull(refused.Body["error"]!["innerError"]!["request-id"]);
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(token, "GET", "/me")).Status);
    }

    [Fact]
    public async Task Answers_say_when_most_of_the_limit_is_used()
    {
        using var client = new TenantClient(new() { Clock = clock, ThrottleAfter = 10 });
        var token = await client.SignInAsync();
        var warnings = new List<string?>();
        for (var count = 0; count < 10; count++)
            warnings.Add((await client.GraphAsync(token, "GET", "/me")).Headers.GetValueOrDefault("x-ms-throttle-limit-percentage"));

        Assert.Equal([null, null, null, null, null, null, null, null, "0.9", "1.0"], warnings);
    }

    [Fact]
    public async Task A_refused_write_has_no_effect()
    {
        using var client = new TenantClient(new() { Clock = clock, ThrottleAfter = 1 });
        var token = await client.SignInAsync();
        await client.GraphAsync(token, "GET", "/me");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "App" })).Status);

        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty((await client.GraphAsync(token, "GET", "/applications")).Body["value"]!.AsArray());
    }

    [Fact]
    public async Task One_app_does_not_use_up_the_limit_of_another()
    {
        using var client = new TenantClient(new() { Clock = clock, ThrottleAfter = 8 });
        var (appId, secret) = await client.NewAppWithSecretAsync();
        var app = (await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", "https://graph.microsoft.com/.default")))["access_token"];
        for (var count = 0; count < 8; count++)
            await client.GraphAsync(app, "GET", "/applications");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GraphAsync(app, "GET", "/applications")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(await client.SignInAsync(), "GET", "/me")).Status);
    }

    [Fact]
    public async Task Each_request_of_a_batch_counts()
    {
        using var client = new TenantClient(new() { Clock = clock, ThrottleAfter = 2 });
        var token = await client.SignInAsync();
        var requests = new JsonArray([.. Enumerable.Range(1, 3).Select(id => (JsonNode)new JsonObject { ["id"] = $"{id}", ["method"] = "GET", ["url"] = "/me" })]);

        var answer = await client.GraphAsync(token, "POST", "/$batch", new JsonObject { ["requests"] = requests });

        var responses = answer.Body["responses"]!.AsArray();
        Assert.Equal([200, 200, 429], responses.Select(response => response!["status"]!.GetValue<int>()));
        Assert.Equal("10", responses[2]!["headers"]!["Retry-After"]!.ToString());
    }

    [Fact]
    public async Task Every_so_many_requests_one_is_refused()
    {
        using var client = new TenantClient(new() { ThrottleEvery = 3 });
        var token = await client.SignInAsync();
        var statuses = new List<int>();
        for (var count = 0; count < 7; count++)
            statuses.Add((int)(await client.GraphAsync(token, "GET", "/me")).Status);

        Assert.Equal([200, 200, 429, 200, 200, 429, 200], statuses);
    }
}
