using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>
/// User name and password (RFC 6749, section 4.3). Microsoft advises against it
/// (https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc), and so does the warning: multifactor authentication,
/// personal and most federated accounts are out of its reach.
/// </summary>
internal sealed class PasswordSignIn : ISignIn
{
    private readonly IPublicClientApplication _app;
    private readonly SignInOptions _options;
    private readonly UserSession _session;
    private int _warned;

    internal PasswordSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire)
    {
        if (options is not { UserName.Length: > 0, Password.Length: > 0 })
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "A user name and a password are needed.",
                "Connect-MsOAuthApp -Credential (Get-Credential) -ClientId <client id> -TenantId <tenant>");
        }

        if (!SignInAuthority.Of(options, cloud, "organizations").IsEntra)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "User name and password are taken to Microsoft's own authorities only.",
                "Sign in through the browser, without -Credential.");
        }

        _options = options;
        _app = MsalApps.Public(options, cloud, wire);
        SignInLimit limit = new(options.Timeout, wire.Clock);
        _session = new UserSession(_app, options, wire.Clock, (query, _, cancel) => limit.RunAsync(limited => SendAsync(query, limited), cancel));
    }

    public bool HasUser => true;

    public Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken) => _session.AcquireAsync(query, cancellationToken);

    public Task ForgetAsync(CancellationToken cancellationToken) => _session.ForgetAsync(cancellationToken);

    private Task<AuthenticationResult> SendAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            query.Reports?.Report(new WarningReport(
                "Signing in with user name and password exposes the password to this script and fails for accounts with multifactor authentication. A person signs in better through the browser or with -UseDeviceCode, a script with a certificate, a federated token or a managed identity."));
        }

#pragma warning disable CS0618 // MSAL marks it obsolete for the reasons that the warning above gives to the user, who asked for it all the same.
        return _app.AcquireTokenByUsernamePassword(query.Scopes, _options.UserName, SecureText.Reveal(_options.Password!)).WithClaims(query.Claims).ExecuteAsync(cancellationToken);
#pragma warning restore CS0618
    }
}
