using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Clients with certificates, and the assertions they sign, without a library.</summary>
internal static class Assertions
{
    public const string GraphDefault = "https://graph.microsoft.com/.default";
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>Making a key takes longer than all else a test does, so there are two of them: for clients, and for strangers.</summary>
    private static readonly Lazy<RSAParameters> ClientKey = new(NewKey);
    private static readonly Lazy<RSAParameters> StrangersKey = new(NewKey);

    public static X509Certificate2 NewCertificate(DateTimeOffset? until = null, bool isStrangers = false)
    {
        using var key = RSA.Create((isStrangers ? StrangersKey : ClientKey).Value);
        var request = new CertificateRequest("CN=practice client", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), until ?? new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    /// <summary>A registration with a service principal and these certificates.</summary>
    public static async Task<string> NewAppAsync(TenantClient client, params X509Certificate2[] certificates)
    {
        var app = await client.NewAppAsync(new()
        {
            ["displayName"] = "Daemon",
            ["signInAudience"] = "AzureADMyOrg",
            ["keyCredentials"] = new JsonArray([.. certificates.Select(certificate => (JsonNode)new JsonObject
            {
                ["type"] = "AsymmetricX509Cert",
                ["usage"] = "Verify",
                ["key"] = Convert.ToBase64String(certificate.RawData),
            })]),
        });
        var appId = app["appId"]!.ToString();
        await client.GraphAsync(await client.SignInAsync(), "POST", "/servicePrincipals", new JsonObject { ["appId"] = appId });
        return appId;
    }

    public static JsonObject Claims(TenantClient client, string appId, DateTimeOffset? now = null) => new()
    {
        ["aud"] = client.Authority + "/oauth2/v2.0/token",
        ["iss"] = appId,
        ["sub"] = appId,
        ["jti"] = Guid.NewGuid().ToString(),
        ["nbf"] = (now ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds(),
        ["exp"] = (now ?? DateTimeOffset.UtcNow).AddMinutes(10).ToUnixTimeSeconds(),
    };

    public static string Sign(JsonObject claims, X509Certificate2 certificate, bool isPss = true, bool isSha1 = false)
    {
        var header = new JsonObject
        {
            ["alg"] = isPss ? "PS256" : "RS256",
            ["typ"] = "JWT",
            [isSha1 ? "x5t" : "x5t#S256"] = Encode(certificate.GetCertHash(isSha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256)),
        };
        return Sign(header, claims, certificate, isPss);
    }

    public static string Sign(JsonObject header, JsonObject claims, X509Certificate2 certificate, bool isPss)
    {
        using var key = certificate.GetRSAPrivateKey()!;
        var text = Encode(Encoding.UTF8.GetBytes(header.ToJsonString())) + "." + Encode(Encoding.UTF8.GetBytes(claims.ToJsonString()));
        return text + "." + Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1));
    }

    public static Task<GraphAnswer> RedeemAsync(TenantClient client, string appId, string assertion) => client.TokenAsync(
        ("grant_type", "client_credentials"), ("client_id", appId), ("scope", GraphDefault), ("client_assertion_type", JwtBearer), ("client_assertion", assertion));

    private static RSAParameters NewKey()
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }

    public static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
