using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>MSAL's two kinds of applications, set up alike.</summary>
internal static class MsalApps
{
    /// <summary>
    /// cp1: this client can answer a claims challenge, so it gets the long-lived tokens of continuous access evaluation
    /// (https://learn.microsoft.com/entra/identity-platform/app-resilience-continuous-access-evaluation).
    /// </summary>
    internal static readonly string[] Capabilities = ["cp1"];

    /// <summary>An app that cannot keep a secret.</summary>
    internal static IPublicClientApplication Public(SignInOptions options, MicrosoftCloud cloud, Wire wire, string redirectUri = "http://localhost")
    {
        SignInAuthority authority = SignInAuthority.Of(options, cloud, "organizations");
        PublicClientApplicationBuilder builder = PublicClientApplicationBuilder
            .Create(options.ClientId ?? SignInOptions.GraphCommandLineTools)
            .WithRedirectUri(redirectUri);
        return Build(
            () => (authority.IsEntra ? Entra(builder, authority) : builder.WithExperimentalFeatures().WithOidcAuthority(authority.Address)),
            authority,
            wire).Build();
    }

    /// <summary>An app that proves itself.</summary>
    internal static IConfidentialClientApplication Confidential(SignInOptions options, MicrosoftCloud cloud, Wire wire, IAppProof proof)
    {
        if (options.ClientId is null || (options.TenantId is null && options.Authority is null))
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"An app that signs in with {proof.Name} names its client id and its tenant.",
                "Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant> …");
        }

        SignInAuthority authority = SignInAuthority.Of(options, cloud, "organizations");
        ConfidentialClientApplicationBuilder builder = ConfidentialClientApplicationBuilder.Create(options.ClientId);
        if (options.RedirectUri is not null)
        {
            builder = builder.WithRedirectUri(options.RedirectUri.OriginalString);
        }

        return Build(() => proof.Attach(authority.IsEntra ? Entra(builder, authority) : builder.WithOidcAuthority(authority.Address)), authority, wire).Build();
    }

    /// <summary>
    /// The hosts are known or named by the user, so asking Entra whether they exist would only cost a request.
    /// </summary>
    private static T Entra<T>(AbstractApplicationBuilder<T> builder, SignInAuthority authority)
        where T : AbstractApplicationBuilder<T> =>
        builder.WithAuthority(authority.Address, validateAuthority: false).WithInstanceDiscovery(false).WithClientCapabilities(Capabilities);

    private static T Build<T>(Func<T> begin, SignInAuthority authority, Wire wire)
        where T : AbstractApplicationBuilder<T>
    {
        try
        {
            return begin().WithHttpClientFactory(new MsalHttpClientFactory(authority.IsMicrosoft ? wire.SignIn : wire.StrictSignIn)).WithLegacyCacheCompatibility(false);
        }
        catch (ArgumentException e)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, $"The authority or the client id cannot be right: {e.Message}", "Check -Authority, -TenantId and -ClientId.", e);
        }
    }
}
