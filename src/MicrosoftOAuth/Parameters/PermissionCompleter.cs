using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes the names of Microsoft Graph's permissions, of the kind that the parameter takes.</summary>
public sealed class PermissionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // What another API offers only the tenant knows, and completion asks nobody over the network.
        if (fakeBoundParameters["Api"] is string api && MicrosoftApi.Find(api)?.AppId != MicrosoftApi.GraphAppId)
        {
            return [];
        }

        PermissionKind? kind = parameterName switch
        {
            "DelegatedPermission" or "Scopes" => PermissionKind.Delegated,
            "ApplicationPermission" => PermissionKind.Application,
            _ => null,
        };
        return Completion.Of(wordToComplete, PermissionFinder.Names(kind).Select(name => (name, string.Empty)));
    }
}
