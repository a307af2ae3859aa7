using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Removes API permissions from what an app requests; grants stay until they are revoked.</summary>
[Cmdlet(VerbsCommon.Remove, "MsOAuthPermission", SupportsShouldProcess = true)]
[OutputType(typeof(AppPermission))]
public sealed class RemovePermissionCommand : OAuthCommand
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

    /// <summary>The API, by name or app id.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ApiCompleter))]
    public string Api { get; set; } = MicrosoftApi.Graph.Name;

    /// <summary>Delegated permissions, by name.</summary>
    [Parameter(Position = 1)]
    [Alias("Delegated")]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] DelegatedPermission { get; set; } = [];

    /// <summary>Application permissions, by name.</summary>
    [Parameter]
    [Alias("Application")]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] ApplicationPermission { get; set; } = [];

    /// <summary>Writes the permissions that were removed.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        RequestedPermissions requested = new(ResolveContext(), Reports);
        AppReference reference = new AppReference(ClientId, ObjectId, DisplayName);
        IReadOnlyList<ApiPermission> permissions = await requested.ResolveAsync(Api, DelegatedPermission, ApplicationPermission, cancellationToken);
        if (permissions.Count == 0)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, "No permission was named.", "Name some with -DelegatedPermission or -ApplicationPermission; tab completes them");
        }

        if (!ShouldProcess(reference.ToString(), $"Remove {permissions[0].Api} permissions {string.Join(", ", permissions)}"))
        {
            return;
        }

        IReadOnlyList<AppPermission> changed = await requested.RemoveAsync(reference, permissions, cancellationToken);
        if (PassThru)
        {
            WriteObject(changed, enumerateCollection: true);
        }
    }
}
