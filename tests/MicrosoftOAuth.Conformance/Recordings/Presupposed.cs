using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>
/// What a recording takes for granted: who made it, its tenant's domains, and people who were there before it began. The
/// practice tenant has a domain and an administrator of its own, and gets people for the others.
/// </summary>
internal static partial class Presupposed
{
    /// <summary>
    /// Whether who made a recording was an administrator of applications: those own nothing by making it, so that a list of
    /// owners is empty until somebody is added.
    /// </summary>
    public static bool WasMadeByAdministrator(IReadOnlyList<RecordedRequest> recording)
    {
        foreach (var request in recording)
        {
            if (request is { Method: "POST" } && request.Url.EndsWith("/owners/$ref", StringComparison.Ordinal))
                return true;
            var asksForOwned = request.Url.EndsWith("/owners", StringComparison.Ordinal) || request.Url.EndsWith("/me/ownedObjects", StringComparison.Ordinal);
            if (request.Method == "GET" && asksForOwned && Objects(request.Response).Any())
                return false;
        }

        return true;
    }

    public static async Task PrepareAsync(IReadOnlyList<RecordedRequest> recording, PracticeTenant tenant, string person, HttpClient http, LearntWords learnt, CancellationToken cancellationToken)
    {
        LearnSignedIn(recording, person, learnt);
        foreach (var domain in recording.SelectMany(DomainsOf).Distinct(StringComparer.OrdinalIgnoreCase))
            learnt.Learn(domain, tenant.DefaultDomain);
        foreach (var id in PeopleOf(recording))
            learnt.Learn(id, await AddPersonAsync(id, tenant, http, cancellationToken));
    }

    /// <summary>The sign-in name that is asked for though nobody of that name was made: that of who made the recording.</summary>
    private static void LearnSignedIn(IReadOnlyList<RecordedRequest> recording, string person, LearntWords learnt)
    {
        var made = new HashSet<string>(recording.Select(NewName).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        foreach (var request in recording.Where(request => request.Status == 200))
        {
            var name = NamedUser().Match(Uri.UnescapeDataString(request.Url)).Groups["name"].Value;
            if (name.Length == 0 || made.Contains(name))
                continue;
            learnt.Learn(name, person);
            learnt.Learn(Uri.EscapeDataString(name), Uri.EscapeDataString(person));
        }
    }

    /// <summary>The domain that applications were published by, and those of the people and identifier URIs that were taken.</summary>
    private static IEnumerable<string> DomainsOf(RecordedRequest request)
    {
        foreach (var application in Objects(request.Response))
        {
            if (application["publisherDomain"] is JsonValue publisher)
                yield return publisher.ToString();
            foreach (var identifier in application["identifierUris"] as JsonArray ?? [])
            {
                if (Uri.TryCreate(identifier?.ToString(), UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
                    yield return uri!.Host;
            }
        }

        if (NewName(request) is { } name)
            yield return name.Split('@')[1];
    }

    /// <summary>The sign-in name of a user whom a request made; null where it made none.</summary>
    private static string? NewName(RecordedRequest request) =>
        request is { Method: "POST", Status: 201 } && (request.Body as JsonObject)?["userPrincipalName"] is JsonValue name && name.ToString().Contains('@', StringComparison.Ordinal)
            ? name.ToString()
            : null;

    /// <summary>The ids that requests refer to with success, though no answer before has shown them.</summary>
    private static List<string> PeopleOf(IReadOnlyList<RecordedRequest> recording)
    {
        var shown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var people = new List<string>();
        foreach (var request in recording)
        {
            var text = request.Url + ((request.Body as JsonObject)?["@odata.id"]?.ToString() ?? "");
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

    [GeneratedRegex("(/users/|userPrincipalName eq ')(?<name>[^/?'()]+@[^/?'()]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamedUser();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AnyId();
}
