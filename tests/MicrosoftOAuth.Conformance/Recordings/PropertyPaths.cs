using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Conformance.Recordings;

/// <summary>The places in a JSON answer, such as <c>/value[]/web/redirectUris</c>: what a client can read, whatever the values.</summary>
internal static class PropertyPaths
{
    public static SortedSet<string> Of(JsonNode? answer)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal);
        Collect(answer, "", paths);
        return paths;
    }

    private static void Collect(JsonNode? node, string path, SortedSet<string> paths)
    {
        if (node is JsonObject members)
        {
            foreach (var member in members)
            {
                paths.Add($"{path}/{member.Key}");
                Collect(member.Value, $"{path}/{member.Key}", paths);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                paths.Add(path + "[]");
                Collect(item, path + "[]", paths);
            }
        }
    }
}
