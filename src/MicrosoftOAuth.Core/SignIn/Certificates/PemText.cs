using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The blocks of a PEM file (RFC 7468), in any order: certificates, of which the one that the key belongs to counts, and one
/// private key, encrypted (PKCS #8) or not.
/// </summary>
internal sealed class PemText
{
    private static readonly Regex s_block = new(
        @"-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<body>.*?)-----END \k<label>-----",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        TimeSpan.FromSeconds(5));

    private readonly IReadOnlyList<(string Label, string Text, string Body)> _blocks;

    private PemText(IReadOnlyList<(string Label, string Text, string Body)> blocks) => _blocks = blocks;

    /// <summary>Reads the blocks; null where the content is no PEM.</summary>
    internal static PemText? TryRead(byte[] content)
    {
        string text = Encoding.UTF8.GetString(content);
        return text.Contains("-----BEGIN ")
            ? new PemText([.. s_block.Matches(text).Cast<Match>().Select(match => (match.Groups["label"].Value, match.Value, match.Groups["body"].Value))])
            : null;
    }

    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.CertificateUnusable"/>, with the reason.</exception>
    internal X509Certificate2 ToCertificate(string path, SecureString? password)
    {
        X509Certificate2[] certificates = [.. _blocks.Where(block => block.Label is "CERTIFICATE" or "X509 CERTIFICATE").Select(block => Certificate(block.Body, path))];
        if (certificates.Length == 0)
        {
            throw CertificateSource.Unusable($"{path} holds no certificate.", "Put the block CERTIFICATE into the same file as the private key.", target: path);
        }

        (string label, string text, _) = _blocks.FirstOrDefault(block => block.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal));
        if (label is null)
        {
            throw CertificateSource.Unusable(
                $"{path} holds a certificate without its private key, and only that can sign.",
                "Put the block PRIVATE KEY into the same file as the certificate.",
                target: path);
        }

        using RSA key = Key(label, text, path, password);
        byte[] modulus = key.ExportParameters(includePrivateParameters: false).Modulus!;
        X509Certificate2 own = Array.Find(certificates, certificate => IsOf(certificate, modulus)) ?? throw CertificateSource.Unusable(
            $"The private key in {path} belongs to none of the certificates there.",
            "Put a certificate and its own private key into one file.",
            target: path);
        return PemKeys.Join(own, key);
    }

    private static RSA Key(string label, string text, string path, SecureString? password)
    {
        bool isEncrypted = label == "ENCRYPTED PRIVATE KEY" || text.Contains("Proc-Type: 4,ENCRYPTED");
        if (isEncrypted && password is null)
        {
            throw CertificateSource.Unusable($"The private key in {path} is locked by a password.", "Pass its password: -CertificatePassword (Read-Host -AsSecureString)", target: path);
        }

        try
        {
            return label switch
            {
                "ENCRYPTED PRIVATE KEY" => PemKeys.Decrypt(text, SecureText.Reveal(password!)),
                "RSA PRIVATE KEY" when isEncrypted => throw CertificateSource.Unusable(
                    $"The private key in {path} is encrypted in OpenSSL's old way, which is not read here.",
                    "Turn it into PKCS #8: openssl pkcs8 -topk8 -in key.pem -out new.pem",
                    target: path),
                "PRIVATE KEY" or "RSA PRIVATE KEY" => PemKeys.Read(label, text),
                _ => throw CertificateSource.Unusable($"The key in {path} is an '{label}', and Microsoft Entra ID takes RSA keys alone.", "Make a certificate with an RSA key of 2048 bits or more.", target: path),
            };
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FormatException)
        {
            throw isEncrypted
                ? CertificateSource.Unusable($"The password does not open the private key in {path}, or the key is damaged.", "Pass its password: -CertificatePassword (Read-Host -AsSecureString)", e, path)
                : CertificateSource.Unusable($"The private key in {path} is damaged, or is no RSA key.", "Export it again, with an RSA key.", e, path);
        }
        catch (PlatformNotSupportedException e)
        {
            throw CertificateSource.Unusable(e.Message, "Make a PFX of it: openssl pkcs12 -export -in file.pem -out file.pfx", e, path);
        }
    }

    private static X509Certificate2 Certificate(string body, string path)
    {
        try
        {
            return new X509Certificate2(Convert.FromBase64String(body));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            throw CertificateSource.Unusable($"A certificate in {path} is damaged.", "Export it again.", e, path);
        }
    }

    private static bool IsOf(X509Certificate2 certificate, byte[] modulus)
    {
        using RSA? key = certificate.GetRSAPublicKey();
        return key is not null && key.ExportParameters(includePrivateParameters: false).Modulus!.SequenceEqual(modulus);
    }
}
