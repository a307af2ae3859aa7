namespace MicrosoftOAuth.Core;

/// <summary>
/// The token of a service connection in a job of Azure Pipelines. Source:
/// https://learn.microsoft.com/rest/api/azure/devops/distributedtask/oidctoken/create.
/// </summary>
internal sealed class AzurePipelinesTokens(string? serviceConnectionId, HostMachine machine, Wire wire) : IFederatedTokens
{
    private const string Address = "SYSTEM_OIDCREQUESTURI";
    private const string Bearer = "SYSTEM_ACCESSTOKEN";
    private const string Remedy = "Map the job's token in the step: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)";

    public async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(serviceConnectionId))
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "Azure Pipelines gives tokens to service connections, and none is named.",
                "Pass its id, which stands in its address in the project settings: Connect-MsOAuthApp -AzurePipelines -ServiceConnectionId <id>");
        }

        string[] missing = [.. new[] { Address, Bearer }.Where(name => machine.Variable(name) is null)];
        if (missing.Length > 0)
        {
            throw new OAuthException(OAuthErrorKind.AssertionRefused, $"This is no job of Azure Pipelines, or it may not ask for a token: {string.Join(" and ", missing)} is not set.", Remedy);
        }

        string address = $"{machine.Variable(Address)}?api-version=7.1&serviceConnectionId={Uri.EscapeDataString(serviceConnectionId!)}";
        string token = await JobTokenRequest.SendAsync(wire, HttpMethod.Post, address, machine.Variable(Bearer)!, "oidcToken", "Azure Pipelines", Remedy, cancellationToken).ConfigureAwait(false);
        return FederatedTokens.Checked(token, "The token of Azure Pipelines", Remedy, wire.Clock);
    }
}
