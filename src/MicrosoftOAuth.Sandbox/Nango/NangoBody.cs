using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Nango;

/// <summary>Reads a body as strictly as Nango does: an unknown key is refused.</summary>
internal sealed class NangoBody
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    public static readonly Regex UniqueKeyPattern = new("^[a-zA-Z0-9~:.@ _-]+$", RegexOptions.None, PatternTimeout);

    public static readonly Regex ScopesPattern = new("^[0-9a-zA-Z:/_.*-]+(,[0-9a-zA-Z:/_.*-]+)*$", RegexOptions.ExplicitCapture, PatternTimeout);

    private readonly JsonObject body;
    private readonly string[] path;

    private NangoBody(JsonObject body, string[] path, string[] known)
    {
        this.body = body;
        this.path = path;
        foreach (var pair in body)
        {
            if (!known.Contains(pair.Key, StringComparer.Ordinal))
                throw NangoException.InvalidBody("unrecognized_keys", $"Unrecognized key: \"{pair.Key}\"", path);
        }
    }

    public static NangoBody Read(Call call, params string[] known) =>
        new(JsonBody.Read(call.Body) ?? throw NangoException.InvalidBody("invalid_type", "Invalid input: expected object"), [], known);

    public JsonNode? this[string name] => body[name];

    public bool Has(string name) => body.ContainsKey(name);

    public JsonObject Whole => body;

    /// <summary>An object within; null where it is absent.</summary>
    public NangoBody? Part(string name, params string[] known) => body[name] switch
    {
        null => null,
        JsonObject part => new(part, [.. path, name], known),
        _ => throw NangoException.InvalidBody("invalid_type", "Invalid input: expected object", [.. path, name]),
    };

    public string RequiredText(string name, int longest = int.MaxValue, Regex? pattern = null) =>
        Text(name, longest, pattern) ?? throw NangoException.InvalidBody("invalid_type", "Invalid input: expected string, received undefined", [.. path, name]);

    /// <summary>A string of at least one character; null where it is absent.</summary>
    public string? Text(string name, int longest = int.MaxValue, Regex? pattern = null, bool mayBeEmpty = false)
    {
        if (!body.ContainsKey(name))
            return null;
        if (body[name] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            throw NangoException.InvalidBody("invalid_type", "Invalid input: expected string", [.. path, name]);
        var text = value.GetValue<string>();
        if (text.Length == 0)
            return mayBeEmpty ? text : throw NangoException.InvalidBody("too_small", "Too small: expected string to have >=1 characters", [.. path, name]);
        if (text.Length > longest)
            throw NangoException.InvalidBody("too_big", $"Too big: expected string to have <={longest} characters", [.. path, name]);
        if (pattern is not null && !pattern.IsMatch(text))
            throw NangoException.InvalidBody("invalid_format", $"Invalid string: must match pattern {pattern}", [.. path, name]);
        return text;
    }

    public bool? Flag(string name)
    {
        if (!body.ContainsKey(name))
            return null;
        return body[name] is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False
            ? body[name]!.GetValue<bool>()
            : throw NangoException.InvalidBody("invalid_type", "Invalid input: expected boolean", [.. path, name]);
    }
}
