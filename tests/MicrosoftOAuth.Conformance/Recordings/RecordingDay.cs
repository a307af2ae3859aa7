using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>The day a recording was made: the latest moment at which the Graph says that something was made or went wrong.</summary>
internal static class RecordingDay
{
    private static readonly string[] Moments = ["createdDateTime", "renewedDateTime", "deletedDateTime", "date"];

    /// <returns>Null where no answer names a moment.</returns>
    public static DateTimeOffset? Of(IEnumerable<RecordedRequest> requests)
    {
        DateTimeOffset? latest = null;
        foreach (var moment in requests.SelectMany(request => In(request.Response)))
        {
            if (latest is null || moment > latest)
                latest = moment;
        }

        return latest;
    }

    private static IEnumerable<DateTimeOffset> In(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Moments.Contains(member.Key) && Read(member.Value) is { } moment ? [moment] : In(member.Value)),
        JsonArray items => items.SelectMany(In),
        _ => [],
    };

    private static DateTimeOffset? Read(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String
        && DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : null;
}
