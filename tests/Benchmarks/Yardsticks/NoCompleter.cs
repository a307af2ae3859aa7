using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace Yardsticks;

/// <summary>Stands where Get-MsOAuthToken has a completer.</summary>
public sealed class NoCompleter : IArgumentCompleter
{
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
