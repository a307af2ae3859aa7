using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Finds the certificate that the options name, and says before anything is sent why it cannot serve.
/// </summary>
internal static class CertificateSource
{
    internal static bool IsGiven(SignInOptions options) =>
        options.Certificate is not null || options.CertificateThumbprint is not null || options.CertificatePath is not null;

    /// <summary>The certificate, with a usable private key and within its time.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.CertificateUnusable"/>, with the reason.</exception>
    internal static X509Certificate2 Open(SignInOptions options, TimeProvider clock)
    {
        int given = new object?[] { options.Certificate, options.CertificateThumbprint, options.CertificatePath }.Count(source => source is not null);
        if (given > 1)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "The certificate is named more than once.",
                "Pass one of -Certificate, -CertificateThumbprint and -CertificatePath.");
        }

        X509Certificate2 certificate = options.Certificate
            ?? (options.CertificatePath is { } path
                ? CertificateFile.Read(path, options.CertificatePassword, options.Machine)
                : FromStore(options.CertificateThumbprint!, options.Machine));
        Check(certificate, clock.GetUtcNow());
        return certificate;
    }

    internal static OAuthException Unusable(string message, string remedy, Exception? cause = null, object? target = null) =>
        new(OAuthErrorKind.CertificateUnusable, message, remedy, cause) { Target = target };

    /// <summary>The user's own store comes first: reading the machine's private keys takes an administrator.</summary>
    private static X509Certificate2 FromStore(string thumbprint, HostMachine machine)
    {
        string digits = string.Concat(thumbprint.Where(Uri.IsHexDigit)).ToUpperInvariant();
        if (digits.Length != 40)
        {
            throw Unusable(
                $"'{thumbprint}' is no thumbprint: that is 40 hexadecimal digits.",
                "Copy it from Cert:\\CurrentUser\\My, or pass a file: -CertificatePath <path>",
                target: thumbprint);
        }

        List<string> refused = [];
        Exception? cause = null;
        X509Certificate2? keyless = null;
        foreach (StoreLocation location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            try
            {
                foreach (X509Certificate2 found in machine.FindCertificates(location, digits))
                {
                    if (found.HasPrivateKey)
                    {
                        return found;
                    }

                    keyless ??= found;
                }
            }
            catch (Exception e) when (e is CryptographicException or UnauthorizedAccessException or System.Security.SecurityException or PlatformNotSupportedException)
            {
                refused.Add($"{location} could not be opened ({e.Message.TrimEnd('.')})");
                cause = e;
            }
        }

        return keyless ?? throw Unusable(
            $"No certificate with the thumbprint {digits} is in the store My of CurrentUser or LocalMachine.{(refused.Count == 0 ? string.Empty : $" {string.Join("; ", refused)}.")}",
            "See what is there: Get-ChildItem Cert:\\CurrentUser\\My, Cert:\\LocalMachine\\My. On Linux and macOS a file is surer: -CertificatePath <path>",
            cause,
            digits);
    }

    private static void Check(X509Certificate2 certificate, DateTimeOffset now)
    {
        string name = $"{certificate.Subject} ({certificate.Thumbprint})";
        if (!certificate.HasPrivateKey)
        {
            throw Unusable(
                $"The certificate {name} is here without its private key, and only that can sign.",
                "Pass the PFX, or a PEM that holds the private key too: -CertificatePath <path>",
                target: certificate.Thumbprint);
        }

        if (new DateTimeOffset(certificate.NotAfter) is var ends && ends <= now)
        {
            throw Unusable(
                string.Format(CultureInfo.InvariantCulture, "The certificate {0} ended at {1:u}.", name, ends.ToUniversalTime()),
                "Add another one to the app, and sign in with that.",
                target: certificate.Thumbprint);
        }

        if (new DateTimeOffset(certificate.NotBefore) is var begins && begins > now)
        {
            throw Unusable(
                string.Format(CultureInfo.InvariantCulture, "The certificate {0} is good only from {1:u}, and by this computer's clock it is {2:u}.", name, begins.ToUniversalTime(), now.ToUniversalTime()),
                "Check this computer's clock and time zone.",
                target: certificate.Thumbprint);
        }

        try
        {
            using RSA? key = certificate.GetRSAPrivateKey();
            if (key is null)
            {
                throw Unusable(
                    $"The certificate {name} has no RSA key, and Microsoft Entra ID takes no other.",
                    "Make one with an RSA key of 2048 bits or more.",
                    target: certificate.Thumbprint);
            }
        }
        catch (CryptographicException e)
        {
            throw Unusable(
                $"The private key of the certificate {name} may not be used by this account, or is gone: {e.Message}",
                "Give this account the right to read the key (certlm.msc, Manage Private Keys), or import the PFX again.",
                e,
                certificate.Thumbprint);
        }
    }
}
