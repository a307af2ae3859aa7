using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>The certificates of an application: taken from a write, and no longer shown by later reads.</summary>
internal static class KeyCredentials
{
    /// <summary>Checks the credentials of an application that was just written, completes new ones and keeps the old ones' keys.</summary>
    /// <param name="application">The application.</param>
    /// <param name="before">Its credentials before the write; null for a new application.</param>
    /// <param name="ids">Where new key ids come from.</param>
    /// <exception cref="GraphException">A credential is neither new, with a certificate, nor one of those before.</exception>
    public static void Accept(Application application, JsonArray? before, IdSource ids)
    {
        foreach (var entry in application.List("keyCredentials") ?? [])
        {
            var credential = entry!.AsObject();
            if (credential["key"] is { } key)
                Complete(application, credential, Convert.FromBase64String(key.GetValue<string>()), ids);
            else if (before is null || !before.Any(old => IdOf(old) == IdOf(credential)))
                throw GraphException.InvalidProperty("keyCredentials");
        }
    }

    private static void Complete(Application application, JsonObject credential, byte[] content, IdSource ids)
    {
        using var certificate = Load(content);
        credential["key"] = null;
        credential["keyId"] ??= ids.NewGuid().ToString();
        credential["customKeyIdentifier"] ??= certificate.Thumbprint;
        credential["displayName"] ??= certificate.Subject;
        credential["startDateTime"] ??= Instant.Graph(new(certificate.NotBefore));
        credential["endDateTime"] ??= Instant.Graph(new(certificate.NotAfter));
        if (credential["type"]?.GetValue<string>() is null or "")
            credential["type"] = "AsymmetricX509Cert";
        if (credential["usage"]?.GetValue<string>() is null or "")
            credential["usage"] = "Verify";
        application.Certificates[IdOf(credential)!] = content;
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

    private static string? IdOf(JsonNode? credential) => credential?["keyId"]?.GetValue<string>();
}
