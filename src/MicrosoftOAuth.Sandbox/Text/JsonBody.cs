using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Text;

/// <summary>Reads the JSON object that a client sent.</summary>
internal static class JsonBody
{
    /// <summary>The object; null where the text is no JSON, something other than an object, or repeats a name.</summary>
    public static JsonObject? Read(string text)
    {
        try
        {
            var body = JsonNode.Parse(text, documentOptions: JsonFormat.Reader) as JsonObject;
            Walk(body);
            return body;
        }
        catch (Exception refusal) when (refusal is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A repeated name shows only when its object is walked for the first time; that must not be half-way through a write.</summary>
    private static void Walk(JsonNode? node)
    {
        if (node is JsonObject parts)
        {
            foreach (var part in parts)
                Walk(part.Value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                Walk(item);
        }
    }
}
