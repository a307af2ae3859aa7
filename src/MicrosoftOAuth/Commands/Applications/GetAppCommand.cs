using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Finds one app, or lists apps.</summary>
[Cmdlet(VerbsCommon.Get, "MsOAuthApp", DefaultParameterSetName = ListSet)]
[OutputType(typeof(OAuthApp))]
public sealed class GetAppCommand : OAuthCommand
{
    private const string ListSet = "List";
    private const string OneSet = "One";
    private const string DeletedSet = "Deleted";

    /// <summary>How many apps a listing writes unless -All asks for every one.</summary>
    private const int DefaultTop = 100;

    /// <summary>The app's client id.</summary>
    [Parameter(Position = 0, ParameterSetName = OneSet, ValueFromPipelineByPropertyName = true)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    /// <summary>The object id of the app's registration; never a client id.</summary>
    [Parameter(ParameterSetName = OneSet, ValueFromPipelineByPropertyName = true)]
    public string? ObjectId { get; set; }

    /// <summary>The app's display name; an error where several apps share it.</summary>
    [Parameter(ParameterSetName = OneSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AppNameCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>An OData filter, such as startswith(displayName,'Nango').</summary>
    [Parameter(ParameterSetName = ListSet)]
    public string? Filter { get; set; }

    /// <summary>Words that the display name contains.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public string? Search { get; set; }

    /// <summary>Every app instead of the first hundred.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Apps that were deleted and can still be restored.</summary>
    [Parameter(ParameterSetName = DeletedSet, Mandatory = true)]
    public SwitchParameter Deleted { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        ApplicationClient applications = new(ResolveContext(), Reports);
        if (ParameterSetName == OneSet)
        {
            WriteObject(await applications.FindAsync(new AppReference(ClientId, ObjectId, DisplayName), cancellationToken));
            return;
        }

        IAsyncEnumerable<OAuthApp> apps = Deleted
            ? applications.ListDeletedAsync(cancellationToken)
            : applications.ListAsync(Filter, Search, All ? null : DefaultTop, cancellationToken);
        int written = 0;
        await foreach (OAuthApp app in apps)
        {
            WriteObject(app);
            written++;
        }

        if (written == DefaultTop && !All && !Deleted)
        {
            WriteWarning($"These are the first {DefaultTop} apps; there may be more. For every one: Get-MsOAuthApp -All");
        }
    }
}
