using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>Writes and reads signed tokens (RFC 7519, RS256).</summary>
internal static class Jwt
{
    /// <summary>A token that any standard validator accepts.</summary>
    public static string Write(JsonObject claims, SigningKey? key = null) => Write(claims, nonce: null, withThumbprint: false, key);

    /// <summary>
    /// A token in the form that first-party APIs get: with x5t and, for Microsoft Graph, with a nonce in the header. What is
    /// signed holds the nonce's SHA-256 hash instead, so only the Graph can verify it.
    /// </summary>
    public static string Write(JsonObject claims, string? nonce, bool withThumbprint = true, SigningKey? key = null)
    {
        key ??= SigningKey.Shared;
        var payload = Base64Url.Encode(claims.ToJsonString(JsonFormat.Wire));
        var signature = key.Sign(Header(nonce is null ? null : HashOf(nonce), withThumbprint, key) + "." + payload);
        return Header(nonce, withThumbprint, key) + "." + payload + "." + Base64Url.Encode(signature);
    }

    /// <summary>The claims of a token that was signed here, with or without a nonce; null for any other text. The time is the reader's to check.</summary>
    public static JsonObject? Read(string token)
    {
        if (CompactToken.TryRead(token) is not { Algorithm: "RS256" } read)
            return null;
        var text = read.SignedText;
        if (CompactToken.TextOf(read.Header, "nonce") is { } nonce)
        {
            read.Header["nonce"] = HashOf(nonce);
            text = Base64Url.Encode(read.Header.ToJsonString(JsonFormat.Wire)) + text[text.IndexOf('.', StringComparison.Ordinal)..];
        }

        return SigningKey.Shared.Verify(text, read.Signature) ? read.Claims : null;
    }

    private static string Header(string? nonce, bool withThumbprint, SigningKey key)
    {
        var header = new JsonObject { ["typ"] = "JWT" };
        if (nonce is not null)
            header["nonce"] = nonce;
        header["alg"] = "RS256";
        if (withThumbprint)
            header["x5t"] = key.Id;
        header["kid"] = key.Id;
        return Base64Url.Encode(header.ToJsonString(JsonFormat.Wire));
    }

    private static string HashOf(string nonce) => Base64Url.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(nonce)));
}
