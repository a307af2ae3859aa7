using System.Security;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth;

/// <summary>
/// Keeps tokens that a user brings on the side they came from: their issuer and audience read alike, and only the key tells
/// them apart.
/// </summary>
internal static class TokenOrigin
{
    /// <param name="practice">The sandbox that is signed in to; null for a real cloud.</param>
    /// <param name="token">The token.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: it is the other side's.</exception>
    internal static void Check(OAuthSandbox? practice, SecureString token)
    {
        if (TokenClaims.TryRead(SecureText.Reveal(token)) is null)
        {
            // Whatever is no token is refused where it is read, with its own words.
            return;
        }

        bool isPractice = PracticeTenant.HasSigned(SecureText.Reveal(token));
        if (isPractice && practice is null)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "This is a token of the practice tenant, and no real cloud gets to see one.",
                "Connect-MsOAuthApp -Environment Sandbox -AccessToken <token>");
        }

        if (!isPractice && practice is not null)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "This token is not the practice tenant's, and no other is brought into it.",
                "Leave out -Environment Sandbox, or bring a token that Get-MsOAuthToken wrote in a session of the practice tenant.");
        }
    }
}
