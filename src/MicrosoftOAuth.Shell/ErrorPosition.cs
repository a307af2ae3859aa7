using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicrosoftOAuth.Shell;

/// <summary>The place in a script that an error points at.</summary>
/// <param name="File">The script; null for typed text.</param>
/// <param name="Line">Line number, from 1.</param>
/// <param name="Text">The line itself.</param>
/// <param name="Marker">Blanks and tildes that underline the place in <paramref name="Text"/>.</param>
internal sealed record ErrorPosition(string? File, int Line, string Text, string Marker)
{
    /// <summary>The place of an error while running; null where showing it would help nobody: in a module, or in one typed line.</summary>
    public static ErrorPosition? Of(InvocationInfo? invocation)
    {
        if (invocation is null || invocation.ScriptName?.EndsWith(".psm1", StringComparison.OrdinalIgnoreCase) == true)
            return null;
        if (string.IsNullOrEmpty(invocation.ScriptName) && invocation.ScriptLineNumber <= 1)
            return null;

        // "At <file>:<line> char:<column>", then the line and its underlining, each behind a plus sign.
        string[] lines = invocation.PositionMessage.Split('\n', StringSplitOptions.TrimEntries);
        if (lines.Length < 3 || !lines[1].StartsWith('+') || !lines[^1].StartsWith('+'))
            return null;
        return new ErrorPosition(NullIfEmpty(invocation.ScriptName), invocation.ScriptLineNumber, lines[1][1..], lines[^1][1..]);
    }

    /// <summary>The place of an error found by the parser.</summary>
    public static ErrorPosition Of(IScriptExtent extent)
    {
        string text = extent.StartScriptPosition.Line.TrimEnd();
        int start = Math.Min(extent.StartColumnNumber - 1, text.Length);
        int end = extent.EndLineNumber == extent.StartLineNumber ? extent.EndColumnNumber - 1 : text.Length;
        string marker = new string(' ', start) + new string('~', Math.Max(end - start, 1));
        return new ErrorPosition(NullIfEmpty(extent.File), extent.StartLineNumber, ' ' + text, ' ' + marker);
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
