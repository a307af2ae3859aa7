using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>A code that the person types into a browser on any device (RFC 8628).</summary>
internal sealed class DeviceCodeSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire) : ISignIn
{
    private readonly UserSession _session = new(options, cloud, wire);

    public bool HasUser => true;

    public Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken) =>
        _session.AcquireAsync(query, (app, _, cancel) => AskAsync(app, query, cancel), cancellationToken);

    private static async Task<AuthenticationResult> AskAsync(IPublicClientApplication app, TokenQuery query, CancellationToken cancellationToken)
    {
        const string Activity = "Signing in with a device code";
        try
        {
            return await app.AcquireTokenWithDeviceCode(
                query.Scopes,
                code =>
                {
                    query.Reports?.Report(new DeviceCodeReport(code.Message, code.UserCode, new Uri(code.VerificationUrl), code.ExpiresOn));
                    query.Reports?.Report(new ProgressReport(Activity, $"Waiting for {code.UserCode} at {code.VerificationUrl}"));
                    return Task.CompletedTask;
                }).ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            query.Reports?.Report(new ProgressReport(Activity, "Done", 100, IsCompleted: true));
        }
    }
}
