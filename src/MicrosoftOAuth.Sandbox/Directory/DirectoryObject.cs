using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>An object of the directory. It keeps only the properties that somebody has set; its shape knows the others' defaults.</summary>
internal abstract class DirectoryObject(Shape shape, string id)
{
    public Shape Shape { get; } = shape;

    /// <summary>The properties that are shown to those who select none.</summary>
    public virtual Shape DefaultShape => Shape;

    public string Id { get; } = id;

    /// <summary>What has been set, by name, in the form the Graph writes it.</summary>
    public JsonObject Properties { get; } = new() { ["id"] = id };

    /// <summary>When replication has carried the object everywhere.</summary>
    public DateTimeOffset VisibleFrom { get; set; }

    /// <summary>The object's place in its set: the order of creation.</summary>
    public int Slot { get; set; } = -1;

    public string? Text(string name) => Properties[name]?.GetValue<string>();

    public bool? Flag(string name) => Properties[name]?.GetValue<bool>();

    public void Set(string name, string? value) => Properties[name] = value;

    public IReadOnlyList<string> Texts(string name) => Strings(Properties[name]);

    public JsonArray? List(string name) => Properties[name] as JsonArray;

    protected static IReadOnlyList<string> Strings(JsonNode? list) =>
        list is JsonArray items ? [.. items.Select(item => item!.GetValue<string>())] : [];
}
