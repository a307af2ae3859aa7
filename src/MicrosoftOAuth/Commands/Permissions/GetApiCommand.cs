using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Lists the APIs that apps can ask permissions of, or one with its permissions.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthApi")]
[OutputType(typeof(OAuthApi))]
public sealed class GetApiCommand : OAuthCommand
{
    /// <summary>Name or app id of one API, whose permissions are read; all known ones when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("Api")]
    [ArgumentCompleter(typeof(ApiCompleter))]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (Name is null)
        {
            WriteObject(ApiList.Known(Context is null ? RunspaceState.Current.CurrentContext : ResolveContext()), enumerateCollection: true);
            return;
        }

        WriteObject(await ApiList.FindAsync(ResolveContext(), Name, Reports, cancellationToken));
    }
}
