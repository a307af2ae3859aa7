using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Reads a JSON Web Token's header and claims; verifies nothing.</summary>
[Cmdlet(VerbsData.ConvertFrom, "MsOAuthToken")]
[OutputType(typeof(TokenClaims))]
public sealed class ConvertFromTokenCommand : OAuthCommand
{
    /// <summary>A token object of Get-MsOAuthToken, a SecureString or plain text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AccessToken", "IdToken", "SecretText")]
    public object Token { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        WriteObject(TokenClaims.Read(TextOf(Token is PSObject wrapped ? wrapped.BaseObject : Token)));
        return Task.CompletedTask;
    }

    private static string TextOf(object token) => token switch
    {
        AccessToken access => access.Reveal(),
        SecureString secure => SecureText.Reveal(secure),
        string text => text,
        _ => throw new OAuthException(
            OAuthErrorKind.InvalidToken,
            $"A {token.GetType().Name} is not a token.",
            "Pass text, a SecureString or what Get-MsOAuthToken wrote."),
    };
}
