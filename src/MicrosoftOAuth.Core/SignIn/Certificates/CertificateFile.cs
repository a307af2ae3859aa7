using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Core;

/// <summary>Reads a certificate with its private key from a PFX (PKCS #12) or a PEM (RFC 7468).</summary>
internal static class CertificateFile
{
    /// <summary>ERROR_INVALID_PASSWORD as an HRESULT: what every platform's PFX reader answers to a wrong password.</summary>
    private const int WrongPassword = unchecked((int)0x80070056);

    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.CertificateUnusable"/>, with the reason.</exception>
    internal static X509Certificate2 Read(string path, SecureString? password, HostMachine machine)
    {
        byte[] content = Load(path, machine);
        if (PemText.TryRead(content) is { } pem)
        {
            return pem.ToCertificate(path, password);
        }

        X509ContentType type = TypeOf(content);
        if (type is X509ContentType.Cert or X509ContentType.Pkcs7)
        {
            throw CertificateSource.Unusable(
                $"{path} holds a certificate without its private key, and only that can sign.",
                "Pass the PFX, or a PEM that holds the private key too: -CertificatePath <path>",
                target: path);
        }

        if (type != X509ContentType.Pkcs12)
        {
            throw CertificateSource.Unusable($"{path} is no certificate: neither a PFX nor a PEM.", "Pass a PFX or a PEM: -CertificatePath <path>", target: path);
        }

        try
        {
            return new X509Certificate2(content, password is null ? null : SecureText.Reveal(password), KeyStorage);
        }
        catch (CryptographicException e) when (e.HResult == WrongPassword)
        {
            throw CertificateSource.Unusable(
                password is null ? $"{path} is locked by a password." : $"The password does not open {path}.",
                "Pass its password: -CertificatePassword (Read-Host -AsSecureString)",
                e,
                path);
        }
        catch (CryptographicException e)
        {
            throw CertificateSource.Unusable($"{path} is a damaged PFX, or one of a kind that this system cannot read: {e.Message}", "Export it again.", e, path);
        }
    }

    /// <summary>Private keys stay in memory where the system allows it, and leave no file behind.</summary>
    internal static X509KeyStorageFlags KeyStorage =>
        OperatingSystem.IsMacOS() ? X509KeyStorageFlags.DefaultKeySet : X509KeyStorageFlags.EphemeralKeySet;

    private static byte[] Load(string path, HostMachine machine)
    {
        try
        {
            return machine.ReadFile(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CertificateSource.Unusable($"There is no file {path}.", "Check -CertificatePath.", e, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw CertificateSource.Unusable($"{path} cannot be read: {e.Message}", "Check -CertificatePath and the rights on the file.", e, path);
        }
    }

    private static X509ContentType TypeOf(byte[] content)
    {
        try
        {
            return content.Length == 0 ? X509ContentType.Unknown : X509Certificate2.GetCertContentType(content);
        }
        catch (CryptographicException)
        {
            return X509ContentType.Unknown;
        }
    }
}
