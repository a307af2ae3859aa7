using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>
/// What a recording takes for granted: its tenant's domain, and people who were there before it began. The practice tenant
/// has a domain of its own, and gets people for those.
/// </summary>
internal static partial class Presupposed
{
    public static async Task PrepareAsync(IReadOnlyList<RecordedRequest> recording, PracticeTenant tenant, HttpClient http, LearntWords learnt, CancellationToken cancellationToken)
    {
        foreach (var domain in recording.SelectMany(DomainsOf).Distinct(StringComparer.OrdinalIgnoreCase))
            learnt.Learn(domain, tenant.DefaultDomain);
        foreach (var id in PeopleOf(recording))
            learnt.Learn(id, await AddPersonAsync(id, tenant, http, cancellationToken));
    }

    /// <summary>The domain that applications were published by, and those of the people who were made.</summary>
    private static IEnumerable<string> DomainsOf(RecordedRequest request)
    {
        foreach (var application in Objects(request.Response))
        {
            if (application["publisherDomain"] is JsonValue publisher)
                yield return publisher.ToString();
        }

        if (request is { Method: "POST", Status: 201 } && (request.Body as JsonObject)?["userPrincipalName"] is JsonValue name && name.ToString().Contains('@', StringComparison.Ordinal))
            yield return name.ToString().Split('@')[1];
    }

    /// <summary>The ids that requests refer to with success, though no answer before has shown them.</summary>
    private static List<string> PeopleOf(IReadOnlyList<RecordedRequest> recording)
    {
        var shown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var people = new List<string>();
        foreach (var request in recording)
        {
            var text = request.Url + (request.Body?["@odata.id"]?.ToString() ?? "");
            foreach (var reference in Reference().Matches(text).Select(match => match.Groups["id"].Value))
            {
                if (request.Status < 400 && !shown.Contains(reference) && !people.Contains(reference, StringComparer.OrdinalIgnoreCase))
                    people.Add(reference);
            }

            shown.UnionWith(AnyId().Matches(request.Response?.ToJsonString() ?? "").Select(match => match.Value));
        }

        return people;
    }

    private static async Task<string> AddPersonAsync(string id, PracticeTenant tenant, HttpClient http, CancellationToken cancellationToken)
    {
        var name = "presupposed-" + id[..8];
        using var answer = await http.PostAsJsonAsync(
            new Uri("https://graph.microsoft.com/v1.0/users"),
            new JsonObject
            {
                ["accountEnabled"] = true,
                ["displayName"] = name,
                ["mailNickname"] = name,
                ["userPrincipalName"] = $"{name}@{tenant.DefaultDomain}",
                ["passwordProfile"] = new JsonObject { ["password"] = "Pres#upposed-1", ["forceChangePasswordNextSignIn"] = false },
            },
            cancellationToken);
        var person = await answer.Content.ReadFromJsonAsync<JsonObject>(cancellationToken);
        return person?["id"]?.ToString() ?? throw new InvalidOperationException("The practice tenant takes no new user.");
    }

    private static IEnumerable<JsonObject> Objects(JsonObject? response) =>
        response is null ? [] : response["value"] is JsonArray list ? list.OfType<JsonObject>() : [response];

    [GeneratedRegex("/(users|directoryObjects|owners|members)/(?<id>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reference();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AnyId();
}
