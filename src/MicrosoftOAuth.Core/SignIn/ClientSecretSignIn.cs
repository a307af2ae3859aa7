using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>The app alone, with its client secret (RFC 6749, section 4.4).</summary>
internal sealed class ClientSecretSignIn : ISignIn
{
    private readonly IConfidentialClientApplication _app;

    internal ClientSecretSignIn(SignInOptions options, MicrosoftCloud cloud, Wire wire)
    {
        if (options is not { ClientId: not null, TenantId: not null, ClientSecret: not null })
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "An app signs in with its client id, its tenant and its secret.",
                "Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant> -ClientSecret <secret>");
        }

        _app = ConfidentialClientApplicationBuilder.Create(options.ClientId)
            .WithAuthority(cloud.Authority(options.TenantId), validateAuthority: false)
            .WithHttpClientFactory(new MsalHttpClientFactory(wire))
            .WithClientSecret(SecureText.Reveal(options.ClientSecret))
            .WithLegacyCacheCompatibility(false)
            .Build();
    }

    public bool HasUser => false;

    public async Task<AccessToken> AcquireAsync(TokenQuery query, CancellationToken cancellationToken)
    {
        AuthenticationResult result = await SignInErrors.GuardAsync(
            () => _app.AcquireTokenForClient(query.Scopes).WithForceRefresh(query.ForceRefresh).ExecuteAsync(cancellationToken),
            _app.AppConfig.ClientId).ConfigureAwait(false);
        return MsalTokens.From(result, _app.AppConfig.ClientId);
    }
}
