using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>The answers of the real token endpoint, as they were captured, compared with the practice tenant's field by field.</summary>
public sealed class CapturedAnswersTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [SharedDataFact]
    public async Task The_answer_to_an_app_on_its_own()
    {
        using var client = new TenantClient();
        var (appId, secret) = await NewDaemonAsync(client);

        AssertLike(Captured("token-client-credentials"), await RedeemAsync(client, appId, secret), appId);
    }

    [SharedDataFact]
    public async Task The_claims_of_a_version_2_token_for_an_app()
    {
        using var client = new TenantClient();
        var (appId, secret) = await NewDaemonAsync(client);
        var captured = Captured("token-claims-client-credentials");

        var token = (await RedeemAsync(client, appId, secret))["access_token"];
        var (header, claims) = (TenantClientSteps.ReadPart(token, 0), client.ReadClaims(token));

        Assert.Equal(Names(captured["claimNames"]!.AsArray()), claims.Select(claim => claim.Key).Order(StringComparer.Ordinal));
        foreach (var (name, value) in captured["header"]!.AsObject())
            Assert.True(value is null ? header[name] is null : Matches(value.ToString(), header[name]!.ToString(), client, appId), $"{name}: {header[name]}");
        foreach (var (name, value) in captured["structural"]!.AsObject())
            Assert.True(value is null ? claims[name] is null : Matches(value.ToString(), claims[name]!.ToString(), client, appId), $"{name}: {claims[name]}");
    }

    [SharedDataFact]
    public async Task The_refusal_of_a_wrong_secret()
    {
        using var client = new TenantClient();
        var (appId, _) = await NewDaemonAsync(client);

        AssertLike(Captured("token-error-invalid-client"), await RedeemAsync(client, appId, "wrong"), appId);
    }

    [SharedDataFact]
    public async Task The_refusal_of_an_API_that_is_not_there()
    {
        using var client = new TenantClient();
        var (appId, secret) = await NewDaemonAsync(client);

        AssertLike(Captured("token-error-invalid-scope"), await RedeemAsync(client, appId, secret, "api://not-a-registered-resource/.default"), appId);
    }

    [SharedDataFact]
    public async Task The_refusal_of_a_client_id_that_is_none()
    {
        using var client = new TenantClient();

        AssertLike(Captured("token-error-unknown-client"), await RedeemAsync(client, Guid.Empty.ToString(), "any"), "");
    }

    [SharedDataFact]
    public async Task The_refusal_of_a_grant_that_is_unknown()
    {
        using var client = new TenantClient();
        var (appId, secret) = await NewDaemonAsync(client);

        AssertLike(Captured("token-error-unsupported-grant-type"), await client.TokenAsync(("grant_type", "no_such_grant"), ("client_id", appId), ("client_secret", secret)), appId);
    }

    [SharedDataFact]
    public async Task The_OpenID_configuration_keeps_within_the_real_ones_values()
    {
        using var client = new TenantClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration");
        var answer = await client.SendAsync(request);
        var captured = Captured("openid-configuration")["protocol_values"]!.AsObject();

        foreach (var (rule, values) in captured)
        {
            var (field, how) = rule switch
            {
                _ when rule.EndsWith("_subset_of", StringComparison.Ordinal) => (rule[..^"_subset_of".Length], "subset"),
                _ when rule.EndsWith("_must_include", StringComparison.Ordinal) => (rule[..^"_must_include".Length], "includes"),
                _ => (rule[..^"_equals".Length], "equals"),
            };
            var name = answer.Body.AsObject().Select(pair => pair.Key).Single(key => key == field || key == field + "_supported" || key == field + "_values_supported");
            var (actual, expected) = (Names(answer.Body[name]!.AsArray()), Names(values!.AsArray()));
            if (how == "subset")
                Assert.Subset(expected.ToHashSet(StringComparer.Ordinal), actual.ToHashSet(StringComparer.Ordinal));
            else if (how == "includes")
                Assert.Superset(expected.ToHashSet(StringComparer.Ordinal), actual.ToHashSet(StringComparer.Ordinal));
            else
                Assert.Equal(expected, actual);
        }
    }

    private static void AssertLike(JsonNode captured, GraphAnswer answer, string appId)
    {
        var expected = captured["response"]!;
        Assert.Equal(expected["status"]!.GetValue<int>(), (int)answer.Status);
        Assert.Equal(expected["body"]!.AsObject().Select(pair => pair.Key), answer.Body.AsObject().Select(pair => pair.Key));
        foreach (var (name, value) in expected["body"]!.AsObject())
        {
            var actual = answer.Body[name]!;
            if (value is JsonArray)
                Assert.True(JsonNode.DeepEquals(value, actual), actual.ToJsonString());
            else
                Assert.True(Matches(value!.ToString(), actual.ToString(), null, appId), $"{name}: {actual}");
        }
    }

    /// <summary>Whether a text is like a captured one, in which ids, times and tokens have given way to marks.</summary>
    private static bool Matches(string captured, string actual, TenantClient? client, string appId)
    {
        var pattern = Regex.Escape(captured)
            .Replace("\\{guid}", "[0-9a-f-]{36}", StringComparison.Ordinal)
            .Replace("\\{timestamp}", @"\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ", StringComparison.Ordinal)
            .Replace("\\{seconds}", @"\d+", StringComparison.Ordinal)
            .Replace("\\{kid}", "[A-Za-z0-9_-]{27}", StringComparison.Ordinal)
            .Replace("\\{redacted-jwt}", @"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", StringComparison.Ordinal)
            .Replace("\\{daemon-app-id}", appId, StringComparison.Ordinal)
            .Replace("\\{tenant-id}", client?.Tenant.TenantId.ToString() ?? "[0-9a-f-]{36}", StringComparison.Ordinal);
        return Regex.IsMatch(actual, "^" + pattern + "$", RegexOptions.None, Patience);
    }

    private static JsonNode Captured(string name) => JsonNode.Parse(System.IO.File.ReadAllText(SharedData.File($"token-endpoint/{name}.json")))!;

    private static IEnumerable<string> Names(JsonArray items) => items.Select(item => item!.ToString()).Order(StringComparer.Ordinal);

    /// <summary>An app that asks for a token for itself, in version 2.</summary>
    private static Task<(string AppId, string Secret)> NewDaemonAsync(TenantClient client) => client.NewAppWithSecretAsync(new()
    {
        ["displayName"] = "Daemon",
        ["signInAudience"] = "AzureADMyOrg",
        ["api"] = new JsonObject { ["requestedAccessTokenVersion"] = 2 },
    });

    private static Task<GraphAnswer> RedeemAsync(TenantClient client, string appId, string secret, string? scope = null) =>
        client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", scope ?? appId + "/.default"));
}
