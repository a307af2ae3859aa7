using System.Globalization;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>A signed token that somebody has sent (RFC 7519), taken apart and not yet believed.</summary>
internal sealed class CompactToken
{
    private CompactToken(JsonObject header, JsonObject claims, string signedText, byte[] signature)
    {
        Header = header;
        Claims = claims;
        SignedText = signedText;
        Signature = signature;
    }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    /// <summary>What the signature is over: the first two parts as they were sent.</summary>
    public string SignedText { get; }

    public byte[] Signature { get; }

    public string Algorithm => TextOf(Header, "alg") ?? "";

    public string? Issuer => TextOf(Claims, "iss");

    public string? Subject => TextOf(Claims, "sub");

    public IReadOnlyList<string> Audiences => Claims["aud"] is JsonArray several
        ? [.. several.OfType<JsonValue>().Select(item => item.ToString())]
        : TextOf(Claims, "aud") is { } one ? [one] : [];

    /// <summary>The token in a text; null where the text is something else.</summary>
    public static CompactToken? TryRead(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 3 && ReadPart(parts[0]) is { } header && ReadPart(parts[1]) is { } claims && Base64Url.Decode(parts[2]) is { } signature
            ? new(header, claims, parts[0] + "." + parts[1], signature)
            : null;
    }

    /// <summary>A text of the header or the claims; null where it is absent or of another kind.</summary>
    public static string? TextOf(JsonObject part, string name) => part[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>A moment among the claims, in seconds since 1970; null without one. MSAL writes it as a string, against the RFC, and Entra takes both.</summary>
    public double? TimeOf(string name)
    {
        if (Claims[name] is not JsonValue value)
            return null;
        if (value.TryGetValue<double>(out var number))
            return number;
        return value.TryGetValue<string>(out var text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
    }

    private static JsonObject? ReadPart(string part) =>
        Base64Url.Decode(part) is { } bytes ? JsonBody.Read(System.Text.Encoding.UTF8.GetString(bytes)) : null;
}
