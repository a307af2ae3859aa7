using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>The text of a token that a user passed in whichever form.</summary>
internal static class TokenText
{
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidToken"/>: of a type that holds no token.</exception>
    internal static string Of(object token) => (token is PSObject wrapped ? wrapped.BaseObject : token) switch
    {
        AccessToken access => access.Reveal(),
        SecureString secure => SecureText.Reveal(secure),
        string text => text,
        object other => throw new OAuthException(
            OAuthErrorKind.InvalidToken,
            $"A {other.GetType().Name} is not a token.",
            "Pass text, a SecureString or what Get-MsOAuthToken wrote."),
    };
}
