using System.Security;
using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>A client secret (RFC 6749, section 2.3.1).</summary>
internal sealed class SecretProof(SecureString secret) : IAppProof
{
    public string Name => "a client secret";

    public ConfidentialClientApplicationBuilder Attach(ConfidentialClientApplicationBuilder builder) => secret.Length > 0
        ? builder.WithClientSecret(SecureText.Reveal(secret))
        : throw new OAuthException(OAuthErrorKind.InvalidArgument, "The client secret is empty.", "Pass the secret's value: Connect-MsOAuthApp -ClientSecret <secret>");
}
