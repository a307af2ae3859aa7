using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Waits until permissions are in the session's token, and writes that token.</summary>
[Cmdlet(VerbsLifecycle.Wait, "MsOAuthPermission")]
[OutputType(typeof(AccessToken))]
public sealed class WaitPermissionCommand : OAuthCommand
{
    private readonly List<(string? Api, string Permission)> _wanted = [];

    /// <summary>The permissions, by name; all of them have to be there.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Permission { get; set; } = [];

    /// <summary>The API, by name, app id or audience; that of the session's token when left out.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApiCompleter))]
    public string? Api { get; set; }

    /// <summary>How long to wait, in seconds, for each API.</summary>
    [Parameter, ValidateRange(1, 86400)]
    public int TimeoutSeconds { get; set; } = 300;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken cancellationToken)
    {
        _wanted.AddRange(Permission.Select(name => (Api, name)));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task CompleteAsync(CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, (string? Api, string Permission)> of in _wanted.GroupBy(one => one.Api ?? string.Empty, StringComparer.OrdinalIgnoreCase))
        {
            WriteObject(await new PermissionWait(ResolveContext(), Reports).UntilHeldAsync(
                [.. of.Select(one => one.Permission)],
                of.Key.Length == 0 ? null : of.Key,
                TimeSpan.FromSeconds(TimeoutSeconds),
                cancellationToken));
        }
    }
}
