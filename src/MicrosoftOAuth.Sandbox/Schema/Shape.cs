using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Schema;

/// <summary>Who may write a property.</summary>
internal enum Access
{
    Write,

    /// <summary>Only while the object is made.</summary>
    Create,

    /// <summary>The directory alone.</summary>
    Read,
}

/// <summary>A property of a structure.</summary>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">The JSON it has where nobody has set it.</param>
/// <param name="Access">Who may write it.</param>
internal sealed record Property(string Name, EdmType Type, string Default = "null", Access Access = Access.Write)
{
    /// <summary>Whether it is never null, not even where a client sends null.</summary>
    public bool IsRequired { get; init; }

    public bool IsNullable => Default == "null" && Type is not ListType;

    /// <summary>The name as a writer takes it, escaped once and for all.</summary>
    public JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(Name);

    /// <summary>The default as it goes on the wire, in UTF-8.</summary>
    public byte[] DefaultUtf8 { get; } = Encoding.UTF8.GetBytes(Default);

    public JsonNode? NewDefault() => Default == "null" ? null : JsonNode.Parse(Default);
}

/// <summary>A structure: an entity, or a complex type within one. Its properties are in the order the Graph writes them.</summary>
internal sealed record Shape : EdmType
{
    private readonly Dictionary<string, Property> byName;

    public Shape(string name, params Property[] properties)
        : base("microsoft.graph." + name)
    {
        Properties = properties;
        byName = properties.ToDictionary(property => property.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<Property> Properties { get; }

    /// <summary>The name as the directory's messages have it: Application, ServicePrincipal.</summary>
    public string ShortName => char.ToUpperInvariant(Name["microsoft.graph.".Length]) + Name["microsoft.graph.".Length..][1..];

    /// <summary>A property by a name in whatever spelling: query options are read without regard to case.</summary>
    public Property? FindInAnyCase(string name) => Find(name) ?? Properties.FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public Property? Find(string name) => byName.TryGetValue(name, out var property) ? property : null;

    /// <summary>The JSON of a structure of this shape that nobody has written to.</summary>
    public string DefaultJson => "{" + string.Join(",", Properties.Select(property => $"\"{property.Name}\":{property.Default}")) + "}";

    /// <summary>A whole structure of this shape: what the client left out has its default.</summary>
    public override JsonNode? Read(JsonNode? value, string property)
    {
        if (value is null)
            return null;
        return Merge(new JsonObject(), value, property);
    }

    /// <summary>A structure changed as PATCH changes it: what the client left out stays, a collection is replaced whole.</summary>
    public JsonObject Merge(JsonObject? current, JsonNode node, string property)
    {
        if (node is not JsonObject sent)
            throw new SchemaException($"A value of type '{Name}' was expected for the property '{property}'.");
        foreach (var pair in sent)
        {
            if (!IsAnnotation(pair.Key) && Find(pair.Key) is null)
                throw new SchemaException($"The property '{pair.Key}' does not exist on type '{Name}'. Make sure to only use property names that are defined by the type.");
        }

        var merged = new JsonObject();
        foreach (var member in Properties)
        {
            var old = current is not null && current.TryGetPropertyValue(member.Name, out var kept) ? kept?.DeepClone() : member.NewDefault();
            var value = sent.TryGetPropertyValue(member.Name, out var given) ? ReadMember(member, old, given) : old;
            if (value is null && member.IsRequired)
                throw new SchemaException($"A value is required for property '{member.Name}' of resource '{ShortName}'.");
            merged[member.Name] = value;
        }

        return merged;
    }

    /// <summary>A property's new value, from its present one and what the client sent.</summary>
    public static JsonNode? ReadMember(Property member, JsonNode? current, JsonNode? given)
    {
        if (given is null && member.IsRequired)
            throw new SchemaException($"A null value was found for the property named '{member.Name}', which has the expected type '{member.Type.Name}[Nullable=False]'. The expected type '{member.Type.Name}[Nullable=False]' does not allow null values.");
        if (given is null)
            return member.IsNullable ? null : member.NewDefault();
        return member.Type is Shape shape ? shape.Merge(current as JsonObject, given, member.Name) : member.Type.Read(given, member.Name);
    }

    public static bool IsAnnotation(string name) => name.Contains('@', StringComparison.Ordinal);
}
