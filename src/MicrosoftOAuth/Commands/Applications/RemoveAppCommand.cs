using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Deletes an app; for 30 days it can be restored.</summary>
[Cmdlet(VerbsCommon.Remove, "MsOAuthApp", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveAppCommand : OAuthCommand
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

    /// <summary>Deletes it for good, or an app that was deleted before.</summary>
    [Parameter]
    public SwitchParameter Permanent { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        ApplicationClient applications = new(ResolveContext(), Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        (OAuthApp app, bool isDeleted) = await FindAsync(applications, reference, cancellationToken);
        if (!ShouldProcess(app.ToString(), Permanent ? "Delete app for good" : "Delete app"))
        {
            return;
        }

        if (!isDeleted)
        {
            await applications.DeleteAsync(app, cancellationToken);
        }

        if (Permanent)
        {
            await applications.PurgeAsync(app, cancellationToken);
            WriteVerbose($"{app} is deleted for good.");
        }
        else
        {
            WriteVerbose($"{app} is deleted. For 30 days: Restore-MsOAuthApp -ClientId {app.ClientId}");
        }
    }

    private async Task<(OAuthApp App, bool IsDeleted)> FindAsync(ApplicationClient applications, AppReference reference, CancellationToken cancellationToken)
    {
        try
        {
            return (await applications.FindAsync(reference, cancellationToken), false);
        }
        catch (OAuthException e) when (Permanent && e.Kind == OAuthErrorKind.AppNotFound)
        {
            return (await applications.FindDeletedAsync(reference, cancellationToken), true);
        }
    }
}
