using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
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
        WriteObject(TokenClaims.Read(TokenText.Of(Token)));
        return Task.CompletedTask;
    }
}
