using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.UriParser;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Guide;

/// <summary>Microsoft Graph's own schema as the judge of what the module sends: addresses, query options and bodies.</summary>
internal sealed partial class GraphRequestSchema
{
    private static readonly Uri s_root = new("https://graph.microsoft.com/v1.0/");
    private readonly IEdmModel _model;

    internal GraphRequestSchema(string csdl)
    {
        using XmlReader reader = XmlReader.Create(csdl);
        _model = CsdlReader.TryParse(reader, ignoreUnexpectedAttributesAndElements: true, out IEdmModel model, out var errors)
            ? model
            : throw new InvalidOperationException(string.Join(Environment.NewLine, errors.Take(5)));
    }

    /// <summary>What is wrong with a request; empty where nothing is.</summary>
    internal IReadOnlyList<string> Judge(Exchange request)
    {
        string where = $"{request.Method} {request.Uri.PathAndQuery}";
        try
        {
            // The default resolver knows no alternate keys; the entity they name is that of the plain key.
            string address = AlternateKey().Replace(request.Uri.AbsoluteUri, "/00000000-0000-0000-0000-000000000000");
            ODataUriParser parser = new(_model, s_root, new Uri(address))
            {
                Resolver = new UnqualifiedODataUriResolver { EnableCaseInsensitive = true },
                UrlKeyDelimiter = ODataUrlKeyDelimiter.Slash,
            };
            ODataUri uri = parser.ParseUri();
            List<string> problems = [];
            if (request.RequestBody.Length > 0)
            {
                using JsonDocument body = JsonDocument.Parse(request.RequestBody);
                JudgeBody(uri.Path, body.RootElement, where, problems);
            }

            return problems;
        }
        catch (ODataException refusal)
        {
            return [$"{where}: {refusal.Message}"];
        }
    }

    [GeneratedRegex(@"\((appId|uniqueName)='[^']*'\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlternateKey();

    private static void JudgeBody(ODataPath path, JsonElement body, string where, List<string> problems)
    {
        ODataPathSegment last = path.LastSegment;
        switch (last)
        {
            case OperationSegment operation:
                IEdmOperation action = operation.Operations.Single();
                foreach (JsonProperty argument in body.EnumerateObject())
                {
                    IEdmOperationParameter? parameter = action.FindParameter(argument.Name);
                    if (parameter is null)
                    {
                        problems.Add($"{where}: the action {action.Name} takes no {argument.Name}");
                    }
                    else
                    {
                        JudgeValue(parameter.Type, argument.Value, $"{where} {argument.Name}", problems);
                    }
                }

                break;
            case NavigationPropertyLinkSegment or ReferenceSegment:
                if (body.EnumerateObject().Select(property => property.Name).ToArray() is not ["@odata.id"])
                {
                    problems.Add($"{where}: a reference is an @odata.id and nothing else");
                }

                break;
            default:
                IEdmType type = last.EdmType is IEdmCollectionType collection ? collection.ElementType.Definition : last.EdmType;
                JudgeObject((IEdmStructuredType)type, body, where, problems);
                break;
        }
    }

    private static void JudgeObject(IEdmStructuredType type, JsonElement body, string where, List<string> problems)
    {
        foreach (JsonProperty property in body.EnumerateObject().Where(property => !property.Name.StartsWith('@')))
        {
            if (type.FindProperty(property.Name) is not { } declared)
            {
                problems.Add($"{where}: {type} has no property {property.Name}");
            }
            else
            {
                JudgeValue(declared.Type, property.Value, $"{where} {property.Name}", problems);
            }
        }
    }

    private static void JudgeValue(IEdmTypeReference type, JsonElement value, string where, List<string> problems)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            if (!type.IsNullable)
            {
                problems.Add($"{where}: null where {type} is wanted");
            }
        }
        else if (type.IsCollection())
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                problems.Add($"{where}: not an array");
                return;
            }

            foreach (JsonElement item in value.EnumerateArray())
            {
                JudgeValue(type.AsCollection().ElementType(), item, where, problems);
            }
        }
        else if (type.Definition is IEdmStructuredType structured)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                problems.Add($"{where}: not an object");
                return;
            }

            JudgeObject(structured, value, where, problems);
        }
        else if (!IsOf(type, value))
        {
            problems.Add($"{where}: {value.ValueKind} {value} where {type} is wanted");
        }
    }

    private static bool IsOf(IEdmTypeReference type, JsonElement value) => type.PrimitiveKind() switch
    {
        EdmPrimitiveTypeKind.Boolean => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        EdmPrimitiveTypeKind.Int16 or EdmPrimitiveTypeKind.Int32 or EdmPrimitiveTypeKind.Int64 => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        EdmPrimitiveTypeKind.Guid => value.ValueKind == JsonValueKind.String && value.TryGetGuid(out _),
        EdmPrimitiveTypeKind.DateTimeOffset => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out _),
        _ => value.ValueKind == JsonValueKind.String,
    };
}
