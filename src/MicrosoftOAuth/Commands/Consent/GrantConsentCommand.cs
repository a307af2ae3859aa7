using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Grants the permissions that an app requests, for everyone or for one user.</summary>
[Cmdlet(VerbsSecurity.Grant, "MsOAuthConsent", SupportsShouldProcess = true)]
[OutputType(typeof(ConsentResult))]
public sealed class GrantConsentCommand : OAuthCommand
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

    /// <summary>The one user to grant for, by sign-in name or object id; everyone when left out.</summary>
    [Parameter]
    [Alias("UserPrincipalName")]
    public string? UserId { get; set; }

    /// <summary>Fails at once where a person would have to be asked.</summary>
    [Parameter]
    public SwitchParameter NonInteractive { get; set; }

    /// <summary>How long it may take for one input, in seconds; left out, as long as the session and the service's own waits allow.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override TimeSpan? Limit => TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        ConsentClient consent = new(ContextFor(NonInteractive), Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        if (!ShouldProcess(reference.ToString(), $"Grant the requested permissions for {UserId ?? "everyone in the tenant"}"))
        {
            return;
        }

        IReadOnlyList<ConsentResult> results = await consent.GrantAsync(reference, UserId, cancellationToken);
        if (results.Count == 0)
        {
            WriteWarning($"The app requests no permission, so there is nothing to grant. Add some: Add-MsOAuthPermission -ClientId {ClientId ?? "<client id>"} -DelegatedPermission User.Read");
        }

        foreach (ConsentResult result in results)
        {
            WriteObject(result);
            if (result.Status == ConsentStatus.Failed)
            {
                WriteFailure(new OAuthException(
                    OAuthErrorKind.PermissionDenied,
                    $"{result.Permission} of {result.Api} was not granted: {result.Reason}",
                    $"An administrator can grant it with the address of: New-MsOAuthConsentUrl -ClientId {result.ClientId} -Admin"), result);
            }
        }
    }
}
