using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes the names of an API's permissions, of the kind that the parameter takes: Microsoft Graph's, or those of the API that -Api names.</summary>
public sealed class PermissionCompleter : IArgumentCompleter
{
    /// <summary>What another API offers is read from the tenant once in a session; nobody waits longer for a completion.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        PermissionKind? kind = parameterName switch
        {
            "DelegatedPermission" or "Scopes" => PermissionKind.Delegated,
            "ApplicationPermission" => PermissionKind.Application,
            _ => null,
        };
        IEnumerable<string> names = fakeBoundParameters["Api"] is string api && MicrosoftApi.Find(api)?.AppId != MicrosoftApi.GraphAppId
            ? NamesOf(api, kind)
            : PermissionFinder.Names(kind);
        return Completion.Of(wordToComplete, names.Select(name => (name, string.Empty)));
    }

    private static IEnumerable<string> NamesOf(string api, PermissionKind? kind)
    {
        if (RunspaceState.Current.CurrentContext is not { } context)
        {
            return [];
        }

        Task<OAuthApi?> reading = ApiList.OfferedAsync(context, api);
        return reading.Wait(s_patience) && reading.Result is { } found
            ? found.DelegatedPermissions.Concat(found.ApplicationPermissions).Where(permission => kind is null || permission.Kind == kind).Select(permission => permission.Name).Distinct(StringComparer.Ordinal)
            : [];
    }
}
