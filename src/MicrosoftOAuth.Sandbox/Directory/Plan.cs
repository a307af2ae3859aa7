using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>
/// What an object of a large tenant is like, as long as nobody has written to it. Its properties are made anew for each
/// reader, since a hundred thousand objects of them would take more memory than a practice tenant is worth.
/// </summary>
internal abstract class Plan
{
    /// <summary>The properties that are set.</summary>
    public abstract IReadOnlyList<string> PropertyNames { get; }

    /// <summary>The object ids of the object's owners.</summary>
    public virtual IEnumerable<string> OwnerIds => [];

    /// <summary>A property of an object, the same at every call; null where it is not set.</summary>
    public abstract JsonNode? Value(DirectoryObject item, string property);

    /// <summary>All of an object's properties.</summary>
    public JsonObject Grow(DirectoryObject item)
    {
        var properties = new JsonObject();
        foreach (var name in PropertyNames)
        {
            if (Value(item, name) is { } value)
                properties[name] = value;
        }

        return properties;
    }
}
