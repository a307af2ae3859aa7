using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Revokes grants of an app: all, or those of some permissions or one user.</summary>
[Cmdlet(VerbsSecurity.Revoke, "MsOAuthConsent", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ConsentResult))]
public sealed class RevokeConsentCommand : OAuthCommand
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

    /// <summary>The permissions to revoke, by name; all when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] Permission { get; set; } = [];

    /// <summary>Only grants for everyone, or for the user with this object id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? GrantedFor { get; set; }

    /// <summary>Only permissions of the grant with this id, as Get-MsOAuthConsent writes it; so a piped grant means itself and no namesake.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? GrantId { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        ConsentClient consent = new(ResolveContext(), Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        ConsentGrant[] grants = [.. (await consent.ListAsync(reference, cancellationToken))
            .Where(grant => Permission.Length == 0 || Permission.Contains(grant.Permission, StringComparer.OrdinalIgnoreCase))
            .Where(grant => GrantId is null || grant.GrantId.Equals(GrantId, StringComparison.Ordinal))
            .Where(grant => GrantedFor is null || grant.GrantedFor.Equals(GrantedFor, StringComparison.OrdinalIgnoreCase))];
        if (grants.Length == 0)
        {
            WriteVerbose($"{reference} has no such grant; nothing was changed.");
        }
        else if (ShouldProcess(reference.ToString(), $"Revoke {string.Join(", ", grants.Select(grant => grant.Permission).Distinct(StringComparer.OrdinalIgnoreCase))}"))
        {
            WriteObject(await consent.RevokeAsync(grants, cancellationToken), enumerateCollection: true);
        }
    }
}
