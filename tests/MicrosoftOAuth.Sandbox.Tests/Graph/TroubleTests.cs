using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Replication, throttling, broken connections, batches, and many callers at once.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task Replication_hides_new_objects_from_reads_and_writes_for_a_while()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock, ReplicationDelay = TimeSpan.FromSeconds(20) });
        var token = await client.SignInAsync();
        var app = await client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "App", ["uniqueName"] = "app" });
        async Task<HttpStatusCode> Read() => (await client.GraphAsync(token, "GET", $"/applications/{app["id"]}")).Status;
        async Task<HttpStatusCode> AddSecret() => (await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword")).Status;
        async Task<GraphAnswer> AddPrincipal() => await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app["appId"] });

        Assert.Equal(HttpStatusCode.Created, app.Status);
        Assert.Equal(HttpStatusCode.NotFound, await Read());
        Assert.Equal(HttpStatusCode.NotFound, await AddSecret());
        Assert.Contains("does not reference a valid application object", (await AddPrincipal()).ErrorMessage, StringComparison.Ordinal);
        Assert.Empty((await client.GraphAsync(token, "GET", "/applications")).Body["value"]!.AsArray());
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, await Read());
        Assert.Equal(HttpStatusCode.OK, await AddSecret());
        Assert.Equal(HttpStatusCode.Created, (await AddPrincipal()).Status);
    }

    [Fact]
    public async Task Replication_keeps_a_new_consent_out_of_the_token_for_a_while()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock, ReplicationDelay = TimeSpan.FromSeconds(20) });
        var token = await client.SignInAsync(null, "https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All");
        var app = await client.NewAppAsync();
        clock.Advance(TimeSpan.FromSeconds(20));
        var principal = (await client.GraphAsync(token, "POST", "/servicePrincipals", new JsonObject { ["appId"] = app["appId"]!.DeepClone() }))["id"];
        var secret = (await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/addPassword"))["secretText"];
        clock.Advance(TimeSpan.FromSeconds(20));
        var graph = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')"))["id"];
        await client.GraphAsync(token, "POST", $"/servicePrincipals/{graph}/appRoleAssignedTo", new JsonObject { ["principalId"] = principal, ["resourceId"] = graph, ["appRoleId"] = "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30" });
        async Task<JsonNode?> Roles()
        {
            var answer = await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", app["appId"]!.ToString()), ("client_secret", secret), ("scope", "https://graph.microsoft.com/.default"));
            return client.ReadClaims(answer["access_token"])["roles"];
        }

        Assert.Null(await Roles());
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("Application.Read.All", Assert.Single((await Roles())!.AsArray())!.ToString());
    }

    [Fact]
    public async Task Consent_that_a_person_gives_while_signing_in_counts_at_once()
    {
        using var client = new TenantClient(new() { ReplicationDelay = TimeSpan.FromHours(1) });

        Assert.Contains("Mail.Read", client.ReadClaims(await client.SignInAsync(client.Tenant.UserName, "https://graph.microsoft.com/Mail.Read"))["scp"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_hits_the_next_matching_requests_and_no_others()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        client.Tenant.InjectFault(new() { Status = 429, RetryAfter = TimeSpan.FromSeconds(7), Method = "GET", PathContains = "/applications", Count = 2 });

        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(token, "GET", "/me")).Status);
        for (var time = 0; time < 2; time++)
        {
            var throttled = await client.GraphAsync(token, "GET", "/applications");
            Assert.Equal(HttpStatusCode.TooManyRequests, throttled.Status);
            Assert.Equal("7", throttled.Headers["Retry-After"]);
            Assert.Equal("TooManyRequests", throttled.ErrorCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(token, "GET", "/applications")).Status);
    }

    [Theory]
    [InlineData(PracticeFaultKind.DropBefore, 0)]
    [InlineData(PracticeFaultKind.DropAfter, 1)]
    public async Task A_connection_breaks_before_or_after_the_write_took_effect(PracticeFaultKind kind, int written)
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        client.Tenant.InjectFault(new() { Kind = kind, Method = "POST", PathContains = "/applications" });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = "App" }));

        Assert.Equal(written, (await client.GraphAsync(token, "GET", "/applications")).Body["value"]!.AsArray().Count);
        Assert.Contains(client.Tenant.Requests, request => request is { Method: "POST", Status: 0 });
    }

    [Fact]
    public async Task An_answer_can_be_slow_by_the_tenants_clock_or_cut_off()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        var token = await client.SignInAsync();
        client.Tenant.InjectFault(new() { Kind = PracticeFaultKind.Slow, Delay = TimeSpan.FromMinutes(1) });
        var slow = client.GraphAsync(token, "GET", "/me");
        Assert.False(slow.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await slow).Status);

        client.Tenant.InjectFault(new() { Kind = PracticeFaultKind.Truncate });
        using var http = new HttpClient(client.Tenant.CreateHandler());
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        var cut = await http.GetStringAsync(new Uri("https://graph.microsoft.com/v1.0/me"));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(cut));
    }

    [Fact]
    public async Task A_batch_answers_each_request_on_its_own()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        client.Tenant.InjectFault(new() { Status = 429, RetryAfter = TimeSpan.FromSeconds(3), PathContains = "/organization" });

        var answer = await client.GraphAsync(token, "POST", "/$batch", JsonNode.Parse("""
            {"requests":[
              {"id":"3","method":"GET","url":"/applications?$filter=displayName eq 'App'","dependsOn":["1"]},
              {"id":"1","method":"POST","url":"/applications","headers":{"Content-Type":"application/json"},"body":{"displayName":"App"}},
              {"id":"2","method":"GET","url":"/nothing"},
              {"id":"4","method":"GET","url":"/me","dependsOn":["2"]},
              {"id":"5","method":"GET","url":"/organization"}
            ]}
            """));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var responses = answer.Body["responses"]!.AsArray().ToDictionary(response => response!["id"]!.ToString(), response => response!, StringComparer.Ordinal);
        Assert.Equal([201, 400, 200, 424, 429], new[] { "1", "2", "3", "4", "5" }.Select(id => responses[id]["status"]!.GetValue<int>()));
        Assert.Single(responses["3"]["body"]!["value"]!.AsArray());
        Assert.Equal("3", responses["5"]["headers"]!["Retry-After"]!.ToString());
    }

    [Fact]
    public async Task A_batch_takes_twenty_requests()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        Task<GraphAnswer> Send(int count) => client.GraphAsync(token, "POST", "/$batch", new JsonObject
        {
            ["requests"] = new JsonArray([.. Enumerable.Range(1, count).Select(index => (JsonNode)new JsonObject { ["id"] = index.ToString(), ["method"] = "GET", ["url"] = "/me" })]),
        });

        Assert.Equal(HttpStatusCode.OK, (await Send(20)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(21)).Status);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        using var client = new TenantClient();

        var answer = await client.GraphAsync(await client.SignInAsync(), "POST", "/applications", new JsonObject { ["displayName"] = new string('x', 5_000_000) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Fact]
    public async Task Many_callers_at_once_lose_nothing()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(index => Task.Run(() => client.GraphAsync(token, "POST", "/applications", new JsonObject { ["displayName"] = $"App {index}" }))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        var listed = await client.GraphAsync(token, "GET", "/applications?$top=999&$select=id");
        Assert.Equal(answers.Select(answer => answer["id"]).Order(StringComparer.Ordinal), listed.Body["value"]!.AsArray().Select(app => app!["id"]!.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_log_keeps_what_was_sent_and_answered()
    {
        using var client = new TenantClient();
        await client.NewAppAsync();

        var request = client.Tenant.Requests.Single(request => request is { Method: "POST", Uri.AbsolutePath: "/v1.0/applications" });

        Assert.Equal(201, request.Status);
        Assert.Equal("Test", JsonNode.Parse(request.RequestBody)!["displayName"]!.ToString());
        Assert.Contains("\"appId\"", request.ResponseBody, StringComparison.Ordinal);
        Assert.Equal(PracticeRequestOrigin.Client, request.Origin);
        Assert.Contains(client.Tenant.Requests, other => other.Origin == PracticeRequestOrigin.Browser);
    }

    [Fact]
    public async Task An_address_of_the_real_world_is_not_reached()
    {
        using var http = new HttpClient(new PracticeTenant().CreateHandler());

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri("https://example.com/")));
    }
}
