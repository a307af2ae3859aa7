using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A token of an issuer that the app trusts by a federated credential. MSAL asks for it again for every token request, so a
/// job may run longer than its first token lasts.
/// </summary>
internal sealed class FederatedProof(IFederatedTokens source) : IAppProof
{
    public string Name => "a federated token";

    public ConfidentialClientApplicationBuilder Attach(ConfidentialClientApplicationBuilder builder) =>
        builder.WithClientAssertion((AssertionRequestOptions request) => source.NextAsync(request.CancellationToken));
}
