using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>The text of a token that a user passed in whichever form.</summary>
internal static class TokenText
{
    private static readonly string[] s_properties = ["Token", "AccessToken", "access_token", "IdToken", "id_token"];

    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidToken"/>: of a type that holds no token.</exception>
    internal static string Of(object token) => Bare(token) switch
    {
        AccessToken access => access.Reveal(),
        SecureString secure => SecureText.Reveal(secure),
        string text => text,
        // The wrapper, since it alone knows the properties of a custom object.
        object when Held(token) is { } held => Of(held),
        var other => throw new OAuthException(
            OAuthErrorKind.InvalidToken,
            $"A {other?.GetType().Name ?? "null"} is not a token.",
            "Pass text, a SecureString or what Get-MsOAuthToken wrote."),
    };

    /// <summary>What an object that carries a token holds: the answer of a token endpoint, or another module's token.</summary>
    private static object? Held(object carrier) => s_properties
        .Select(name => Bare(PSObject.AsPSObject(carrier).Properties[name]?.Value))
        .FirstOrDefault(value => value is string or SecureString or AccessToken);

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
