using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>
/// Plays recorded requests to a practice tenant: a fresh one for each recording, in which the Graph is as it was on the day
/// of that recording.
/// </summary>
public static class Replayer
{
    /// <param name="requests">The requests of one or more recordings, each recording's in their order.</param>
    /// <param name="asToday">Whether the Graph is to be as it is today instead.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    public static async Task<ReplayReport> ReplayAsync(IEnumerable<RecordedRequest> requests, bool asToday, CancellationToken cancellationToken)
    {
        var replayed = new List<ReplayedRequest>();
        foreach (var recording in requests.GroupBy(request => request.Recording, StringComparer.Ordinal))
            replayed.AddRange(await ReplayOneAsync([.. recording], asToday, cancellationToken));
        return new(replayed);
    }

    private static async Task<List<ReplayedRequest>> ReplayOneAsync(IReadOnlyList<RecordedRequest> recording, bool asToday, CancellationToken cancellationToken)
    {
        var tenant = new PracticeTenant(new() { GraphAsOf = asToday ? null : RecordingDay.Of(recording) });
        using var http = new HttpClient(tenant.CreateHandler());
        var learnt = new LearntWords();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await PracticeSignIn.TokenAsync(tenant, tenant.AdministratorName, http, cancellationToken));
        var person = Presupposed.WasMadeByAdministrator(recording) ? tenant.AdministratorName : tenant.DeveloperName;
        await Presupposed.PrepareAsync(recording, tenant, person, http, learnt, cancellationToken);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await PracticeSignIn.TokenAsync(tenant, person, http, cancellationToken));
        var replayed = new List<ReplayedRequest>();
        foreach (var request in recording)
            replayed.Add(await SendAsync(request, http, learnt, cancellationToken));
        return replayed;
    }

    private static async Task<ReplayedRequest> SendAsync(RecordedRequest recorded, HttpClient http, LearntWords learnt, CancellationToken cancellationToken)
    {
        var address = learnt.Translate(recorded.Url);
        using var request = new HttpRequestMessage(new HttpMethod(recorded.Method), address);
        if (recorded.Body is { } body)
            request.Content = new StringContent(learnt.Translate(body.ToJsonString()), Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var answer = text.StartsWith('{') ? JsonNode.Parse(text) : null;
        learnt.LearnFrom(recorded.Response, answer);
        var theirs = PropertyPaths.Of(recorded.Response);
        var ours = PropertyPaths.Of(answer);
        return new(recorded, address, (int)response.StatusCode, [.. theirs.Except(ours)], [.. ours.Except(theirs)], (int)response.StatusCode == recorded.Status ? "" : text);
    }
}
