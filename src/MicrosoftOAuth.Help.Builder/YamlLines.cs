using Markdig.Syntax;

namespace MicrosoftOAuth.Help;

/// <summary>The one form of yaml that platyPS uses: a key and a value on each line.</summary>
internal static class YamlLines
{
    /// <summary>Keys with their values and lines (from 1); lines without a colon are errors.</summary>
    public static Dictionary<string, (string Value, int Line)> Read(LeafBlock? block, HelpErrors errors)
    {
        var values = new Dictionary<string, (string, int)>(StringComparer.Ordinal);
        foreach (var (text, line) in Lines(block))
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                errors.Add(line, $"'{text}' is not 'key: value'.");
            else if (!values.TryAdd(text[..colon].Trim(), (text[(colon + 1)..].Trim(), line)))
                errors.Add(line, $"'{text[..colon].Trim()}' stands twice.");
        }

        return values;
    }

    private static IEnumerable<(string Text, int Line)> Lines(LeafBlock? block)
    {
        if (block is null)
            yield break;
        // The first line of the block is its fence.
        var number = block.Line + 1;
        foreach (var line in block.Lines.ToString().ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Trim() is { Length: > 0 } text && text != "---")
                yield return (text, number);
        }
    }
}
