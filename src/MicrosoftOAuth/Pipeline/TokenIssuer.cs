using MicrosoftOAuth.Core;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Pipeline;

/// <summary>Whose keys a token is checked with. It is never the token that decides.</summary>
/// <param name="Verifier">Fetches them: a sandbox's within it, a cloud's over the network.</param>
/// <param name="Environment">The cloud.</param>
/// <param name="Authority">The issuer where it is not the cloud's.</param>
internal sealed record TokenIssuer(TokenVerifier Verifier, CloudEnvironment Environment, Uri? Authority)
{
    /// <summary>The issuer that a session's tokens come from.</summary>
    internal static TokenIssuer Of(OAuthContext context) => new(TokenVerifier.Of(context), context.Environment, context.Authority);

    /// <summary>An issuer that was named; the session's wire leads to it where that is in the same cloud.</summary>
    internal static TokenIssuer Of(CloudEnvironment environment, Uri? authority, OAuthContext? context) =>
        context?.Environment == environment ? new(TokenVerifier.Of(context), environment, authority)
            : environment == CloudEnvironment.Sandbox ? Of(RunspaceState.Current.DefaultSandbox, authority, context: null)
            : new(new TokenVerifier(new Wire(transport: null, TimeProvider.System)), environment, authority);

    /// <summary>A sandbox; the session's wire leads to it where it is the session's own.</summary>
    internal static TokenIssuer Of(OAuthSandbox sandbox, Uri? authority, OAuthContext? context) => new(
        context is not null && ReferenceEquals(OAuthSandbox.Of(context), sandbox) ? TokenVerifier.Of(context) : new TokenVerifier(PracticeWire.Open(sandbox)),
        CloudEnvironment.Sandbox,
        authority);

    /// <summary>A practice tenant's token is not held against a real cloud: that could only fail, and is a mistake.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: a practice tenant of this process signed it.</exception>
    internal void RefuseStray(string token)
    {
        if (Environment != CloudEnvironment.Sandbox && TokenClaims.TryRead(token) is not null && PracticeTenant.HasSigned(TokenClaims.Bare(token)))
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"This is a token of the practice tenant, and it is not checked against the cloud {Environment}.",
                "Test-MsOAuthToken <token> -Environment Sandbox; or name the sandbox by -Sandbox, or its session by -Context");
        }
    }
}
