using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>A signature made with the private key of one of the app's certificates (RFC 7523, section 2.2).</summary>
internal sealed class CertificateProof(SignInOptions options, TimeProvider clock) : IAppProof
{
    public string Name => "a certificate";

    public ConfidentialClientApplicationBuilder Attach(ConfidentialClientApplicationBuilder builder) =>
        builder.WithCertificate(CertificateSource.Open(options, clock), options.SendCertificateChain);
}
