using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>
/// What every word of the vocabulary shares. The words are cmdlets because a cmdlet has no scope of its own:
/// a test file sees none of their variables, and "here" is the scope they were called in.
/// </summary>
internal abstract partial class PesterCommand : PSCmdlet
{
    // try: a statement-terminating error outside a try block would let the script go on with its next statement.
    // do: a stray break or continue ends this script block and not the run.
    private static readonly ScriptBlock Guard = ScriptBlock.Create(
        """
        param($private:______body, $private:______data)
        try { do { $null = . $______body @______data } while ($false) } catch { $_ }
        """);

    private static readonly ScriptBlock AssignName = ScriptBlock.Create(
        "param($private:______item, $private:______text) $______item.Name = & $______text");

    protected PesterRun Run => field ??= LanguagePrimitives.ConvertTo<PesterRun>(SessionState.PSVariable.GetValue(PesterRun.VariableName));

    /// <summary>Sets variables in the scope that called the cmdlet.</summary>
    protected void Define(IReadOnlyDictionary<string, object?> variables)
    {
        foreach (var (name, value) in variables)
            SessionState.PSVariable.Set(name, value);
    }

    /// <summary>Dot-sources a script block into the scope that called the cmdlet.</summary>
    /// <param name="body">Its output is dropped.</param>
    /// <param name="data">Bound to its parameters, if it has any by these names.</param>
    /// <returns>The error that ended it, or null.</returns>
    protected ErrorRecord? DotSource(ScriptBlock body, Dictionary<string, object?> data)
    {
        var named = new Dictionary<string, object?>(data, StringComparer.OrdinalIgnoreCase);
        named.Remove("_");
        return Guarded(body, named);
    }

    /// <summary>The same, with arguments by position.</summary>
    protected ErrorRecord? DotSource(ScriptBlock body, params object[] arguments) => Guarded(body, arguments);

    /// <summary>Fills in the &lt;templates&gt; of a name with what the calling scope has.</summary>
    /// <returns>The error that a template met, or null.</returns>
    protected ErrorRecord? FillIn(PesterItem item)
    {
        if (!item.Name.Contains('<', StringComparison.Ordinal))
            return null;

        var quoted = item.Name.Replace("$", "`$", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal);
        var text = ScriptBlock.Create($"\"{Template().Replace(quoted, "$($$${expression})")}\"");
        return DotSource(AssignName, item, text);
    }

    /// <summary>Runs another word in a new scope below the one that called this cmdlet.</summary>
    protected void InChildScope(string command) =>
        InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create(command), input: null);

    /// <summary>Throws as the throw statement does: no error preference and no cmdlet in between turns it into less.</summary>
    protected static Exception Thrown(ErrorRecord error) =>
        new RuntimeException(error.Exception.Message, error.Exception, error) { WasThrownFromThrowStatement = true };

    protected static Exception NotSupported(string message) =>
        Thrown(new ErrorRecord(new NotSupportedException(message), "PesterStandInNotSupported", ErrorCategory.NotImplemented, targetObject: null));

    /// <summary>Runs a script block in a scope below the one that called the cmdlet.</summary>
    /// <returns>The error that ended it, or null.</returns>
    protected ErrorRecord? InvokeApart(ScriptBlock body)
    {
        var output = InvokeCommand.InvokeScript(useLocalScope: true, Guard, input: null, body, Array.Empty<object>());
        return ErrorIn(output);
    }

    private ErrorRecord? Guarded(ScriptBlock body, object arguments)
    {
        var output = InvokeCommand.InvokeScript(useLocalScope: false, Guard, input: null, body, arguments);
        return ErrorIn(output);
    }

    private static ErrorRecord? ErrorIn(Collection<PSObject> output) =>
        output is [.., { BaseObject: ErrorRecord error }] ? error : null;

    // Pester's own pattern: <name>, <name.Property>, not `<escaped>.
    [GeneratedRegex("(?<!`)<(?<expression>[^>^`]+)>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Template();
}
