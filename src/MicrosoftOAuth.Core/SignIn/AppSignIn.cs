using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>The app alone, with any proof: client credentials (RFC 6749, section 4.4).</summary>
internal sealed class AppSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire, IAppProof proof) : ISignIn
{
    private readonly IConfidentialClientApplication _app = MsalApps.Confidential(options, cloud, wire, proof);
    private readonly SignInLimit _limit = new(options.Timeout, wire.Clock);

    public bool HasUser => false;

    public async Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        // The context's gate holds the token; a copy in MSAL would only outlive it.
        AcquireTokenForClientParameterBuilder request = _app.AcquireTokenForClient(query.Scopes).WithForceRefresh(true);
        if (query.Claims is not null)
        {
            request = request.WithClaims(query.Claims);
        }

        AuthenticationResult result = await _limit.RunAsync(
            limited => SignInErrors.GuardAsync(() => request.ExecuteAsync(limited), _app.AppConfig.ClientId),
            cancellationToken).ConfigureAwait(false);
        return MsalTokens.From(result, _app.AppConfig.ClientId, wire.Clock);
    }

    public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
