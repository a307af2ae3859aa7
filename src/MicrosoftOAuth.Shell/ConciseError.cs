using System.Management.Automation;
using System.Text;

namespace MicrosoftOAuth.Shell;

/// <summary>
/// Shows an error the way PowerShell's ConciseView does, and adds the error's id: the word to search the
/// documentation for, and to test for in a script.
/// </summary>
public static class ConciseError
{
    /// <summary>Renders one error, as lines decorated with the session's error colours.</summary>
    /// <param name="record">The error.</param>
    /// <param name="width">Cells in a line; texts are wrapped to it.</param>
    /// <returns>Message, position if a script is to blame, recommended action and id; what a native program wrote stays as it is.</returns>
    public static string Render(ErrorRecord record, int width)
    {
        if (record.FullyQualifiedErrorId is "NativeCommandError" or "NativeCommandErrorMessage")
            return record.Exception.Message;

        PSStyle.FormattingData style = PSStyle.Instance.Formatting;
        ParseException? parse = record.Exception as ParseException;
        ErrorPosition? position = parse is { Errors: [var first, ..] }
            ? ErrorPosition.Of(first.Extent)
            : ErrorPosition.Of(record.InvocationInfo);
        string message = MessageOf(record, parse);

        StringBuilder text = new();
        text.Append(style.Error);
        if (position is null)
            AppendWrapped(text, $"{ReasonOf(record)}: {message}", width);
        else
            AppendAt(text.Append(ReasonOf(record)).Append(": "), position, message, width, style);

        // Our own messages end with it already.
        if (record.ErrorDetails?.RecommendedAction is { } action && !string.IsNullOrWhiteSpace(action) && !message.EndsWith(action, StringComparison.Ordinal))
            AppendWrapped(text.AppendLine(), $"  Recommendation: {action}", width);
        if (IdOf(record, message) is { } id)
            text.AppendLine().Append("  Id: ").Append(id);
        return text.Append(PSStyle.Instance.Reset).ToString();
    }

    private static void AppendAt(StringBuilder text, ErrorPosition position, string message, int width, PSStyle.FormattingData style)
    {
        string number = $"{position.Line}".PadLeft(4);
        string margin = new(' ', number.Length + 1);
        string bar = $"{style.ErrorAccent}{margin}| {style.Error}";

        text.Append(PSStyle.Instance.Reset).AppendLine(position.File is null ? "" : $"{position.File}:{position.Line}");
        text.Append(style.ErrorAccent).Append("Line".PadRight(number.Length)).AppendLine(" |");
        text.Append(style.ErrorAccent).Append(number).Append(" | ").Append(PSStyle.Instance.Reset).AppendLine(position.Text);
        text.Append(bar).Append(position.Marker);
        foreach (string line in Wrap(message.Trim().ReplaceLineEndings(" "), Math.Max(width - margin.Length - 2, 20)))
            text.AppendLine().Append(bar).Append(line);
    }

    private static void AppendWrapped(StringBuilder text, string message, int width) =>
        text.AppendJoin(Environment.NewLine, message.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Wrap(line, width)));

    private static IEnumerable<string> Wrap(string message, int width)
    {
        string rest = message.TrimEnd();
        while (rest.Length > width)
        {
            int end = rest.LastIndexOf(' ', width);
            if (end <= 0)
                end = width;
            yield return rest[..end];
            rest = rest[end..].TrimStart();
        }

        yield return rest;
    }

    private static string MessageOf(ErrorRecord record, ParseException? parse)
    {
        if (parse is { Errors: [var first, .. var others] })
            return others.Length == 0 ? first.Message : $"{first.Message} (And {others.Length} more.)";
        return string.IsNullOrEmpty(record.ErrorDetails?.Message) ? record.Exception.Message : record.ErrorDetails.Message;
    }

    private static string ReasonOf(ErrorRecord record)
    {
        if (record.Exception is RuntimeException { WasThrownFromThrowStatement: true })
            return "Exception";
        if (record.InvocationInfo?.MyCommand is { CommandType: not CommandTypes.Script, Name.Length: > 0 } command)
            return command.Name;

        string?[] candidates =
        [
            record.CategoryInfo.Activity,
            record.InvocationInfo?.InvocationName,
            record.CategoryInfo.Category == ErrorCategory.NotSpecified ? null : record.CategoryInfo.Category.ToString(),
            record.CategoryInfo.Reason,
        ];
        return candidates.FirstOrDefault(static candidate => !string.IsNullOrEmpty(candidate)) ?? "Error";
    }

    // 'throw "text"' makes the text its own id.
    private static string? IdOf(ErrorRecord record, string message) =>
        string.IsNullOrWhiteSpace(record.FullyQualifiedErrorId) || record.FullyQualifiedErrorId == message
            ? null
            : record.FullyQualifiedErrorId;
}
