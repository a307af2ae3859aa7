using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Real traffic with Microsoft Graph, played again: same statuses, and nothing that was there is missing.</summary>
public sealed class RecordingTests
{
    [SharedDataFact]
    public async Task Recorded_requests_are_answered_with_the_same_status_and_properties()
    {
        var differences = new List<string>();
        var lines = await System.IO.File.ReadAllLinesAsync(SharedData.File("graph-recordings/applications.jsonl"));
        foreach (var recording in lines.Select(line => JsonNode.Parse(line)!).GroupBy(entry => entry["recording"]!.GetValue<string>(), StringComparer.Ordinal))
            await ReplayAsync(recording, differences);

        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    private static async Task ReplayAsync(IGrouping<string, JsonNode> recording, List<string> differences)
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync();
        var learnt = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in recording)
        {
            var method = entry["method"]!.GetValue<string>();
            var url = Translate(entry["url"]!.GetValue<string>(), learnt);
            var body = entry["body"] is { } sent ? JsonNode.Parse(Translate(sent.ToJsonString(), learnt)) : null;
            var answer = await client.GraphAsync(token, method, url, body);
            var where = $"{recording.Key}: {method} {url}";
            if ((int)answer.Status != entry["status"]!.GetValue<int>())
                differences.Add($"{where}: {(int)answer.Status} instead of {entry["status"]}: {answer.Text}");
            else if (entry["response"] is JsonObject recorded)
                Compare(recorded, answer.Body, "", where, learnt, differences);
        }
    }

    /// <summary>Walks both answers side by side: learns ids by their place, and notes what is missing or of another kind.</summary>
    private static void Compare(JsonNode? recorded, JsonNode? ours, string path, string where, Dictionary<string, string> learnt, List<string> differences)
    {
        switch (recorded)
        {
            case JsonObject expected when ours is JsonObject actual:
                foreach (var pair in expected)
                {
                    if (!actual.ContainsKey(pair.Key))
                        differences.Add($"{where}: no {path}/{pair.Key}");
                    else
                        Compare(pair.Value, actual[pair.Key], $"{path}/{pair.Key}", where, learnt, differences);
                }

                break;
            case JsonArray expected when ours is JsonArray actual:
                if (expected.Count > 0 != actual.Count > 0 && !IsMicrosofts(path))
                    differences.Add($"{where}: {path} has {actual.Count} items instead of {expected.Count}");
                for (var index = 0; index < Math.Min(expected.Count, actual.Count) && !IsMicrosofts(path); index++)
                    Compare(expected[index], actual[index], $"{path}/{index}", where, learnt, differences);
                break;
            case JsonValue expected when ours is JsonValue actual:
                if (expected.GetValueKind() != actual.GetValueKind())
                    differences.Add($"{where}: {path} is {actual.ToJsonString()} instead of {expected.ToJsonString()}");
                else if (Guid.TryParse(expected.ToString(), out _) && expected.ToString() != actual.ToString())
                    learnt[expected.ToString()] = actual.ToString();
                break;
            case null when ours is null:
                break;

            // Applications without an audience were open to personal accounts in 2022, which takes version 2; since 2024 they are not.
            case JsonValue when ours is null && path.EndsWith("/requestedAccessTokenVersion", StringComparison.Ordinal):
                break;
            default:
                differences.Add($"{where}: {path} is {ours?.ToJsonString() ?? "null"} instead of {recorded?.ToJsonString() ?? "null"}");
                break;
        }
    }

    /// <summary>What Microsoft's own APIs publish differs from tenant to tenant and year to year.</summary>
    private static bool IsMicrosofts(string path) =>
        path.EndsWith("/appRoles", StringComparison.Ordinal) || path.EndsWith("/oauth2PermissionScopes", StringComparison.Ordinal)
        || path.EndsWith("/servicePrincipalNames", StringComparison.Ordinal) || path.EndsWith("/replyUrls", StringComparison.Ordinal)
        || path.EndsWith("/resourceSpecificApplicationPermissions", StringComparison.Ordinal);

    private static string Translate(string text, Dictionary<string, string> learnt)
    {
        foreach (var pair in learnt)
            text = text.Replace(pair.Key, pair.Value, StringComparison.OrdinalIgnoreCase);
        return text;
    }
}
