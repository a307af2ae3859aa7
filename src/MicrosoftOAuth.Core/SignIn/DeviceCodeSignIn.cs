using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>A code that the person types into a browser on any device (RFC 8628).</summary>
internal sealed class DeviceCodeSignIn : ISignIn
{
    private readonly IPublicClientApplication _app;
    private readonly PersonPrompt _prompt;
    private readonly UserSession _session;

    internal DeviceCodeSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire, IKeptTokens? kept)
    {
        SignInAuthority authority = SignInAuthority.Of(options, cloud, "organizations");
        if (!authority.IsEntra)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"Device codes are offered for Microsoft's own authorities only, and {authority.Address} is none.",
                "Sign in through the browser, without -UseDeviceCode.");
        }

        _app = MsalApps.Public(options, cloud, wire);
        _prompt = new PersonPrompt(options, wire.Clock);
        _session = new UserSession(_app, options, wire.Clock, (query, _, cancel) => _prompt.AskAsync(query, limited => ShowAsync(query, limited), cancel), kept);
    }

    public bool HasUser => true;

    public Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken) => _session.AcquireAsync(query, cancellationToken);

    public Task ForgetAsync(CancellationToken cancellationToken) => _session.ForgetAsync(cancellationToken);

    private async Task<AuthenticationResult> ShowAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        const string Activity = "Signing in with a device code";
        try
        {
            return await _app.AcquireTokenWithDeviceCode(
                query.Scopes,
                code =>
                {
                    query.Reports?.Report(new DeviceCodeReport(code.Message, code.UserCode, new Uri(code.VerificationUrl), code.ExpiresOn));
                    query.Reports?.Report(new ProgressReport(Activity, $"Waiting for {code.UserCode} at {code.VerificationUrl}"));
                    return Task.CompletedTask;
                }).WithClaims(query.Claims).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            query.Reports?.Report(new ProgressReport(Activity, "Done", 100, IsCompleted: true));
        }
    }
}
