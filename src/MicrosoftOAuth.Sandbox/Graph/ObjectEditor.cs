using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Writes what a client sent into an object: all of it, or none.</summary>
internal static class ObjectEditor
{
    /// <param name="item">The object.</param>
    /// <param name="body">The properties to write.</param>
    /// <param name="isNew">Whether the object is being made; some properties can be written only then.</param>
    /// <param name="check">Looks at the object as it would be and refuses by throwing.</param>
    public static void Write(DirectoryObject item, JsonObject body, bool isNew, Action check)
    {
        var before = new Dictionary<string, (bool WasSet, JsonNode? Value)>(StringComparer.Ordinal);
        try
        {
            foreach (var pair in body)
            {
                if (Shape.IsAnnotation(pair.Key))
                    continue;
                var property = Writable(item.Shape, pair.Key, isNew);
                var wasSet = item.Properties.TryGetPropertyValue(property.Name, out var current);
                before[property.Name] = (wasSet, current?.DeepClone());
                item.Properties[property.Name] = Shape.ReadMember(property, wasSet ? current : property.NewDefault(), pair.Value);
            }

            check();
        }
        catch
        {
            foreach (var pair in before)
            {
                if (pair.Value.WasSet)
                    item.Properties[pair.Key] = pair.Value.Value;
                else
                    item.Properties.Remove(pair.Key);
            }

            throw;
        }
    }

    private static Property Writable(Shape shape, string name, bool isNew)
    {
        var property = shape.Find(name) ?? throw GraphException.BadRequest($"Property '{name}' does not exist as a declared property or extension property.");
        return property.Access == Access.Write || (property.Access == Access.Create && isNew)
            ? property
            : throw GraphException.BadRequest($"Property '{name}' is read-only and cannot be set.");
    }
}
