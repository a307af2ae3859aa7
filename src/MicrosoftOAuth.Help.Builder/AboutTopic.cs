using System.Text;
using Markdig;
using Markdig.Syntax;

namespace MicrosoftOAuth.Help;

/// <summary>
/// A conceptual topic, about_Name.md, as the text file that Get-Help shows.
/// </summary>
/// <remarks>
/// The page has a title (its file's name) and sections, the first of them <c>## Short description</c> with one line.
/// Get-Help takes the fifth line of the text for the synopsis, so the head of the file is fixed: TOPIC, name, a blank
/// line, SHORT DESCRIPTION, the line.
/// </remarks>
internal sealed class AboutTopic
{
    private const string Margin = "    ";
    private const int LongestSynopsis = 80 - 4;

    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    /// <summary>The topic's text, wrapped at 80 columns, with line feeds.</summary>
    /// <exception cref="HelpException">The page has another form.</exception>
    public static string Render(string path)
    {
        var errors = new HelpErrors(path);
        var name = Path.GetFileNameWithoutExtension(path);
        var document = Markdown.Parse(File.ReadAllText(path), s_markdown);
        if (HelpSection.Split(document, level: 1) is not [{ Title: var title }] || title != name)
            errors.Add(1, $"The page needs one title, '# {name}', as its file is named.");

        var sections = HelpSection.Split(document, level: 2);
        if (sections is not [{ Title: "Short description" } first, ..])
            errors.Add(1, "The first section is '## Short description'.");
        else if (MarkdownText.Of(first.Blocks) is not [{ Text.Length: <= LongestSynopsis, Preformatted: false }])
            errors.Add(first.Line, $"The short description is one line of {LongestSynopsis} characters at most.");
        errors.ThrowIfAny();

        var text = new StringBuilder($"TOPIC\n{Margin}{name}\n");
        foreach (var section in sections)
            text.Append('\n').Append(section.Title.ToUpperInvariant()).Append('\n').Append(Body(section.Blocks));
        return text.ToString();
    }

    private static string Body(IReadOnlyList<Block> blocks)
    {
        var text = new StringBuilder();
        var pending = new List<Block>();
        foreach (var block in blocks)
        {
            if (block is HeadingBlock heading)
            {
                Flush();
                text.Append(text.Length == 0 ? "" : "\n").Append(Margin[..2]).Append(MarkdownText.Of(heading)).Append('\n');
            }
            else
            {
                pending.Add(block);
            }
        }

        Flush();
        return text.ToString();

        void Flush()
        {
            text.Append(PlainLayout.Wrapped(MarkdownText.Of(pending), Margin));
            pending.Clear();
        }
    }
}
