using Markdig.Syntax;

namespace MicrosoftOAuth.Help;

/// <summary>A heading and what stands beneath it, up to the next of its level or above.</summary>
/// <param name="Title">The heading's text.</param>
/// <param name="Line">From 1.</param>
/// <param name="Blocks">What stands beneath it, deeper headings included.</param>
internal sealed record HelpSection(string Title, int Line, IReadOnlyList<Block> Blocks)
{
    /// <summary>Stands for a section that is not there, so that what is missing is said once only.</summary>
    public static HelpSection Missing { get; } = new("", 1, []);

    /// <summary>The sections of one level.</summary>
    public static IReadOnlyList<HelpSection> Split(IEnumerable<Block> blocks, int level)
    {
        var sections = new List<(HeadingBlock Heading, List<Block> Blocks)>();
        var open = false;
        foreach (var block in blocks)
        {
            if (block is HeadingBlock heading && heading.Level <= level)
            {
                open = heading.Level == level;
                if (open)
                    sections.Add((heading, []));
            }
            else if (open)
            {
                sections[^1].Blocks.Add(block);
            }
        }

        return [.. sections.Select(section => new HelpSection(MarkdownText.Of(section.Heading), section.Heading.Line + 1, section.Blocks))];
    }

    /// <summary>The sections one level deeper than '##'.</summary>
    public IReadOnlyList<HelpSection> Parts() => Split(Blocks, level: 3);
}
