using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Server.Proxy;

namespace MicrosoftOAuth.Sandbox.Server.Recording;

/// <summary>
/// Writes every exchange with Microsoft Graph into a file, each as a line of JSON: recording, method, url, body, status,
/// response. Secrets are in it as they were sent; they are the practice tenant's own.
/// </summary>
internal sealed class GraphRecorder : IExchangeObserver, IDisposable
{
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly StreamWriter writer;
    private readonly string recording;

    /// <param name="path">The file; lines are added to what is in it.</param>
    /// <param name="recording">What this run is called in its lines.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public GraphRecorder(string path, string recording)
    {
        this.recording = recording;
        writer = new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read)) { AutoFlush = true, NewLine = "\n" };
    }

    public void Answered(string method, Uri address, string body, PracticeAnswer? answer)
    {
        if (answer is null || !IsGraph(address))
            return;
        var line = new JsonObject
        {
            ["recording"] = recording,
            ["method"] = method,
            ["url"] = address.OriginalString,
            ["body"] = Read(body),
            ["status"] = answer.Status,
            ["response"] = Read(answer.Body),
        }.ToJsonString(Format);
        lock (gate)
            writer.WriteLine(line);
    }

    public void Dispose() => writer.Dispose();

    private static bool IsGraph(Uri address) =>
        address.Host.Contains("graph", StringComparison.OrdinalIgnoreCase) && address.Segments.Length > 1 && address.Segments[1].TrimEnd('/') is "v1.0" or "beta";

    /// <summary>JSON where it is some, otherwise the text.</summary>
    private static JsonNode? Read(string text)
    {
        if (text.Length == 0)
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
