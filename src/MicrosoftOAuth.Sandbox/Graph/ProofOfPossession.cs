using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The proof that addKey and removeKey want: a JWT signed with a present certificate ("Generate proof of possession tokens for rolling keys").</summary>
internal static class ProofOfPossession
{
    private const string Audience = "00000002-0000-0000-c000-000000000000";
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <exception cref="GraphException">It is no such proof.</exception>
    public static void Check(string? proof, ISecretHolder holder, DateTimeOffset now)
    {
        if (proof is null || !IsProof(proof.Split('.'), holder, now))
            throw new GraphException(401, "Authentication_MissingOrMalformed", "Access Token missing or malformed.");
    }

    private static bool IsProof(string[] parts, ISecretHolder holder, DateTimeOffset now)
    {
        if (parts.Length != 3 || Read(parts[0]) is not { } header || Read(parts[1]) is not { } claims || Base64Url.Decode(parts[2]) is not { } signature)
            return false;
        return claims["aud"]?.ToString() == Audience
            && claims["iss"]?.ToString() == holder.Id
            && TimeOf(claims["nbf"]) is { } start && TimeOf(claims["exp"]) is { } end
            && end - start <= LongestLifetime && start <= now + ClockSkew && end >= now - ClockSkew
            && holder.Certificates.Values.Any(content => IsSignedWith(content, header["alg"]?.ToString(), Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), signature, now));
    }

    private static bool IsSignedWith(byte[] content, string? algorithm, byte[] data, byte[] signature, DateTimeOffset now)
    {
        using var certificate = new X509Certificate2(content);
        using var key = certificate.GetRSAPublicKey();
        return key is not null && algorithm is "RS256" or "PS256"
            && certificate.NotAfter.ToUniversalTime() > now.UtcDateTime
            && key!.VerifyData(data, signature, HashAlgorithmName.SHA256, algorithm == "PS256" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }

    private static JsonObject? Read(string part) => Base64Url.Decode(part) is { } bytes ? JsonBody.Read(Encoding.UTF8.GetString(bytes)) : null;

    private static DateTimeOffset? TimeOf(JsonNode? value) =>
        value is JsonValue number && number.TryGetValue<long>(out var seconds) && seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
