using System.Management.Automation;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>Writes an error record the way a test runner shows it: the message, then where.</summary>
internal static partial class PesterErrorText
{
    /// <summary>The message and the innermost line of the test file that took part; any line if none did.</summary>
    public static string Of(ErrorRecord error, string file) =>
        $"{error.Exception.Message}{Environment.NewLine}at {Position(error, file)}";

    private static string Position(ErrorRecord error, string file)
    {
        if (error.Exception is ParseException { Errors: [var first, ..] })
            return $"{first.Extent.File}:{first.Extent.StartLineNumber}";

        var frames = Frame().Matches(error.ScriptStackTrace ?? "")
            .Select(match => (File: match.Groups["file"].Value, Line: match.Groups["line"].Value))
            .ToList();
        var frame = frames.Find(frame => string.Equals(frame.File, file, StringComparison.OrdinalIgnoreCase));
        if (frame.File is not null)
            return $"{frame.File}:{frame.Line}";
        return error.InvocationInfo is { ScriptName.Length: > 0 } place ? $"{place.ScriptName}:{place.ScriptLineNumber}" : file;
    }

    [GeneratedRegex("^at .*, (?<file>.+): line (?<line>[0-9]+)\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Frame();
}
