using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Tokens;

namespace MicrosoftOAuth.Sandbox.SignIn.Clients;

/// <summary>An assertion that a client has signed with the key of a certificate of its registration ("Microsoft identity platform application authentication certificate credentials").</summary>
internal static class CertificateAssertion
{
    /// <exception cref="SignInException">The assertion is not of this client, not for this authority, out of its time, or not signed with a registered key.</exception>
    public static void Check(CompactToken token, Application application, Authority authority, TenantState tenant)
    {
        if (!application.AppId.Equals(token.Issuer, StringComparison.OrdinalIgnoreCase))
            throw AssertionErrors.OfAnotherClient();
        if (!string.Equals(token.Issuer, token.Subject, StringComparison.OrdinalIgnoreCase))
            throw AssertionErrors.SubjectIsNotIssuer();
        CheckSignature(token, application, tenant.Clock.GetUtcNow());
        if (!token.Audiences.Any(audience => IsFor(audience, authority, tenant)))
            throw AssertionErrors.WrongAudience();
        AssertionTimes.Check(token, tenant.Clock.GetUtcNow());
    }

    private static void CheckSignature(CompactToken token, Application application, DateTimeOffset now)
    {
        var (thumbprint, sha256) = (CompactToken.TextOf(token.Header, "x5t"), CompactToken.TextOf(token.Header, "x5t#S256"));
        if ((thumbprint ?? sha256) is not { } named || Base64Url.Decode(named) is not { } wanted)
            throw AssertionErrors.NoThumbprint();
        var padding = token.Algorithm switch
        {
            "RS256" => RSASignaturePadding.Pkcs1,
            "PS256" => RSASignaturePadding.Pss,
            _ => throw AssertionErrors.Malformed(),
        };
        foreach (var content in application.Certificates.Values)
        {
            using var certificate = new X509Certificate2(content);
            using var hash = thumbprint is null ? (HashAlgorithm)SHA256.Create() : NewSha1();
            if (!hash.ComputeHash(certificate.RawData).AsSpan().SequenceEqual(wanted))
                continue;
            if (now.UtcDateTime < certificate.NotBefore.ToUniversalTime() || now.UtcDateTime > certificate.NotAfter.ToUniversalTime())
                throw AssertionErrors.KeyExpired(application, certificate);
            using var key = certificate.GetRSAPublicKey() ?? throw AssertionErrors.Malformed();
            if (!key.VerifyData(Encoding.ASCII.GetBytes(token.SignedText), token.Signature, HashAlgorithmName.SHA256, padding))
                throw AssertionErrors.WrongSignature(application, certificate);
            return;
        }

        throw AssertionErrors.KeyNotFound(application, Convert.ToHexString(wanted));
    }

    /// <summary>The token endpoint of version 1 or 2, or the issuer, of the tenant that was asked or of the address as it was written.</summary>
    private static bool IsFor(string audience, Authority authority, TenantState tenant)
    {
        if (!Uri.TryCreate(audience, UriKind.Absolute, out var address) || address.Scheme != "https" || !CloudHosts.IsSignIn(address.Host))
            return false;
        var path = address.AbsolutePath.Trim('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (named, rest) = slash < 0 ? (path, "") : (path[..slash], path[(slash + 1)..]);
        return (named.Equals(authority.Segment, StringComparison.OrdinalIgnoreCase) || tenant.World.FindTenant(named) == tenant)
            && rest.ToLowerInvariant() is "oauth2/v2.0/token" or "oauth2/token" or "v2.0" or "";
    }

    /// <summary>The header x5t is the SHA-1 hash by its definition (RFC 7515, section 4.1.7); it names a key and proves nothing.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "RFC 7515 names it.")]
    private static SHA1 NewSha1() => SHA1.Create();
}
