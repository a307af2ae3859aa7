using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Sandbox.Server.Certificates;

/// <summary>
/// A certificate authority for the practice world's host names alone, with a certificate for them. It lives for some days,
/// and its private key is nowhere but in this process.
/// </summary>
internal sealed class PracticeAuthority : IDisposable
{
    public const string Name = "CN=Practice tenant (for tests on this machine only)";

    /// <summary>How long the certificates are good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromHours(1);

    private readonly X509Certificate2 certificate;
    private readonly IReadOnlyList<string> hostNames;
    private readonly DateTimeOffset notBefore;
    private readonly DateTimeOffset notAfter;

    public PracticeAuthority(IReadOnlyList<string> hostNames, DateTimeOffset now)
    {
        this.hostNames = hostNames;
        notBefore = now - ClockTolerance;
        notAfter = now + Lifetime;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority(pathLengthConstraint: 0));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(NameConstraints.PermitOnly(hostNames));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        certificate = request.CreateSelfSigned(notBefore, notAfter);
    }

    /// <summary>The authority's own certificate, without its key.</summary>
    public X509Certificate2 Certificate => X509CertificateLoader.LoadCertificate(certificate.RawData);

    /// <summary>The authority's own certificate as PEM.</summary>
    public string CertificatePem => certificate.ExportCertificatePem() + "\n";

    /// <summary>A certificate, with its key, for all of the practice world's hosts.</summary>
    public X509Certificate2 IssueForHosts() => Issue(hostNames);

    /// <summary>A certificate for other names: what the constraints make worthless.</summary>
    internal X509Certificate2 Issue(IReadOnlyList<string> names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Practice tenant", key, HashAlgorithmName.SHA256);
        var subjectNames = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
            subjectNames.AddDnsName(name);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForEndEntity(critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], critical: false));
        request.CertificateExtensions.Add(subjectNames.Build());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var serialNumber = RandomNumberGenerator.GetBytes(16);
        serialNumber[0] &= 0x7F;
        using var issued = request.Create(certificate, notBefore, notAfter, serialNumber);
        var withKey = issued.CopyWithPrivateKey(key);
        if (!OperatingSystem.IsWindows())
            return withKey;

        // SChannel does not take a key that lives in memory alone; loading it from PKCS #12 gives it a place for this process.
        using (withKey)
            return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), password: null);
    }

    public void Dispose() => certificate.Dispose();
}
