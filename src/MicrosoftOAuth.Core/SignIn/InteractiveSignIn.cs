using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;

namespace MicrosoftOAuth.Core;

/// <summary>Authorization code with PKCE in the system browser, answered on a loopback port (RFC 8252).</summary>
internal sealed class InteractiveSignIn : ISignIn
{
    private readonly SignInOptions _options;
    private readonly TimeProvider _clock;
    private readonly LoopbackRedirect _redirect;
    private readonly bool _isMicrosoft;
    private readonly IPublicClientApplication _app;
    private readonly PersonPrompt _prompt;
    private readonly UserSession _session;

    internal InteractiveSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire, IKeptTokens? kept)
    {
        _options = options;
        _clock = wire.Clock;
        _redirect = LoopbackRedirect.Of(options.RedirectUri);
        _isMicrosoft = SignInAuthority.Of(options, cloud, string.Empty).IsMicrosoft;
        _app = MsalApps.Public(options, cloud, wire, _redirect.Registered);
        _prompt = new PersonPrompt(options, wire.Clock);
        _session = new UserSession(_app, options, wire.Clock, (query, account, cancel) => _prompt.AskAsync(query, limited => OpenAsync(query, account, limited), cancel), kept);
    }

    public bool HasUser => true;

    public Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken) => _session.AcquireAsync(query, cancellationToken);

    public Task ForgetAsync(CancellationToken cancellationToken) => _session.ForgetAsync(cancellationToken);

    private async Task<AuthenticationResult> OpenAsync(TokenQuery query, string? account, CancellationToken cancellationToken)
    {
        query.Reports?.Report(new ProgressReport("Signing in", "Waiting for the browser"));
        AcquireTokenInteractiveParameterBuilder request = _app.AcquireTokenInteractive(query.Scopes).WithClaims(query.Claims);
        if (account is not null)
        {
            request = request.WithLoginHint(account);
        }

        if (!_isMicrosoft)
        {
            // MSAL would ask for select_account, which is optional; without consent a provider may leave offline_access, and so
            // the refresh token, out (OpenID Connect Core, sections 3.1.2.1 and 11).
            request = request.WithPrompt(Prompt.Consent);
        }

        if (_options.Browser is null)
        {
            LoopbackBrowser browser = new(_redirect, _options, _clock, query.Reports);
            request = request.WithCustomWebUi(browser);
            request.OnBeforeTokenRequest(browser.RedeemAsync);
        }
        else
        {
            request = request.WithCustomWebUi(new GivenBrowser(_options.Browser, account, _options.ClientId));
        }

        try
        {
            return await request.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            query.Reports?.Report(new ProgressReport("Signing in", "Done", 100, IsCompleted: true));
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
