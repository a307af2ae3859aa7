using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Tokens;

/// <summary>
/// A key that signs tokens: RSA 2048 with a self-signed certificate. One serves all tenants, as Entra's keys do: there, too,
/// every tenant's keys document lists the same keys, and only the issuer beside them differs. A token names its tenant, and
/// readers look at that. One also serves all practice worlds of a process, since making one takes longer than anything else.
/// </summary>
internal sealed class SigningKey
{
    private static readonly Lazy<SigningKey> LazyShared = new(() => new("CN=accounts.accesscontrol.windows.net"));
    private static readonly Lazy<SigningKey> LazyWorkloads = new(() => new("CN=practice workload issuer"));

    private readonly object gate = new();
    private readonly RSA key = RSA.Create(2048);
    private readonly byte[] certificate;

    private SigningKey(string subject)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var selfSigned = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero));
        certificate = selfSigned.RawData;
        Id = Base64Url.Encode(selfSigned.GetCertHash());
    }

    /// <summary>The key, made when it is first needed.</summary>
    public static SigningKey Shared => LazyShared.Value;

    /// <summary>The key of the issuers outside Entra whose tokens workloads bring along.</summary>
    public static SigningKey Workloads => LazyWorkloads.Value;

    /// <summary>kid and x5t: the certificate's SHA-1 thumbprint, as in Entra's keys.</summary>
    public string Id { get; }

    public byte[] Sign(string text)
    {
        lock (gate)
            return key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public bool Verify(string text, byte[] signature)
    {
        lock (gate)
            return key.VerifyData(Encoding.ASCII.GetBytes(text), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>The public half as a JSON Web Key (RFC 7517), in the form of Entra's keys document.</summary>
    public JsonObject ToJsonWebKey(string issuer)
    {
        var entry = ToJsonWebKey();
        entry["cloud_instance_name"] = "microsoftonline.com";
        entry["issuer"] = issuer;
        return entry;
    }

    /// <summary>The public half as any issuer publishes it.</summary>
    public JsonObject ToJsonWebKey()
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
        };
    }
}
