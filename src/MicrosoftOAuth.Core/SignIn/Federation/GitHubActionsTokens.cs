namespace MicrosoftOAuth.Core;

/// <summary>
/// The token of a GitHub Actions job. Source:
/// https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token.
/// </summary>
internal sealed class GitHubActionsTokens(HostMachine machine, MicrosoftCloud cloud, Wire wire) : IFederatedTokens
{
    private const string Address = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string Bearer = "ACTIONS_ID_TOKEN_REQUEST_TOKEN";
    private const string Remedy = "Add to the workflow or the job: permissions: { id-token: write, contents: read }";

    public async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        if (machine.Variable(Address) is not { } address || machine.Variable(Bearer) is not { } bearer)
        {
            throw new OAuthException(
                OAuthErrorKind.AssertionRefused,
                machine.Variable("GITHUB_ACTIONS") is null
                    ? $"This is no job of GitHub Actions: {Address} and {Bearer} are not set."
                    : $"The job of GitHub Actions may not ask for a token: {Address} and {Bearer} are not both set.",
                Remedy);
        }

        string query = (address.Contains('?') ? "&" : "?") + "audience=" + Uri.EscapeDataString(cloud.TokenExchangeAudience);
        string token = await JobTokenRequest.SendAsync(wire, HttpMethod.Get, address + query, bearer, "value", "GitHub Actions", Remedy, cancellationToken).ConfigureAwait(false);
        return FederatedTokens.Checked(token, "The token of GitHub Actions", Remedy, wire.Clock);
    }
}
