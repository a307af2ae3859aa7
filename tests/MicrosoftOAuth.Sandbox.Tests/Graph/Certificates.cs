using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.Graph;

/// <summary>Self-signed certificates, and the proof that one is held.</summary>
internal static class Certificates
{
    public static X509Certificate2 New(int days = 365)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Practice", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddDays(days));
    }

    public static JsonObject Credential(X509Certificate2 certificate) => new()
    {
        ["type"] = "AsymmetricX509Cert",
        ["usage"] = "Verify",
        ["key"] = Convert.ToBase64String(certificate.RawData),
    };

    public static string Proof(X509Certificate2 certificate, string issuer, DateTimeOffset now, string audience = "00000002-0000-0000-c000-000000000000", int minutes = 10)
    {
        static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var header = Encode(Encoding.UTF8.GetBytes("""{"alg":"RS256","typ":"JWT"}"""));
        var claims = new JsonObject { ["aud"] = audience, ["iss"] = issuer, ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(minutes).ToUnixTimeSeconds() };
        var content = header + "." + Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        using var key = certificate.GetRSAPrivateKey()!;
        return content + "." + Encode(key.SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}
