using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Checks what is needed before an app can be registered and used.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MsOAuthPrerequisite")]
[OutputType(typeof(Prerequisite))]
public sealed class TestPrerequisiteCommand : OAuthCommand
{
    /// <summary>Delegated permissions of Microsoft Graph that the app is to have.</summary>
    [Parameter]
    [Alias("Delegated")]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] DelegatedPermission { get; set; } = [];

    /// <summary>Application permissions of Microsoft Graph that the app is to have.</summary>
    [Parameter]
    [Alias("Application")]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] ApplicationPermission { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        PrerequisiteCheck check = new(Context is null ? RunspaceState.Current.CurrentContext : ResolveContext(), Reports);
        WriteObject(await check.RunAsync(DelegatedPermission, ApplicationPermission, cancellationToken), enumerateCollection: true);
    }
}
