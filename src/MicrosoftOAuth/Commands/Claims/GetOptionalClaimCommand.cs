using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Lists the optional claims of an app.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthOptionalClaim")]
[OutputType(typeof(OptionalClaim))]
public sealed class GetOptionalClaimCommand : OAuthCommand
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

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OptionalClaimEditor editor = new(ResolveContext(), Reports);
        WriteObject(await editor.ListAsync(new AppReference(ClientId, ObjectId, DisplayName), cancellationToken), enumerateCollection: true);
    }
}
