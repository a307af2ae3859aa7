using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace MicrosoftOAuth.Help;

/// <summary>Turns markdown into the plain text that Get-Help can show.</summary>
internal static class MarkdownText
{
    /// <summary>Blocks as pieces of text, lists flattened into their items.</summary>
    public static IReadOnlyList<HelpText> Of(IEnumerable<Block> blocks) => [.. blocks.SelectMany(block => Of(block, level: 0))];

    /// <summary>The text of a heading or paragraph, on one line.</summary>
    public static string Of(LeafBlock block) => Of(block.Inline);

    /// <summary>The links of a block, those within lists too.</summary>
    public static IEnumerable<LinkInline> LinksIn(Block block) => block switch
    {
        LeafBlock leaf => leaf.Inline?.Descendants<LinkInline>() ?? [],
        ContainerBlock container => container.SelectMany(LinksIn),
        _ => [],
    };

    /// <summary>What a link is called.</summary>
    public static string LabelOf(LinkInline link) => Of((ContainerInline)link);

    /// <summary>Whether a link leads out of the folder of pages.</summary>
    public static bool IsOnTheWeb(string url) => url.Contains("://", StringComparison.Ordinal);

    /// <summary>The lines of a fence.</summary>
    public static string CodeOf(LeafBlock code) => code.Lines.ToString().ReplaceLineEndings("\n").TrimEnd('\n');

    private static IEnumerable<HelpText> Of(Block block, int level) => block switch
    {
        CodeBlock code => [new HelpText(CodeOf(code), Preformatted: true, Level: level)],
        Table table => [new HelpText(Of(table), Preformatted: true, Level: level)],
        ListBlock list => list.Cast<ListItemBlock>().SelectMany((item, index) => Of(item, list, index, level)),
        LeafBlock leaf => Of(leaf) is { Length: > 0 } text ? [new HelpText(text, Level: level)] : [],
        ContainerBlock container => container.SelectMany(inner => Of(inner, level)),
        _ => [],
    };

    private static IEnumerable<HelpText> Of(ListItemBlock item, ListBlock list, int index, int level)
    {
        var bullet = list.IsOrdered ? $"{item.Order}. " : "- ";
        return item.SelectMany(block => Of(block, level + 1))
            .Select((text, position) => position == 0 && text.Bullet.Length == 0 ? text with { Bullet = bullet } : text);
    }

    private static string Of(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? [])
            Append(text, inline);
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            case HtmlInline html:
                // <String> outside of code reads as HTML; what the writer meant is the text.
                text.Append(html.Tag);
                break;
            case LinkInline link:
                AppendLink(text, link);
                break;
            case ContainerInline container:
                foreach (var inner in container)
                    Append(text, inner);
                break;
        }
    }

    // A link to another page says nothing more than its text; one to the web is useful on a console as well.
    private static void AppendLink(StringBuilder text, LinkInline link)
    {
        var label = LabelOf(link);
        text.Append(label);
        if (link.Url is { } url && IsOnTheWeb(url) && url != label)
            text.Append(" (").Append(url).Append(')');
    }

    private static string Of(Table table)
    {
        string[][] rows = [.. table.Cast<TableRow>().Select(row => row.Cast<TableCell>().Select(CellText).ToArray())];
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => row.ElementAtOrDefault(column)?.Length ?? 0))];
        var lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).ToList();
        lines.Insert(1, string.Join("  ", widths.Select(width => new string('-', width))));
        return string.Join('\n', lines);
    }

    private static string CellText(TableCell cell) => string.Join(' ', Of(cell.AsEnumerable()).Select(text => text.Text));
}
