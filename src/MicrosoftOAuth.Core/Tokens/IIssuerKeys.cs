using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MicrosoftOAuth.Core;

/// <summary>Brings what an issuer publishes about itself (OpenID Connect Discovery 1.0).</summary>
internal interface IIssuerKeys
{
    /// <param name="metadata">The address of the issuer's <c>openid-configuration</c>.</param>
    /// <param name="keyId">A key that has to be among them, if the issuer has it by now.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OAuthException">It cannot be had.</exception>
    Task<IssuerDocument> GetAsync(Uri metadata, string? keyId, CancellationToken cancellationToken);
}

/// <summary>What an issuer publishes.</summary>
/// <param name="Configuration">Its <c>openid-configuration</c>.</param>
/// <param name="Keys">The keys at its <c>jwks_uri</c>.</param>
internal sealed record IssuerDocument(OpenIdConnectConfiguration Configuration, JsonWebKeySet Keys);
