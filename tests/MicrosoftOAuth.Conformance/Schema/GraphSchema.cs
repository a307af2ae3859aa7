using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace MicrosoftOAuth.Conformance.Schema;

/// <summary>
/// Microsoft Graph's own schema as a judge of answers: everything that Microsoft's OData reader checks, and beyond it that
/// no property is sent that the schema does not declare. Thread-safe.
/// </summary>
public sealed class GraphSchema
{
    private static readonly Lazy<GraphSchema> SharedInstance = new(() => new(SharedData.File("graph-metadata/v1.0.csdl")));

    private readonly IEdmModel model;

    /// <param name="csdl">The path of the schema's file.</param>
    public GraphSchema(string csdl)
    {
        using var reader = XmlReader.Create(csdl);
        model = CsdlReader.TryParse(reader, true, out var read, out var errors)
            ? read
            : throw new InvalidOperationException(string.Join(Environment.NewLine, errors.Take(5)));
    }

    /// <summary>The schema in shared/data, loaded once.</summary>
    public static GraphSchema Shared => SharedInstance.Value;

    /// <summary>Whether the schema has anything to say about an address: v1.0 of Microsoft Graph, in whichever cloud.</summary>
    public static bool Covers(Uri address) =>
        (address.Host.Contains("graph.microsoft.", StringComparison.OrdinalIgnoreCase) || address.Host.StartsWith("microsoftgraph.", StringComparison.OrdinalIgnoreCase))
        && address.AbsolutePath.StartsWith("/v1.0/", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with an answer; empty where nothing is.</summary>
    public IReadOnlyList<string> Judge(GraphExchange exchange)
    {
        var problems = new List<string>();
        if (exchange.Status >= 400)
            ErrorEnvelope.Judge(exchange, problems);
        else if (exchange.Status == 204 || exchange.Body.Length == 0)
            JudgeEmpty(exchange, problems);
        else if (exchange.LastSegment is "logo" or "$value")
            return problems;
        else if (exchange.LastSegment == "$count")
            JudgeCount(exchange, problems);
        else if (ReadJson(exchange.Body) is not { } body)
            problems.Add($"{exchange}: the answer is no JSON object");
        else if (exchange.LastSegment == "$batch")
            JudgeBatch(exchange, body, problems);
        else
            JudgeBody(exchange, body, problems);
        return problems;
    }

    private static JsonObject? ReadJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void JudgeEmpty(GraphExchange exchange, List<string> problems)
    {
        if (exchange.Body.Length > 0)
            problems.Add($"{exchange}: 204 with a body");
        else if (exchange.Status != 204)
            problems.Add($"{exchange}: {exchange.Status} without a body");
    }

    private static void JudgeCount(GraphExchange exchange, List<string> problems)
    {
        if (!int.TryParse(exchange.Body, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            problems.Add($"{exchange}: a count is a number, not {exchange.Body}");
    }

    private void JudgeBatch(GraphExchange exchange, JsonObject body, List<string> problems)
    {
        foreach (var response in body["responses"]?.AsArray() ?? [])
        {
            if (response?["id"] is null || response["status"]?.GetValueKind() != JsonValueKind.Number)
                problems.Add($"{exchange}: an answer in a batch has an id and a status");
            else
                problems.AddRange(Judge(new(exchange.Method, new(exchange.Uri, "/v1.0/in-a-batch"), response["status"]!.GetValue<int>(), response["body"]?.ToJsonString() ?? "")));
        }
    }

    private void JudgeBody(GraphExchange exchange, JsonObject body, List<string> problems)
    {
        if (body["@odata.context"] is not { } context)
        {
            problems.Add($"{exchange}: no @odata.context");
            return;
        }

        try
        {
            var fragment = context.ToString()[(context.ToString().IndexOf('#', StringComparison.Ordinal) + 1)..];
            using var message = new AnswerMessage(exchange.Body);
            using var reader = new ODataMessageReader((IODataResponseMessage)message, SettingsFor(exchange), model);
            if (fragment.StartsWith("Collection(Edm.", StringComparison.Ordinal))
                Drain(reader.CreateODataCollectionReader(EdmCoreModel.Instance.GetPrimitive(EdmCoreModel.Instance.GetPrimitiveTypeKind(fragment[11..^1]), false)));
            else if (fragment.StartsWith("Collection($ref)", StringComparison.Ordinal))
                reader.ReadEntityReferenceLinks();
            else if (fragment == "$ref")
                reader.ReadEntityReferenceLink();
            else if (fragment.StartsWith("Edm.", StringComparison.Ordinal))
                reader.ReadProperty(EdmCoreModel.Instance.GetPrimitive(EdmCoreModel.Instance.GetPrimitiveTypeKind(fragment[4..]), true));
            else if (FindProperty(fragment) is { } single && single.IsPrimitive())
                reader.ReadProperty(single);
            else if (FindProperty(fragment) is { } list && list.IsCollection() && list.AsCollection().ElementType().IsPrimitive())
                Drain(reader.CreateODataCollectionReader(list.AsCollection().ElementType()));
            else
                JudgeResources(body["value"] is JsonArray ? reader.CreateODataResourceSetReader() : reader.CreateODataResourceReader(), exchange, problems);
        }
        catch (ODataException refusal)
        {
            problems.Add($"{exchange}: {refusal.Message}");
        }
    }

    /// <summary>The type of the property that a context URL ends at, as in applications('…')/tags; null where it ends elsewhere.</summary>
    private IEdmTypeReference? FindProperty(string fragment)
    {
        var parts = fragment.Split("')/");
        return parts.Length == 2
            && model.EntityContainer.FindEntitySet(parts[0].Split('(')[0])?.EntityType.FindProperty(parts[1]) is IEdmStructuralProperty property
                ? property.Type
                : null;
    }

    private static ODataMessageReaderSettings SettingsFor(GraphExchange exchange) => new()
    {
        Validations = ValidationKinds.All,
        MaxProtocolVersion = ODataVersion.V4,
        BaseUri = new Uri(exchange.Uri.GetLeftPart(UriPartial.Authority) + "/v1.0/"),
        MessageQuotas = new() { MaxReceivedMessageSize = 512L * 1024 * 1024 },
    };

    private static void Drain(ODataCollectionReader reader)
    {
        while (reader.Read())
        {
            // Reading is what checks.
        }
    }

    private void JudgeResources(ODataReader reader, GraphExchange exchange, List<string> problems)
    {
        while (reader.Read())
        {
            if (reader is { State: ODataReaderState.ResourceEnd, Item: ODataResource resource })
                CheckDeclared(resource, exchange, problems);
        }
    }

    /// <summary>Open types let any property pass; the real Graph sends declared ones, and few others.</summary>
    private void CheckDeclared(ODataResource resource, GraphExchange exchange, List<string> problems)
    {
        if (model.FindType(resource.TypeName) is not IEdmStructuredType type)
        {
            problems.Add($"{exchange}: unknown type {resource.TypeName}");
            return;
        }

        foreach (var property in resource.Properties)
        {
            if (type.FindProperty(property.Name) is null && !UndeclaredProperties.AreSentAnyway(resource.TypeName, property.Name))
                problems.Add($"{exchange}: {resource.TypeName} has no property {property.Name}");
        }
    }
}
