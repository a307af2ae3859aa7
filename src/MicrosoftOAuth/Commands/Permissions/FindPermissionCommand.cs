using System.Management.Automation;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Finds the permissions that open an API call, or permissions by name.</summary>
[Cmdlet(VerbsCommon.Find, "MsOAuthPermission", DefaultParameterSetName = CallSet)]
[OutputType(typeof(FoundPermission))]
public sealed class FindPermissionCommand : OAuthCommand
{
    private const string CallSet = "Call";
    private const string SearchSet = "Search";
    private PermissionLookup? _lookup;

    /// <summary>The HTTP method of the call.</summary>
    [Parameter(ParameterSetName = CallSet, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string? Method { get; set; } = "GET";

    /// <summary>The address of the call, as you would type it; placeholders such as {id} are fine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CallSet, ValueFromPipelineByPropertyName = true)]
    public string Uri { get; set; } = string.Empty;

    /// <summary>Words that the permission's name contains.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    public string? Search { get; set; }

    /// <summary>The API, by name or app id.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    [ArgumentCompleter(typeof(ApiCompleter))]
    public string Api { get; set; } = MicrosoftApi.Graph.Name;

    /// <summary>Only permissions of these schemes.</summary>
    /// <remarks>Text and not the catalog's own type, which would load the catalog when the module is imported.</remarks>
    [Parameter]
    [Alias("PermissionType")]
    [ValidateSet("DelegatedWork", "DelegatedPersonal", "Application")]
    public string[] Scheme { get; set; } = [];

    /// <summary>
    /// Only the least privileged permission of each scheme; where that is granted on one resource by its owner, the least that a
    /// tenant grants too.
    /// </summary>
    [Parameter(ParameterSetName = CallSet)]
    public SwitchParameter LeastPrivilege { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        PermissionLookup lookup = _lookup ??= new PermissionLookup(Context is null ? RunspaceState.Current.CurrentContext : ResolveContext());
        PermissionScheme schemes = Scheme.Aggregate(PermissionScheme.None, (all, name) => all | LanguagePrimitives.ConvertTo<PermissionScheme>(name));
        IReadOnlyList<FoundPermission> found = ParameterSetName == CallSet
            ? await lookup.FindAsync(CallText.MethodOf(Method), CallText.AddressOf(Uri), schemes, Reports, cancellationToken)
            : await lookup.SearchAsync(Search ?? string.Empty, Api, schemes, Reports, cancellationToken);
        WriteObject(LeastPrivilege ? PermissionLookup.Least(found) : found, enumerateCollection: true);
    }
}
