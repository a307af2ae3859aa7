using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Core.Tests.Tokens;

/// <summary>An issuer with a key of its own: writes tokens, and the documents that it publishes.</summary>
internal sealed class SelfMadeIssuer(string issuer) : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);

    internal string KeyId { get; init; } = "k1";

    /// <summary>What stands beside the key, as Entra puts it there; null for nothing.</summary>
    internal string? KeyIssuer { get; init; }

    internal string Metadata => new JsonObject { ["issuer"] = issuer, ["jwks_uri"] = "https://login.microsoftonline.com/keys" }.ToJsonString();

    internal string Keys
    {
        get
        {
            RSAParameters parameters = _key.ExportParameters(includePrivateParameters: false);
            JsonObject key = new() { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = KeyId, ["n"] = Encode(parameters.Modulus!), ["e"] = Encode(parameters.Exponent!) };
            if (KeyIssuer is not null)
            {
                key["issuer"] = KeyIssuer;
            }

            return new JsonObject { ["keys"] = new JsonArray(key) }.ToJsonString();
        }
    }

    public void Dispose() => _key.Dispose();

    internal string Write(JsonObject claims, JsonObject? header = null)
    {
        header ??= [];
        header["alg"] ??= "RS256";
        header["kid"] ??= KeyId;
        string text = $"{Encode(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        byte[] signature = header["alg"]!.ToString() switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(_key.ExportSubjectPublicKeyInfo(), bytes),
            _ => _key.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return $"{text}.{Encode(signature)}";
    }

    internal static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
