using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Lists the credentials of one app or of all apps, without their secret parts.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthCredential")]
[OutputType(typeof(AppCredential))]
public sealed class GetCredentialCommand : OAuthCommand
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

    /// <summary>Only credentials that end within so many days, those that have ended included.</summary>
    [Parameter]
    [ValidateRange(0, 36500)]
    public int? ExpiringWithinDays { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        CredentialClient credentials = new(ResolveContext(), Reports);
        if (ClientId is null && ObjectId is null && DisplayName is null)
        {
            await foreach (AppCredential credential in credentials.ListAllAsync(cancellationToken))
            {
                Write(credential);
            }

            return;
        }

        foreach (AppCredential credential in await credentials.ListAsync(new AppReference(ClientId, ObjectId, DisplayName), cancellationToken))
        {
            Write(credential);
        }
    }

    private void Write(AppCredential credential)
    {
        if (ExpiringWithinDays is null || credential.DaysLeft < ExpiringWithinDays)
        {
            WriteObject(credential);
        }
    }
}
