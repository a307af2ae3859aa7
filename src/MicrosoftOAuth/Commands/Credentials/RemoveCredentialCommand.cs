using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Removes a credential of an app. What signs in with it stops working.</summary>
[Cmdlet(VerbsCommon.Remove, "MsOAuthCredential", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveCredentialCommand : OAuthCommand
{
    /// <summary>The app's client id.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    /// <summary>The object id of the app's registration; never a client id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ObjectId { get; set; }

    /// <summary>The app's display name; an error where several apps share it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AppNameCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>The credential's id on the app, as Get-MsOAuthCredential shows it.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string KeyId { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        CredentialClient credentials = new(ResolveContext(), Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        AppCredential credential = (await credentials.ListAsync(reference, cancellationToken)).FirstOrDefault(one => one.KeyId.Equals(KeyId, StringComparison.OrdinalIgnoreCase))
            ?? throw new OAuthException(OAuthErrorKind.ItemNotFound, $"{reference} has no credential with the id '{KeyId}'.", $"List them: Get-MsOAuthCredential -ClientId {ClientId ?? "<client id>"}")
            {
                Target = KeyId,
            };
        if (ShouldProcess(credential.AppName, $"Remove {credential.Kind} '{credential.Description}' ({KeyId})"))
        {
            await credentials.RemoveAsync(credential, cancellationToken);
        }
    }
}
