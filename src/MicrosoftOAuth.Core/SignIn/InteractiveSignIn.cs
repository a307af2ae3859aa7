using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;

namespace MicrosoftOAuth.Core;

/// <summary>Authorization code with PKCE in the system browser, answered on a loopback port (RFC 8252).</summary>
internal sealed class InteractiveSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire) : ISignIn
{
    private readonly UserSession _session = new(options, cloud, wire);

    public bool HasUser => true;

    public Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken) =>
        _session.AcquireAsync(query, (app, account, cancel) => AskAsync(app, account, query, cancel), cancellationToken);

    private Task<AuthenticationResult> AskAsync(IPublicClientApplication app, string? account, TokenQuery query, CancellationToken cancellationToken)
    {
        query.Reports?.Report(new ProgressReport("Signing in", "Waiting for the browser"));
        AcquireTokenInteractiveParameterBuilder request = app.AcquireTokenInteractive(query.Scopes);
        if (account is not null)
        {
            request = request.WithLoginHint(account);
        }

        request = options.Browser is null
            ? request.WithUseEmbeddedWebView(false)
            : request.WithCustomWebUi(new GivenBrowser(options.Browser, account, options.ClientId));
        return FinishAsync(request, query.Reports, cancellationToken);
    }

    private static async Task<AuthenticationResult> FinishAsync(AcquireTokenInteractiveParameterBuilder request, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            reports?.Report(new ProgressReport("Signing in", "Done", 100, IsCompleted: true));
        }
    }

    private sealed class GivenBrowser(OpenBrowser open, string? account, string? clientId) : ICustomWebUi
    {
        public async Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken)
        {
            Uri ended = await open(authorizationUri, redirectUri, account, cancellationToken).ConfigureAwait(false);
            return SignInErrors.OnPage(ended, redirectUri, clientId) is { } refusal ? throw refusal : ended;
        }
    }
}
