namespace MicrosoftOAuth;

/// <summary>The end of a session's wire: a sandbox, whichever world it is in its course.</summary>
internal sealed class SandboxHandler(OAuthSandbox sandbox) : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        sandbox.SendAsync(request, cancellationToken);
}
