using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Parameters;

/// <summary>Completes apps' display names from the tenant of the current context.</summary>
public sealed class AppNameCompleter : IArgumentCompleter
{
    private const int MaxNames = 20;

    /// <summary>Nobody waits longer for a completion.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        RunspaceState.Current.CurrentContext is { } context
            ? Completion.Of(wordToComplete, Names(context, wordToComplete.Trim('\'', '"')))
            : [];

    private static (string Name, string Tip)[] Names(OAuthContext context, string word)
    {
        using CancellationTokenSource limit = new(s_patience);
        try
        {
            return Task.Run(() => ListAsync(context, word, limit.Token), limit.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is OAuthException or OperationCanceledException)
        {
            // A completion that cannot be had is no error: the user is still typing.
            return [];
        }
    }

    private static async Task<(string Name, string Tip)[]> ListAsync(OAuthContext context, string word, CancellationToken cancellationToken)
    {
        string? filter = word.Length == 0 ? null : $"startswith(displayName,'{word.Replace("'", "''")}')";
        List<(string, string)> names = [];
        await foreach (OAuthApp app in new ApplicationClient(context).ListAsync(filter, search: null, MaxNames, cancellationToken))
        {
            names.Add((app.DisplayName, app.ClientId));
        }

        return [.. names];
    }
}
