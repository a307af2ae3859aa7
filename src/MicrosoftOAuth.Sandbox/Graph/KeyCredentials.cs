using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The keys of applications and service principals: taken from a write, and shown later to those alone who select them.</summary>
internal static class KeyCredentials
{
    /// <summary>Checks the credentials of an object that was just written, completes new ones and keeps the old ones' keys.</summary>
    /// <param name="item">The application or service principal.</param>
    /// <param name="before">Its credentials before the write; null for a new object.</param>
    /// <param name="tenant">The tenant.</param>
    /// <exception cref="GraphException">A credential is neither new, with a key, nor one of those before.</exception>
    public static void Accept(DirectoryObject item, JsonArray? before, TenantState tenant)
    {
        foreach (var entry in item.List("keyCredentials") ?? [])
        {
            var credential = entry!.AsObject();
            if (credential["key"] is { } key)
                Complete(item, credential, Convert.FromBase64String(key.GetValue<string>()), tenant);
            else if (before is null || !before.Any(old => IdOf(old) == IdOf(credential)))
                throw GraphException.InvalidProperty("keyCredentials", item.Shape.ShortName);
        }
    }

    /// <summary>The credentials with their keys, as a read that selects them gets them.</summary>
    public static JsonArray WithKeys(DirectoryObject item)
    {
        var shown = (JsonArray)(item.List("keyCredentials")?.DeepClone() ?? new JsonArray());
        foreach (var credential in shown)
        {
            if (((ISecretHolder)item).Certificates.TryGetValue(IdOf(credential) ?? "", out var content))
                credential!["key"] = Convert.ToBase64String(content);
        }

        return shown;
    }

    private static void Complete(DirectoryObject item, JsonObject credential, byte[] content, TenantState tenant)
    {
        var isSymmetric = credential["type"]?.GetValue<string>() == "Symmetric";
        if (isSymmetric)
            CompleteKey(credential, tenant);
        else
            CompleteCertificate(item, credential, content);
        credential["key"] = null;
        credential["keyId"] ??= tenant.Ids.NewGuid().ToString();
        if (credential["usage"]?.GetValue<string>() is null or "")
            credential["usage"] = "Verify";
        CredentialPolicy.CheckKey(item, isSymmetric, TimeOf(credential, "endDateTime") - TimeOf(credential, "startDateTime"), tenant.Directory);
        ((ISecretHolder)item).Certificates[IdOf(credential)!] = content;
    }

    private static void CompleteKey(JsonObject credential, TenantState tenant)
    {
        var now = Instant.WholeSeconds(tenant.Clock.GetUtcNow());
        credential["startDateTime"] ??= Instant.Graph(now);
        credential["endDateTime"] ??= Instant.Graph(now.AddYears(1));
    }

    private static void CompleteCertificate(DirectoryObject item, JsonObject credential, byte[] content)
    {
        using var certificate = Load(content);
        credential["customKeyIdentifier"] ??= certificate.Thumbprint;
        credential["displayName"] ??= certificate.Subject;
        credential["startDateTime"] ??= Instant.Graph(new(certificate.NotBefore));
        credential["endDateTime"] ??= Instant.Graph(new(certificate.NotAfter));
        if (TimeOf(credential, "endDateTime") > Instant.WholeSeconds(new DateTimeOffset(certificate.NotAfter)))
        {
            throw new GraphException(400, "KeyCredentialsInvalidEndDate", "Key credential end date is invalid.")
            {
                Details = [new JsonObject { ["code"] = "KeyCredentialsInvalidEndDate", ["message"] = $"Key credential end date is later than the certificate's, on {item.Shape.ShortName}.", ["target"] = "keyCredentials" }],
            };
        }

        if (credential["type"]?.GetValue<string>() is null or "")
            credential["type"] = "AsymmetricX509Cert";
    }

    private static X509Certificate2 Load(byte[] content)
    {
        try
        {
            return new(content);
        }
        catch (CryptographicException)
        {
            throw GraphException.BadRequest("Key credential value is not a valid certificate.");
        }
    }

    private static DateTimeOffset TimeOf(JsonObject credential, string property) =>
        Instant.TryParse(credential[property]!.GetValue<string>(), out var time) ? time : default;

    private static string? IdOf(JsonNode? credential) => credential?["keyId"]?.GetValue<string>();
}
