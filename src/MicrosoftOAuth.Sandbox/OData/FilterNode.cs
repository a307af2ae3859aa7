using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>A condition of a $filter.</summary>
internal abstract record FilterNode
{
    public abstract bool Holds(IPropertySource item);
}

/// <summary>Something with properties that a filter can ask for.</summary>
internal interface IPropertySource
{
    /// <summary>The value at a path (web/homePageUrl); null where it is JSON's null.</summary>
    JsonNode? Value(IReadOnlyList<string> path);
}

internal sealed record AndNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Holds(IPropertySource item) => Left.Holds(item) && Right.Holds(item);
}

internal sealed record OrNode(FilterNode Left, FilterNode Right) : FilterNode
{
    public override bool Holds(IPropertySource item) => Left.Holds(item) || Right.Holds(item);
}

internal sealed record NotNode(FilterNode Inner) : FilterNode
{
    public override bool Holds(IPropertySource item) => !Inner.Holds(item);
}

/// <summary>property op literal.</summary>
internal sealed record CompareNode(IReadOnlyList<string> Path, string Operator, object? Literal) : FilterNode
{
    public override bool Holds(IPropertySource item)
    {
        var value = Path[^1] == "$count" ? ((item.Value([.. Path.Take(Path.Count - 1)]) as JsonArray)?.Count ?? 0) : Scalar.Of(item.Value(Path));
        return Operator switch
        {
            "eq" => Scalar.AreEqual(value, Literal),
            "ne" => !Scalar.AreEqual(value, Literal),
            _ => Scalar.Compare(value, Literal) is { } order && Operator switch
            {
                "gt" => order > 0,
                "ge" => order >= 0,
                "lt" => order < 0,
                _ => order <= 0,
            },
        };
    }
}

/// <summary>property in (literal, literal).</summary>
internal sealed record InNode(IReadOnlyList<string> Path, IReadOnlyList<object?> Literals) : FilterNode
{
    public override bool Holds(IPropertySource item)
    {
        var value = Scalar.Of(item.Value(Path));
        return Literals.Any(literal => Scalar.AreEqual(value, literal));
    }
}

/// <summary>startswith, endswith or contains.</summary>
internal sealed record TextNode(string Function, IReadOnlyList<string> Path, string Text) : FilterNode
{
    public override bool Holds(IPropertySource item) => Scalar.Of(item.Value(Path)) is string value && Function switch
    {
        "startswith" => value.StartsWith(Text, StringComparison.OrdinalIgnoreCase),
        "endswith" => value.EndsWith(Text, StringComparison.OrdinalIgnoreCase),
        _ => value.Contains(Text, StringComparison.OrdinalIgnoreCase),
    };
}

/// <summary>collection/any(x:condition) or collection/all(x:condition); any() without a condition asks whether there is an item.</summary>
internal sealed record LambdaNode(IReadOnlyList<string> Path, bool IsAll, string Variable, FilterNode? Condition) : FilterNode
{
    public override bool Holds(IPropertySource item)
    {
        if (item.Value(Path) is not JsonArray list)
            return IsAll;
        if (Condition is null)
            return list.Count > 0;
        return IsAll
            ? list.All(entry => Condition.Holds(new ItemSource(Variable, entry)))
            : list.Any(entry => Condition.Holds(new ItemSource(Variable, entry)));
    }

    private sealed record ItemSource(string Variable, JsonNode? Item) : IPropertySource
    {
        public JsonNode? Value(IReadOnlyList<string> path)
        {
            if (path[0] != Variable)
                throw new ODataException($"Invalid filter clause: Could not find a property named '{path[0]}' in a lambda expression.");
            var value = Item;
            for (var index = 1; index < path.Count; index++)
                value = (value as JsonObject)?[path[index]];
            return value;
        }
    }
}

/// <summary>How the directory compares: text without regard to case, and numbers, flags and times as what they are.</summary>
internal static class Scalar
{
    public static object? Of(JsonNode? value)
    {
        if (value is not JsonValue scalar)
            return null;
        if (scalar.TryGetValue<string>(out var text))
            return text;
        if (scalar.TryGetValue<bool>(out var flag))
            return flag;
        return scalar.TryGetValue<int>(out var number) ? number
            : scalar.TryGetValue<JsonElement>(out var element) && element.ValueKind == JsonValueKind.Number ? element.GetDouble()
            : null;
    }

    public static bool AreEqual(object? value, object? literal) => (value, literal) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase),
        (string left, DateTimeOffset right) => Text.Instant.TryParse(left, out var time) && time == right,
        (bool left, bool right) => left == right,
        (IConvertible left, double right) => left.ToDouble(CultureInfo.InvariantCulture).Equals(right),
        _ => false,
    };

    public static int? Compare(object? value, object? literal) => (value, literal) switch
    {
        (string left, DateTimeOffset right) => Text.Instant.TryParse(left, out var time) ? time.CompareTo(right) : null,
        (string left, string right) => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
        (int left, double right) => ((double)left).CompareTo(right),
        _ => null,
    };
}
