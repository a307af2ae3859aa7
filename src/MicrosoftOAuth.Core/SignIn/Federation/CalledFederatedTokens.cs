namespace MicrosoftOAuth.Core;

/// <summary>Tokens of the caller's own making.</summary>
internal sealed class CalledFederatedTokens(Func<CancellationToken, Task<string>> callback, TimeProvider clock) : IFederatedTokens
{
    private const string Remedy = "The script block returns one JSON Web Token of the issuer that the app trusts, as text.";

    public async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        string token;
        try
        {
            token = await callback(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException and not OAuthException)
        {
            throw new OAuthException(OAuthErrorKind.AssertionRefused, $"The script block that brings the federated token failed: {e.Message.TrimEnd('.')}.", Remedy, e);
        }

        return FederatedTokens.Checked(token, "What the script block returned", Remedy, clock);
    }
}
