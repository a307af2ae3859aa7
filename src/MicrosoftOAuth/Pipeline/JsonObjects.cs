using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Text.Json;

namespace MicrosoftOAuth.Pipeline;

/// <summary>JSON as PowerShell objects and back, as ConvertFrom-Json and ConvertTo-Json would have it.</summary>
internal static class JsonObjects
{
    /// <summary>Deeper nesting is a cycle.</summary>
    private const int MaxDepth = 64;

    internal static object? FromJson(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                PSObject result = new();
                foreach (JsonProperty member in json.EnumerateObject())
                {
                    result.Properties.Add(new PSNoteProperty(member.Name.Length == 0 ? " " : member.Name, FromJson(member.Value)));
                }

                return result;
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(FromJson).ToArray();
            case JsonValueKind.String:
                return json.GetString();
            case JsonValueKind.Number:
                // The cast keeps an integer an integer: the two arms together would be a double.
                return json.TryGetInt64(out long integer) ? (object)integer : json.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return json.GetBoolean();
            default:
                return null;
        }
    }

    /// <summary>Text is JSON already; anything else is written as JSON.</summary>
    internal static string ToJson(object value)
    {
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is string text)
        {
            return text;
        }

        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            Write(writer, value, 0);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new Core.OAuthException(Core.OAuthErrorKind.InvalidArgument, $"The body is nested deeper than {MaxDepth} levels.", "Pass JSON text as -Body");
        }

        switch (value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case DateTime time:
                writer.WriteStringValue(time.ToUniversalTime());
                break;
            case DateTimeOffset time:
                writer.WriteStringValue(time);
                break;
            case double or float or decimal:
                writer.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case byte or short or int or long or ushort or uint:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in dictionary)
                {
                    writer.WritePropertyName(entry.Key.ToString()!);
                    Write(writer, entry.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case IEnumerable items:
                writer.WriteStartArray();
                foreach (object? item in items)
                {
                    Write(writer, item, depth + 1);
                }

                writer.WriteEndArray();
                break;
            case PSObject custom:
                writer.WriteStartObject();
                foreach (PSPropertyInfo property in custom.Properties)
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, depth + 1);
                }

                writer.WriteEndObject();
                break;
            case object other:
                writer.WriteStringValue(Convert.ToString(other, CultureInfo.InvariantCulture));
                break;
        }
    }
}
