using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Graph.Queries;
using MicrosoftOAuth.Sandbox.OData;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Writes the Graph's answers: single objects, pages and lists, each with the context that says what it is.</summary>
internal static class GraphWriter
{
    /// <summary>One object.</summary>
    /// <param name="call">The request.</param>
    /// <param name="set">The set's name in the context URL, such as applications.</param>
    /// <param name="item">The object.</param>
    /// <param name="options">The query options; null where the call takes none.</param>
    /// <param name="status">200, or 201 for what was just made.</param>
    /// <param name="isTyped">Whether to say of what type it is, as where the set holds several.</param>
    /// <param name="showsKeys">Whether selected keyCredentials come with their keys, as they do for a single object.</param>
    /// <param name="address">The value of @odata.id; null for none.</param>
    public static Answer Entity(GraphCall call, string set, DirectoryObject item, QueryOptions? options, int status = 200, bool isTyped = false, bool showsKeys = false, string? address = null)
    {
        if (call.Form == AnswerForm.Property)
            return PropertyOf(call, set, item);
        if (call.Form != AnswerForm.Objects || call.Cast is not null)
            throw GraphException.UnknownSegment(call.Request.Segments[^1]);
        var objects = new ObjectWriter(call.Directory, options?.Select, options?.Expand, isTyped) { ShowsKeys = showsKeys };
        return Write(status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", $"{call.BaseAddress}/$metadata#{set}{SelectOf(options)}/$entity");
            if (address is not null)
                writer.WriteString("@odata.id", address);
            objects.WriteMembers(writer, item);
            writer.WriteEndObject();
        });
    }

    /// <summary>One property by itself: a structure as it is, anything else as a value, and nothing for null (OData JSON Format, section 11).</summary>
    private static Answer PropertyOf(GraphCall call, string set, DirectoryObject item)
    {
        var property = item.Shape.Find(call.Request.Segments[^1]) ?? throw GraphException.UnknownSegment(call.Request.Segments[^1]);
        var value = item.TryLook(property.Name, out var known) ? known : JsonNode.Parse(property.Default);
        var context = $"{set}('{item.Id}')/{property.Name}";
        return value switch
        {
            null => NoContent,
            JsonObject structure => Node(call, context, structure),
            _ => Node(call, context, new JsonObject { ["value"] = value.DeepClone() }),
        };
    }

    /// <summary>A page of a list: filtered, searched, sorted, counted and cut as the query options say.</summary>
    /// <param name="call">The request.</param>
    /// <param name="set">The set's name in the context URL.</param>
    /// <param name="all">The objects.</param>
    /// <param name="options">The query options.</param>
    /// <param name="within">What the address itself asks for: a property and its value; null for nothing.</param>
    public static Answer Page<T>(GraphCall call, string set, ObjectSet<T> all, QueryOptions options, (string Property, string Value)? within = null)
        where T : DirectoryObject
    {
        var plan = new QueryPlan<T>(all, call.Directory, options, within is { } own ? new CompareNode([own.Property], "eq", own.Value) : null);
        if (call.Form == AnswerForm.Count)
            return Number(plan.Count());
        List<T> page = GraphCall.Checked(() => plan.From(options.SkipToken).Take(options.Top + 1).ToList());
        string? next = null;
        if (page.Count > options.Top)
        {
            next = NextLink(call, plan.TokenOf(page[options.Top]));
            page.RemoveAt(options.Top);
        }

        return call.Form == AnswerForm.References
            ? References(call, page, next)
            : Collection(call, set, page, options, options.Count ? plan.Count() : null, next, isTyped: false);
    }

    /// <summary>The objects of a relationship, or another list that is made for the request.</summary>
    public static Answer List(GraphCall call, string set, IEnumerable<DirectoryObject> items, QueryOptions options, bool isTyped = false)
    {
        var matching = items.Where(item => call.Directory.IsVisible(item) && (call.Cast is null || item.Shape == call.Cast) && Holds(options, item)).ToList();
        if (options.OrderBy.Count > 0)
            matching = OrderTerm.Sort(matching, options.OrderBy, item => new ObjectSource(item));
        if (call.Form == AnswerForm.Count)
            return Number(matching.Count);
        var begin = GraphCall.Checked(() => SkipNumber.Read(options.SkipToken));
        var page = matching.Skip(begin).Take(options.Top).ToList();
        var end = begin + page.Count;
        var next = end < matching.Count ? NextLink(call, end.ToString(CultureInfo.InvariantCulture)) : null;
        return call.Form == AnswerForm.References
            ? References(call, page, next)
            : Collection(call, call.Cast is null ? set : SetOf(call.Cast), page, options, options.Count ? matching.Count : null, next, isTyped && call.Cast is null);
    }

    /// <summary>Any other object, with its context URL before it.</summary>
    public static Answer Node(GraphCall call, string context, JsonObject body, int status = 200)
    {
        if (call.Form is not (AnswerForm.Objects or AnswerForm.Property) || call.Cast is not null)
            throw GraphException.UnknownSegment(call.Request.Segments[^1]);
        return new(status, Prefixed(call, context, body), GraphSurface.ContentType);
    }

    /// <summary>A list of ids or other words.</summary>
    public static Answer Words(GraphCall call, IEnumerable<string> words) =>
        Node(call, "Collection(Edm.String)", new JsonObject { ["value"] = new JsonArray([.. words.Select(word => (JsonNode)JsonValue.Create(word))]) });

    public static Answer NoContent { get; } = new(204, "", "");

    private static Answer Collection(GraphCall call, string set, IEnumerable<DirectoryObject> items, QueryOptions options, int? count, string? next, bool isTyped)
    {
        var objects = new ObjectWriter(call.Directory, options.Select, options.Expand, isTyped);
        return Write(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.context", $"{call.BaseAddress}/$metadata#{set}{SelectOf(options)}");
            if (count is { } number)
                writer.WriteNumber("@odata.count", number);
            if (next is not null)
                writer.WriteString("@odata.nextLink", next);
            writer.WriteStartArray("value");
            foreach (var item in items)
                objects.Write(writer, item);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static Answer References(GraphCall call, IEnumerable<DirectoryObject> items, string? next)
    {
        var body = new JsonObject();
        if (next is not null)
            body["@odata.nextLink"] = next;
        body["value"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject { ["@odata.id"] = call.LocationOf(item) })]);
        return new(200, Prefixed(call, "Collection($ref)", body), GraphSurface.ContentType);
    }

    private static string Prefixed(GraphCall call, string context, JsonObject body)
    {
        var whole = new JsonObject { ["@odata.context"] = $"{call.BaseAddress}/$metadata#{context}" };
        foreach (var pair in body)
            whole[pair.Key] = pair.Value?.DeepClone();
        return whole.ToJsonString(JsonFormat.Wire);
    }

    private static Answer Number(int count) => new(200, count.ToString(CultureInfo.InvariantCulture), "text/plain");

    /// <summary>The set that all objects of a type are in.</summary>
    private static string SetOf(Shape shape) => shape.Name["microsoft.graph.".Length..] + "s";

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

    /// <summary>What a context says of the chosen properties and of a relationship that comes along: (id,displayName,owners()).</summary>
    private static string SelectOf(QueryOptions? options)
    {
        var names = (options?.Select ?? []).Select(property => property.Name);
        if (options?.Expand is { } expand)
            names = names.Append($"{expand.Navigation}({expand.SelectText})");
        var text = string.Join(",", names);
        return text.Length > 0 ? $"({text})" : "";
    }

    private static Answer Write(int status, Action<Utf8JsonWriter> write) => new(status, JsonText.Write(write), GraphSurface.ContentType);
}
