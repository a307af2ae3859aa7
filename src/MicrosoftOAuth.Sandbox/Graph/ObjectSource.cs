using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.OData;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>A directory object as a filter sees it: with the defaults of what nobody has set.</summary>
internal sealed record ObjectSource(DirectoryObject Item) : IPropertySource
{
    public JsonNode? Value(IReadOnlyList<string> path)
    {
        if (!Item.TryLook(path[0], out var value))
            value = Item.Shape.Find(path[0])?.NewDefault();
        for (var index = 1; index < path.Count; index++)
            value = (value as JsonObject)?[path[index]];
        return value;
    }
}
