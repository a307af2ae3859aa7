using System.Security;

namespace MicrosoftOAuth.Core;

/// <summary>One token, as long as it lasts.</summary>
internal sealed class GivenFederatedToken(SecureString token, TimeProvider clock) : IFederatedTokens
{
    public Task<string> NextAsync(CancellationToken cancellationToken) => Task.FromResult(FederatedTokens.Checked(
        SecureText.Reveal(token),
        "The federated token that was brought",
        "Bring a new one, or a source that renews itself: Connect-MsOAuthApp -FederatedTokenFile <path>, or a script block for -FederatedToken",
        clock));
}
