using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Core;

/// <summary>RSA private keys from PEM, which .NET Framework has no reader for.</summary>
internal static class PemKeys
{
    /// <summary>A key of the label PRIVATE KEY (PKCS #8) or RSA PRIVATE KEY (PKCS #1), not encrypted.</summary>
    internal static RSA Read(string label, string pem)
    {
#if NETFRAMEWORK
        byte[] der = Der(pem);
        return new RSACng(CngKey.Import(label == "RSA PRIVATE KEY" ? AsPkcs8(der) : der, CngKeyBlobFormat.Pkcs8PrivateBlob));
#else
        _ = label;
        return Filled(rsa => rsa.ImportFromPem(pem));
#endif
    }

    /// <summary>A key of the label ENCRYPTED PRIVATE KEY (PKCS #8).</summary>
    internal static RSA Decrypt(string pem, string password)
    {
#if NETFRAMEWORK
        throw new PlatformNotSupportedException("Windows PowerShell cannot open an encrypted PEM; PowerShell 7 can.");
#else
        return Filled(rsa => rsa.ImportFromEncryptedPem(pem, password));
#endif
    }

    /// <summary>The certificate together with its key, in a form that every platform signs with.</summary>
    internal static X509Certificate2 Join(X509Certificate2 certificate, RSA key)
    {
        using X509Certificate2 joined = certificate.CopyWithPrivateKey(key);
        return new X509Certificate2(joined.Export(X509ContentType.Pfx), (string?)null, CertificateFile.KeyStorage);
    }

#if NETFRAMEWORK
    private static byte[] Der(string pem)
    {
        string[] lines = pem.Split('\n');
        return Convert.FromBase64String(string.Concat(lines.Where(line => !line.StartsWith("-----", StringComparison.Ordinal))));
    }

    /// <summary>PrivateKeyInfo (RFC 5208, section 5) around a PKCS #1 key: version 0, rsaEncryption, the key.</summary>
    private static byte[] AsPkcs8(byte[] key)
    {
        byte[] head = [0x02, 0x01, 0x00, 0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00];
        return Tagged(0x30, [.. head, .. Tagged(0x04, key)]);
    }

    private static byte[] Tagged(byte tag, byte[] content) => content.Length switch
    {
        < 0x80 => [tag, (byte)content.Length, .. content],
        < 0x100 => [tag, 0x81, (byte)content.Length, .. content],
        _ => [tag, 0x82, (byte)(content.Length >> 8), (byte)content.Length, .. content],
    };
#else
    private static RSA Filled(Action<RSA> fill)
    {
        RSA rsa = RSA.Create();
        try
        {
            fill(rsa);
            return rsa;
        }
        catch
        {
            rsa.Dispose();
            throw;
        }
    }
#endif
}
