using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Pipeline;

/// <summary>Joins a sandbox to the library: its handler at the end of the wire, its person at the browser.</summary>
internal static class PracticeWire
{
    internal static Wire Open(OAuthSandbox sandbox) => new(new SandboxHandler(sandbox), TimeProvider.System);

    internal static OpenBrowser Browser(OAuthSandbox sandbox) =>
        (address, redirectUri, userName, cancellationToken) => sandbox.Tenant.OpenInBrowserAsync(address, redirectUri, userName, cancellationToken);
}
