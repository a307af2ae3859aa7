using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace MicrosoftOAuth.Core;

/// <summary>What an issuer publishes about itself (OpenID Connect Discovery 1.0).</summary>
/// <param name="Configuration">Its <c>openid-configuration</c>.</param>
/// <param name="Keys">The keys at its <c>jwks_uri</c>.</param>
internal sealed record IssuerDocument(OpenIdConnectConfiguration Configuration, JsonWebKeySet Keys);
