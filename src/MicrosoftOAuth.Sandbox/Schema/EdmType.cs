using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Schema;

/// <summary>A type of the Graph's schema: checks a value that a client sent and brings it into the form that is stored.</summary>
internal abstract record EdmType(string Name)
{
    /// <param name="value">The value; null is JSON's null.</param>
    /// <param name="property">The property it is for, to name in the error.</param>
    /// <returns>A node of its own, never the one given.</returns>
    /// <exception cref="SchemaException">The value is not of this type.</exception>
    public abstract JsonNode? Read(JsonNode? value, string property);
}

/// <summary>A value that a client sent does not fit the schema.</summary>
internal sealed class SchemaException(string message) : Exception(message);

/// <summary>A list of values of one type.</summary>
internal sealed record ListType(EdmType Item) : EdmType($"Collection({Item.Name})")
{
    public override JsonNode? Read(JsonNode? value, string property)
    {
        if (value is not JsonArray items)
            throw new SchemaException($"A value was encountered for the property '{property}' that is not an array. A '{Name}' is expected.");
        var list = new JsonArray();
        foreach (var item in items)
            list.Add(Item.Read(item ?? throw new SchemaException($"A null value was found in the collection '{property}', whose items cannot be null."), property));
        return list;
    }
}

/// <summary>A single value that JSON writes as a string, a number or true and false.</summary>
internal sealed record ScalarType : EdmType
{
    private readonly Func<JsonElement, JsonNode?> read;

    private ScalarType(string name, Func<JsonElement, JsonNode?> read)
        : base(name) => this.read = read;

    public static ScalarType String { get; } = new("Edm.String", value => value.ValueKind == JsonValueKind.String ? JsonValue.Create(value.GetString()) : null);

    public static ScalarType Boolean { get; } = new("Edm.Boolean", value => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? JsonValue.Create(value.GetBoolean()) : null);

    public static ScalarType Int32 { get; } = new("Edm.Int32", value => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? JsonValue.Create(number) : null);

    public static ScalarType Guid { get; } = new("Edm.Guid", value =>
        value.ValueKind == JsonValueKind.String && System.Guid.TryParse(value.GetString(), out var guid) ? JsonValue.Create(guid.ToString()) : null);

    public static ScalarType Time { get; } = new("Edm.DateTimeOffset", value =>
        value.ValueKind == JsonValueKind.String && Text.Instant.TryParse(value.GetString()!, out var time) ? JsonValue.Create(Text.Instant.Graph(time)) : null);

    public static ScalarType Duration { get; } = new("Edm.Duration", value =>
        value.ValueKind == JsonValueKind.String && Text.Instant.TryParseDuration(value.GetString()!, out _) ? JsonValue.Create(value.GetString()) : null);

    /// <summary>One of a few words, in the spelling of the schema.</summary>
    public static ScalarType Enumeration(string name, params string[] members) => new("microsoft.graph." + name, value =>
        value.ValueKind == JsonValueKind.String && Array.Find(members, member => member.Equals(value.GetString(), StringComparison.OrdinalIgnoreCase)) is { } member ? JsonValue.Create(member) : null);

    /// <summary>Base64. Line breaks are let through, as the Graph does for certificates.</summary>
    public static ScalarType Binary { get; } = new("Edm.Binary", value =>
        value.ValueKind == JsonValueKind.String ? ReadBinary(value.GetString()!) : null);

    /// <summary>Whether a $filter can compare a value of this type with a literal.</summary>
    public bool Compares(object literal) => Name switch
    {
        "Edm.String" => literal is string,
        "Edm.Boolean" => literal is bool,
        "Edm.Int32" => literal is double,
        "Edm.Guid" => literal is Guid,
        "Edm.DateTimeOffset" => literal is DateTimeOffset,
        _ => true,
    };

    public override JsonNode? Read(JsonNode? value, string property)
    {
        if (value is null)
            return null;
        return read(ToElement(value)) ?? throw new SchemaException($"Cannot convert the value of the property '{property}' to the expected type '{Name}'.");
    }

    private static JsonElement ToElement(JsonNode value) =>
        value is JsonValue scalar && scalar.TryGetValue<JsonElement>(out var element) ? element : JsonSerializer.SerializeToElement(value);

    private static JsonValue? ReadBinary(string text)
    {
        try
        {
            return JsonValue.Create(Convert.ToBase64String(Convert.FromBase64String(text)));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
