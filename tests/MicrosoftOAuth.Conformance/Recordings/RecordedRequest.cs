using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>One request to Microsoft Graph as it was recorded, and what it was answered.</summary>
/// <param name="Recording">The name of the recording it belongs to.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Url">The whole address.</param>
/// <param name="Body">What was sent; null without a body.</param>
/// <param name="Status">The status code.</param>
/// <param name="Response">What was answered: an object, or null without a body.</param>
/// <param name="Text">The answer where it is no JSON object; empty otherwise.</param>
public sealed record RecordedRequest(string Recording, string Method, string Url, JsonNode? Body, int Status, JsonObject? Response, string Text)
{
    /// <summary>Reads a file with one JSON object a line: recording, method, url, body, status, response.</summary>
    /// <exception cref="FormatException">A line is not of that form.</exception>
    public static IReadOnlyList<RecordedRequest> ReadFile(string path) =>
        [.. File.ReadLines(path).Select((line, index) => (line, index)).Where(entry => entry.line.Length > 0).Select(entry => Read(entry.line, entry.index + 1))];

    private static RecordedRequest Read(string line, int number)
    {
        try
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            var response = entry["response"];
            return new(
                entry["recording"]!.GetValue<string>(),
                entry["method"]!.GetValue<string>(),
                entry["url"]!.GetValue<string>(),
                BodyOf(entry["body"]),
                entry["status"]!.GetValue<int>(),
                response as JsonObject,
                response is JsonValue text ? text.ToString() : "");
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException)
        {
            throw new FormatException($"Line {number} is no recorded request: {fault.Message}", fault);
        }
    }

    /// <summary>A body without anything in it was none.</summary>
    private static JsonNode? BodyOf(JsonNode? body) => body is JsonValue text && text.ToString().Length == 0 ? null : body;
}
