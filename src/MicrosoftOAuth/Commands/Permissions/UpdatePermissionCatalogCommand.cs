using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Makes the permission index anew from Microsoft's newest list.</summary>
[Cmdlet(VerbsData.Update, "MsOAuthPermissionCatalog", SupportsShouldProcess = true)]
[OutputType(typeof(CatalogUpdate))]
public sealed class UpdatePermissionCatalogCommand : OAuthCommand
{
    /// <summary>A permissions.json that is there already, instead of a download.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        string? path = Path is null ? null : GetUnresolvedProviderPathFromPSPath(Path);
        CatalogUpdater updater = new(Context is null ? RunspaceState.Current.CurrentContext : ResolveContext(), Reports);
        if (ShouldProcess(updater.Path, $"Make the permission index of {path ?? CatalogUpdater.Address}"))
        {
            WriteObject(await updater.RunAsync(path, cancellationToken));
        }
    }
}
