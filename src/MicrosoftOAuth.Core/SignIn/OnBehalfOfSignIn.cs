using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;

namespace MicrosoftOAuth.Core;

/// <summary>
/// An API that goes on in the name of the user who called it (RFC 7523, section 2.1;
/// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow). The user's token lives an hour, so it is
/// exchanged once and the refresh token that comes back renews the session; where none comes, the exchange is repeated for as
/// long as the user's token lasts.
/// </summary>
internal sealed class OnBehalfOfSignIn : ISignIn
{
    private readonly IConfidentialClientApplication _app;
    private readonly string _userToken;
    private readonly TimeProvider _clock;
    private readonly SignInLimit _limit;
    private string? _process;

    internal OnBehalfOfSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire)
    {
        if (options.UserAssertion is null)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "An API goes on in a user's name with the access token that the user called it with.",
                "Pass it: Connect-MsOAuthApp -UserAssertion <token>");
        }

        _clock = wire.Clock;
        _limit = new SignInLimit(options.Timeout, wire.Clock);
        _userToken = SecureText.Reveal(options.UserAssertion);
        _app = MsalApps.Confidential(options, cloud, wire, AppProof.Of(options, cloud, wire));
    }

    public bool HasUser => true;

    public async Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        AuthenticationResult result = await _limit.RunAsync(
            limited => SignInErrors.GuardAsync(() => ExchangeAsync(query, limited), _app.AppConfig.ClientId),
            cancellationToken).ConfigureAwait(false);
        return MsalTokens.From(result, _app.AppConfig.ClientId, _clock);
    }

    public Task ForgetAsync(CancellationToken cancellationToken)
    {
        string? process = Interlocked.Exchange(ref _process, null);
        return process is null ? Task.CompletedTask : ((ILongRunningWebApi)_app).StopLongRunningProcessInWebApiAsync(process, cancellationToken);
    }

    private async Task<AuthenticationResult> ExchangeAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        ILongRunningWebApi api = (ILongRunningWebApi)_app;
        if (_process is not null)
        {
            try
            {
                return await api.AcquireTokenInLongRunningProcess(query.Scopes, _process)
                    .WithForceRefresh(query.SkipCache)
                    .WithClaims(query.Claims)
                    .ExecuteAsync(cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (MsalClientException e) when (e.ErrorCode == MsalError.OboCacheKeyNotInCacheError)
            {
                query.Reports?.Report(new VerboseReport("No refresh token came with the user's session; the user's token is exchanged again."));
            }
        }

        string? process = null;
        AuthenticationResult result = await api.InitiateLongRunningProcessInWebApi(query.Scopes, _userToken, ref process)
            .WithForceRefresh(query.SkipCache)
            .WithClaims(query.Claims)
            .ExecuteAsync(cancellationToken)
            .ConfigureAwait(false);
        _process = process;
        return result;
    }
}
