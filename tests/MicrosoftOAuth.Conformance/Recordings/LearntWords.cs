using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>
/// What the ids of a recording are called in the practice tenant. They are learnt from answers, each by the place at which
/// both answers have one.
/// </summary>
internal sealed class LearntWords
{
    private readonly Dictionary<string, string> words = new(StringComparer.OrdinalIgnoreCase);

    public void Learn(string recorded, string ours)
    {
        if (recorded.Length > 0 && recorded != ours)
            words[recorded] = ours;
    }

    /// <summary>A text of the recording in the practice tenant's words.</summary>
    public string Translate(string text)
    {
        foreach (var word in words.OrderByDescending(pair => pair.Key.Length))
            text = text.Replace(word.Key, word.Value, StringComparison.OrdinalIgnoreCase);
        return text;
    }

    /// <summary>
    /// Walks two answers side by side and learns the ids at equal places. The first lesson stands: what a list holds may come
    /// in another order later. An id that is the same in both, such as that of a Microsoft permission, is none to learn.
    /// </summary>
    public void LearnFrom(JsonNode? recorded, JsonNode? ours)
    {
        var same = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        CollectIds(ours, "", same);
        LearnFrom(recorded, ours, "", same);
    }

    private void LearnFrom(JsonNode? recorded, JsonNode? ours, string name, HashSet<string> same)
    {
        switch (recorded, ours)
        {
            case (JsonObject expected, JsonObject actual):
                foreach (var pair in expected)
                    LearnFrom(pair.Value, actual[pair.Key], pair.Key, same);
                break;
            case (JsonArray expected, JsonArray actual):
                for (var index = 0; index < Math.Min(expected.Count, actual.Count); index++)
                    LearnFrom(expected[index], actual[index], name, same);
                break;
            case (JsonValue expected, JsonValue actual) when IsId(name, expected) && IsId(name, actual) && !same.Contains(expected.ToString()):
                words.TryAdd(expected.ToString(), actual.ToString());
                break;
        }
    }

    private static void CollectIds(JsonNode? node, string name, HashSet<string> ids)
    {
        if (node is JsonObject members)
        {
            foreach (var member in members)
                CollectIds(member.Value, member.Key, ids);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                CollectIds(item, name, ids);
        }
        else if (node is JsonValue value && IsId(name, value))
        {
            ids.Add(value.ToString());
        }
    }

    /// <summary>Ids are GUIDs wherever they stand, and whatever is called id: those of grants and assignments are no GUIDs.</summary>
    private static bool IsId(string name, JsonValue value) =>
        value.GetValueKind() == JsonValueKind.String && (Guid.TryParse(value.ToString(), out _) || name == "id");
}
