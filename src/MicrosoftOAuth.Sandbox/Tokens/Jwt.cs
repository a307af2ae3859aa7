using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>Writes and reads signed tokens (RFC 7519, RS256).</summary>
internal static class Jwt
{
    /// <summary>A token that any standard validator accepts.</summary>
    public static string Write(JsonObject claims) => Write(claims, nonce: null, withThumbprint: false);

    /// <summary>
    /// A token in the form that first-party APIs get: with x5t and, for Microsoft Graph, with a nonce in the header. What is
    /// signed holds the nonce's SHA-256 hash instead, so only the Graph can verify it.
    /// </summary>
    public static string Write(JsonObject claims, string? nonce, bool withThumbprint = true)
    {
        var payload = Base64Url.Encode(claims.ToJsonString(JsonFormat.Wire));
        var signature = SigningKey.Shared.Sign(Header(nonce is null ? null : HashOf(nonce), withThumbprint) + "." + payload);
        return Header(nonce, withThumbprint) + "." + payload + "." + Base64Url.Encode(signature);
    }

    /// <summary>The claims of a token that was signed here, with or without a nonce; null for any other text. The time is the reader's to check.</summary>
    public static JsonObject? Read(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || Base64Url.Decode(parts[2]) is not { } signature)
            return null;
        if (ReadPart(parts[0]) is not { } header || TextOf(header, "alg") != "RS256")
            return null;
        if (TextOf(header, "nonce") is { } nonce)
        {
            header["nonce"] = HashOf(nonce);
            parts[0] = Base64Url.Encode(header.ToJsonString(JsonFormat.Wire));
        }

        if (!SigningKey.Shared.Verify(parts[0] + "." + parts[1], signature))
            return null;
        return ReadPart(parts[1]);
    }

    private static string Header(string? nonce, bool withThumbprint)
    {
        var header = new JsonObject { ["typ"] = "JWT" };
        if (nonce is not null)
            header["nonce"] = nonce;
        header["alg"] = "RS256";
        if (withThumbprint)
            header["x5t"] = SigningKey.Shared.Id;
        header["kid"] = SigningKey.Shared.Id;
        return Base64Url.Encode(header.ToJsonString(JsonFormat.Wire));
    }

    private static string? TextOf(JsonObject header, string name) => header[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string HashOf(string nonce) => Base64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(nonce)));

    private static JsonObject? ReadPart(string part)
    {
        if (Base64Url.Decode(part) is not { } bytes)
            return null;
        try
        {
            return JsonNode.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
