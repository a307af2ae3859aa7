using System.Text;
using System.Text.Json.Nodes;
using System.Xml;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Microsoft Graph's own schema as a judge of answers.</summary>
internal static class GraphSchema
{
    private static readonly Lazy<IEdmModel> Model = new(Load);

    /// <summary>What is wrong with an answer; empty where nothing is.</summary>
    public static IReadOnlyList<string> Judge(PracticeRequest request)
    {
        var where = $"{request.Method} {request.Uri.PathAndQuery}";
        var problems = new List<string>();
        try
        {
            using var message = new Message(request.ResponseBody);
            var settings = new ODataMessageReaderSettings
            {
                Validations = ValidationKinds.All,
                MaxProtocolVersion = ODataVersion.V4,
                BaseUri = new Uri("https://graph.microsoft.com/v1.0/"),
            };
            using var messageReader = new ODataMessageReader((IODataResponseMessage)message, settings, Model.Value);
            var isList = JsonNode.Parse(request.ResponseBody)!["value"] is JsonArray;
            var reader = isList ? messageReader.CreateODataResourceSetReader() : messageReader.CreateODataResourceReader();
            while (reader.Read())
            {
                if (reader is { State: ODataReaderState.ResourceEnd, Item: ODataResource resource })
                    CheckDeclared(resource, where, problems);
            }
        }
        catch (ODataException refusal)
        {
            problems.Add($"{where}: {refusal.Message}");
        }

        return problems;
    }

    /// <summary>Open types let any property pass; the real Graph sends declared ones only.</summary>
    private static void CheckDeclared(ODataResource resource, string where, List<string> problems)
    {
        if (Model.Value.FindType(resource.TypeName) is not IEdmStructuredType type)
        {
            problems.Add($"{where}: unknown type {resource.TypeName}");
            return;
        }

        foreach (var property in resource.Properties)
        {
            if (type.FindProperty(property.Name) is null && !IsSentAnyway(resource.TypeName, property.Name))
                problems.Add($"{where}: {resource.TypeName} has no property {property.Name}");
        }
    }

    /// <summary>The recordings have this one, though the schema lacks it.</summary>
    private static bool IsSentAnyway(string typeName, string property) => typeName == "microsoft.graph.servicePrincipal" && property == "createdDateTime";

    private static IEdmModel Load()
    {
        using var reader = XmlReader.Create(SharedData.File("graph-metadata/v1.0.csdl"));
        return CsdlReader.TryParse(reader, true, out var model, out var errors)
            ? model
            : throw new InvalidOperationException(string.Join(Environment.NewLine, errors.Take(5)));
    }

    private sealed class Message(string body) : IODataResponseMessage, IDisposable
    {
        private readonly MemoryStream stream = new(Encoding.UTF8.GetBytes(body));

        public int StatusCode { get; set; } = 200;

        public IEnumerable<KeyValuePair<string, string>> Headers =>
            [KeyValuePair.Create("Content-Type", "application/json;odata.metadata=minimal"), KeyValuePair.Create("OData-Version", "4.0")];

        public string? GetHeader(string headerName) => Headers.FirstOrDefault(header => header.Key == headerName).Value;

        public void SetHeader(string headerName, string headerValue) => throw new NotSupportedException();

        public Stream GetStream() => stream;

        public void Dispose() => stream.Dispose();
    }
}
