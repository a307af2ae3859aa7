using System.Text.Json;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Graph.Queries;
using MicrosoftOAuth.Sandbox.OData;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Writes directory objects as the Graph does: every property of the shape, in its order, the unset ones with their defaults.</summary>
internal static class GraphWriter
{
    /// <summary>One object.</summary>
    /// <param name="call">The request.</param>
    /// <param name="set">The set's name in the context URL, such as applications.</param>
    /// <param name="item">The object.</param>
    /// <param name="options">The query options; null where the call takes none.</param>
    /// <param name="status">200, or 201 for what was just made.</param>
    /// <param name="isTyped">Whether to say of what type it is, as where the set holds several.</param>
    public static Answer Entity(GraphCall call, string set, DirectoryObject item, QueryOptions? options, int status = 200, bool isTyped = false)
    {
        var context = $"{call.BaseAddress}/$metadata#{set}{SelectOf(options)}/$entity";
        return Write(status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", context);
            if (isTyped)
                writer.WriteString("@odata.type", "#" + item.Shape.Name);
            WriteProperties(writer, item, options?.Select ?? item.DefaultShape.Properties);
            writer.WriteEndObject();
        });
    }

    /// <summary>A page of a list: filtered, searched, sorted, counted and cut as the query options say.</summary>
    /// <param name="call">The request.</param>
    /// <param name="set">The set's name in the context URL.</param>
    /// <param name="all">The objects.</param>
    /// <param name="options">The query options.</param>
    /// <param name="isTyped">Whether to say of each object of what type it is.</param>
    /// <param name="within">What the address itself asks for: a property and its value; null for nothing.</param>
    public static Answer Page<T>(GraphCall call, string set, ObjectSet<T> all, QueryOptions options, bool isTyped = false, (string Property, string Value)? within = null)
        where T : DirectoryObject
    {
        var plan = new QueryPlan<T>(all, call.Directory, options, within is { } own ? new CompareNode([own.Property], "eq", own.Value) : null);
        List<T> page = GraphCall.Checked(() => plan.From(options.SkipToken).Take(options.Top + 1).ToList());
        string? next = null;
        if (page.Count > options.Top)
        {
            next = NextLink(call, plan.TokenOf(page[options.Top]));
            page.RemoveAt(options.Top);
        }

        return Collection(call, set + SelectOf(options), page, options.Select, options.Count ? plan.Count() : null, next, isTyped);
    }

    /// <summary>A short list, whole.</summary>
    public static Answer List(GraphCall call, string set, IEnumerable<DirectoryObject> items, QueryOptions options, bool isTyped = false)
    {
        var matching = items.Where(item => call.Directory.IsVisible(item) && Holds(options, item)).ToList();
        return Collection(call, set + SelectOf(options), matching.Take(options.Top), options.Select, options.Count ? matching.Count : null, null, isTyped);
    }

    /// <summary>A list of objects.</summary>
    /// <param name="call">The request.</param>
    /// <param name="context">What follows $metadata# in the context URL.</param>
    /// <param name="items">The objects.</param>
    /// <param name="properties">The properties to write; null for all of each object's.</param>
    /// <param name="count">The value of @odata.count; null for none.</param>
    /// <param name="next">The value of @odata.nextLink; null for none.</param>
    /// <param name="isTyped">Whether to say of each of what type it is.</param>
    public static Answer Collection(GraphCall call, string context, IEnumerable<DirectoryObject> items, IReadOnlyList<Property>? properties, int? count, string? next, bool isTyped = false) =>
        Write(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", $"{call.BaseAddress}/$metadata#{context}");
            if (count is { } number)
                writer.WriteNumber("@odata.count", number);
            if (next is not null)
                writer.WriteString("@odata.nextLink", next);
            writer.WriteStartArray("value");
            foreach (var item in items)
            {
                writer.WriteStartObject();
                if (isTyped)
                    writer.WriteString("@odata.type", "#" + item.Shape.Name);
                WriteProperties(writer, item, properties ?? item.DefaultShape.Properties);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    /// <summary>Any other object, with its context URL before it.</summary>
    public static Answer Node(GraphCall call, string context, JsonObject body, int status = 200)
    {
        var whole = new JsonObject { ["@odata.context"] = $"{call.BaseAddress}/$metadata#{context}" };
        foreach (var pair in body)
            whole[pair.Key] = pair.Value?.DeepClone();
        return Answer.Json(status, whole);
    }

    public static Answer NoContent { get; } = new(204, "", "");

    private static void WriteProperties(Utf8JsonWriter writer, DirectoryObject item, IReadOnlyList<Property> properties)
    {
        foreach (var property in properties)
        {
            writer.WritePropertyName(property.EncodedName);
            if (!item.TryLook(property.Name, out var value))
                writer.WriteRawValue(property.DefaultUtf8, skipInputValidation: true);
            else if (value is null)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }
    }

    private static bool Holds(QueryOptions options, DirectoryObject item)
    {
        if (options.Filter is null && options.Search is null)
            return true;
        var source = new ObjectSource(item);
        return (options.Filter?.Root.Holds(source) ?? true) && (options.Search?.Holds(source) ?? true);
    }

    private static string NextLink(GraphCall call, string token)
    {
        var query = new FormData();
        foreach (var pair in call.Request.Query.Pairs)
        {
            if (pair.Key != "$skiptoken")
                query.Add(pair.Key, pair.Value);
        }

        query.Add("$skiptoken", token);
        return call.Request.Address.GetLeftPart(UriPartial.Path) + "?" + query.ToString().Replace("%24", "$", StringComparison.Ordinal);
    }

    private static string SelectOf(QueryOptions? options) =>
        options?.Select is { } select ? "(" + string.Join(",", select.Select(property => property.Name)) + ")" : "";

    private static Answer Write(int status, Action<Utf8JsonWriter> write) => new(status, JsonText.Write(write), GraphSurface.ContentType);
}
