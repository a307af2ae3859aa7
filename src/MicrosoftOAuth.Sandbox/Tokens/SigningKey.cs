using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>The key that signs the tenant's tokens: RSA 2048 with a self-signed certificate, made when it is first needed.</summary>
internal sealed class SigningKey
{
    private readonly RSA key = RSA.Create(2048);
    private readonly byte[] certificate;

    public SigningKey(DateTimeOffset now)
    {
        var request = new CertificateRequest("CN=accounts.accesscontrol.windows.net", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var selfSigned = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(5));
        certificate = selfSigned.RawData;
        Id = Base64Url.Encode(selfSigned.GetCertHash());
    }

    /// <summary>kid and x5t: the certificate's SHA-1 thumbprint, as in Entra's keys.</summary>
    public string Id { get; }

    public byte[] Sign(string text) => key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public bool Verify(string text, byte[] signature) =>
        key.VerifyData(Encoding.ASCII.GetBytes(text), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>The public half as a JSON Web Key (RFC 7517), in the form of Entra's keys document.</summary>
    public JsonObject ToJsonWebKey(string issuer)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Id,
            ["x5t"] = Id,
            ["n"] = Base64Url.Encode(parameters.Modulus!),
            ["e"] = Base64Url.Encode(parameters.Exponent!),
            ["x5c"] = new JsonArray(Convert.ToBase64String(certificate)),
            ["cloud_instance_name"] = "microsoftonline.com",
            ["issuer"] = issuer,
        };
    }
}
