using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Core;

/// <summary>Asks a person, where that is allowed, and not for longer than it may take.</summary>
internal sealed class PersonPrompt(SignInOptions options, TimeProvider clock)
{
    /// <exception cref="OAuthException">
    /// <see cref="OAuthErrorKind.InteractionRequired"/>: nobody may be asked; <see cref="OAuthErrorKind.Timeout"/>: nobody answered.
    /// </exception>
    internal async Task<AuthenticationResult> AskAsync(TokenQuery query, Func<CancellationToken, Task<AuthenticationResult>> ask, CancellationToken cancellationToken)
    {
        if (!query.MayAsk)
        {
            throw new OAuthException(
                OAuthErrorKind.InteractionRequired,
                "A person would have to sign in, and this session may not ask anybody.",
                "Sign in without -NonInteractive, or as an app: Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant> -ClientSecret <secret>")
            {
                Claims = query.Claims,
            };
        }

        return await new SignInLimit(options.Timeout, clock).RunAsync(
            ask,
            e => new OAuthException(
                OAuthErrorKind.Timeout,
                $"Nobody signed in within {options.Timeout.TotalSeconds:N0} seconds.",
                "Try again, with more time if need be: Connect-MsOAuthApp -TimeoutSeconds 900",
                e),
            cancellationToken).ConfigureAwait(false);
    }
}
