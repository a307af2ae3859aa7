using System.Management.Automation;
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

    /// <summary>The HTTP method of the call.</summary>
    [Parameter(ParameterSetName = CallSet, ValueFromPipelineByPropertyName = true)]
    public string Method { get; set; } = "GET";

    /// <summary>The address of the call, as you would type it; placeholders such as {id} are fine.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = CallSet, ValueFromPipelineByPropertyName = true)]
    public string Uri { get; set; } = string.Empty;

    /// <summary>Words that the permission's name contains.</summary>
    [Parameter(ParameterSetName = SearchSet)]
    public string Search { get; set; } = string.Empty;

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

    /// <summary>Only the least privileged permission of each scheme.</summary>
    [Parameter(ParameterSetName = CallSet)]
    public SwitchParameter LeastPrivilege { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        IEnumerable<FoundPermission> found = ParameterSetName == CallSet ? OfCall()
            : MicrosoftApi.Find(Api)?.AppId == MicrosoftApi.GraphAppId ? PermissionFinder.Search(Search)
            : await OfOtherApiAsync(cancellationToken);
        WriteObject(found.Where(permission => Scheme.Length == 0 || Scheme.Contains(permission.Scheme.ToString(), StringComparer.OrdinalIgnoreCase)), enumerateCollection: true);
    }

    private async Task<IEnumerable<FoundPermission>> OfOtherApiAsync(CancellationToken cancellationToken)
    {
        // The word first: it is true without a session too, and may make the permissions beside the point.
        if (MicrosoftApi.Find(Api) is { AccessNote: { } note } known)
        {
            WriteWarning($"{known.Name}: {note}");
        }

        return PermissionFinder.Search(await ApiList.FindAsync(ResolveContext(), Api, Reports, cancellationToken), Search);
    }

    private IEnumerable<FoundPermission> OfCall()
    {
        PermissionAnswer answer = PermissionFinder.Find(Method, Uri);
        if (answer.Template is null)
        {
            throw new OAuthException(
                OAuthErrorKind.NotFound,
                $"Microsoft lists no permission for {Method.ToUpperInvariant()} {Uri}. That is a gap in its data, not a word on the call.",
                answer.NearestParent is null
                    ? "Search by name: Find-MsOAuthPermission -Search <word>"
                    : $"The nearest that is listed: Find-MsOAuthPermission -Uri {answer.NearestParent}")
            {
                Target = Uri,
            };
        }

        return LeastPrivilege ? answer.Permissions.Where(permission => permission.IsLeastPrivileged) : answer.Permissions;
    }
}
