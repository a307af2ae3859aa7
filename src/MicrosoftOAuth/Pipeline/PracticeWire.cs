using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Pipeline;

/// <summary>Joins a sandbox to the library: its handler at the end of the wire, its person at the browser.</summary>
internal static class PracticeWire
{
    internal static Wire Open(OAuthSandbox sandbox) => new(new SandboxHandler(sandbox), TimeProvider.System);

    /// <summary>The options of a sign-in, led to a sandbox.</summary>
    internal static SignInOptions Lead(SignInOptions options, OAuthSandbox sandbox) => options with
    {
        Environment = CloudEnvironment.Sandbox,
        SandboxName = sandbox.Name == OAuthSandbox.DefaultName ? null : sandbox.Name,
        Browser = Browser(sandbox),
    };

    internal static OpenBrowser Browser(OAuthSandbox sandbox) =>
        (address, redirectUri, userName, cancellationToken) => sandbox.Tenant.OpenInBrowserAsync(address, redirectUri, userName, cancellationToken);
}
