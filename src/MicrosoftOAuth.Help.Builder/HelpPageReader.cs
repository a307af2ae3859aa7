using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace MicrosoftOAuth.Help;

/// <summary>Reads one page and gathers everything that is wrong with it before it gives up.</summary>
internal sealed partial class HelpPageReader
{
    public const string SingleParameterSet = "__AllParameterSets";

    private const string Schema = "2.0.0";

    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    private static readonly string[] s_sections =
        ["SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly string _path;
    private readonly MarkdownDocument _document;
    private readonly HelpErrors _errors;

    private HelpPageReader(string path)
    {
        _path = path;
        _document = Markdown.Parse(File.ReadAllText(path), s_markdown);
        _errors = new HelpErrors(path);
    }

    public static HelpPage Read(string path)
    {
        var reader = new HelpPageReader(path);
        var page = reader.Read();
        reader._errors.ThrowIfAny();
        return page;
    }

    private HelpPage Read()
    {
        var name = Path.GetFileNameWithoutExtension(_path);
        var title = HelpSection.Split(_document, level: 1);
        if (title is not [{ Title: var written }] || written != name)
            _errors.Add(title is [var first, ..] ? first.Line : 1, $"The page needs one title, '# {name}', as its file is named.");

        var sections = HelpSection.Split(_document, level: 2);
        CheckSections(sections);
        HelpSection Section(string wanted) => sections.FirstOrDefault(section => section.Title == wanted) ?? HelpSection.Missing;

        var parameters = ReadParameters(Section("PARAMETERS"));
        var syntax = ReadSyntax(Section("SYNTAX"), name);
        CheckSyntax(Section("SYNTAX"), syntax, parameters);
        return new HelpPage
        {
            Name = name,
            FrontMatter = ReadFrontMatter(),
            Synopsis = ReadSynopsis(Section("SYNOPSIS")),
            Syntax = syntax,
            Description = ReadText(Section("DESCRIPTION")),
            Examples = ReadExamples(Section("EXAMPLES")),
            Parameters = parameters,
            Inputs = ReadTypes(Section("INPUTS")),
            Outputs = ReadTypes(Section("OUTPUTS")),
            Notes = MarkdownText.Of(Section("NOTES").Blocks),
            Links = ReadLinks(Section("RELATED LINKS")),
        };
    }

    private void CheckSections(IReadOnlyList<HelpSection> sections)
    {
        foreach (var missing in s_sections.Where(wanted => sections.All(section => section.Title != wanted)))
            _errors.Add(1, $"The section '## {missing}' is missing.");

        var known = sections.Where(section => s_sections.Contains(section.Title)).ToList();
        foreach (var section in sections.Except(known))
            _errors.Add(section.Line, $"'## {section.Title}' is no section of a cmdlet's page.");
        for (var i = 1; i < known.Count; i++)
        {
            if (Array.IndexOf(s_sections, known[i].Title) <= Array.IndexOf(s_sections, known[i - 1].Title))
                _errors.Add(known[i].Line, $"'## {known[i].Title}' stands twice or out of order; the order is {string.Join(", ", s_sections)}.");
        }

        foreach (var block in _document.Descendants<LeafBlock>().Where(block => block is ParagraphBlock && MarkdownText.Of(block).Contains("{{", StringComparison.Ordinal)))
            _errors.Add(block.Line + 1, "A placeholder of the page's template is still there.");
    }

    private Dictionary<string, string> ReadFrontMatter()
    {
        var block = _document.OfType<YamlFrontMatterBlock>().FirstOrDefault();
        var yaml = YamlLines.Read(block, _errors);
        string[] keys = ["external help file", "Module Name", "online version", "schema"];
        foreach (var missing in keys.Where(key => !yaml.ContainsKey(key)))
            _errors.Add(1, $"The front matter needs '{missing}:'.");
        if (yaml.TryGetValue("schema", out var schema) && schema.Value != Schema)
            _errors.Add(schema.Line, $"The schema is {Schema}.");
        return yaml.ToDictionary(pair => pair.Key, pair => pair.Value.Value, StringComparer.Ordinal);
    }

    private string ReadSynopsis(HelpSection section)
    {
        var text = ReadText(section);
        if (text.Count > 1)
            _errors.Add(section.Line, "The synopsis is one paragraph.");
        return text is [var first, ..] ? first.Text : "";
    }

    private IReadOnlyList<HelpText> ReadText(HelpSection section)
    {
        var text = MarkdownText.Of(section.Blocks);
        if (text.Count == 0 && section != HelpSection.Missing)
            _errors.Add(section.Line, $"'{section.Title}' has no text.");
        return text;
    }

    private List<HelpSyntax> ReadSyntax(HelpSection section, string command)
    {
        var syntax = new List<HelpSyntax>();
        var parts = section.Parts();
        if (parts.Count == 0 && section.Blocks.Count > 0)
            parts = [section with { Title = $"{SingleParameterSet} (Default)" }];
        foreach (var part in parts)
        {
            if (part.Blocks is not [FencedCodeBlock fence])
            {
                _errors.Add(part.Line, $"The syntax of '{part.Title}' needs one fence and nothing else.");
                continue;
            }

            var text = string.Join(' ', MarkdownText.CodeOf(fence).Split('\n', StringSplitOptions.TrimEntries));
            if (!text.StartsWith($"{command} ", StringComparison.Ordinal))
                _errors.Add(fence.Line + 2, $"The syntax begins with '{command} '.");
            var isDefault = part.Title.EndsWith(" (Default)", StringComparison.Ordinal);
            var set = isDefault ? part.Title[..^" (Default)".Length] : part.Title;
            syntax.Add(new HelpSyntax(set, isDefault, text, [.. ParameterInSyntax().Matches(text).Select(match => match.Groups["name"].Value)]));
        }

        if (syntax.Count == 0 && section != HelpSection.Missing)
            _errors.Add(section.Line, "'SYNTAX' shows no parameter set.");
        if (syntax.Count(item => item.IsDefault) > 1)
            _errors.Add(section.Line, "More than one parameter set is the default.");
        return syntax;
    }

    // The two tell the same story twice; a page in which they differ is wrong in one of them.
    private void CheckSyntax(HelpSection section, List<HelpSyntax> syntax, List<HelpParameter> parameters)
    {
        foreach (var item in syntax)
        {
            var described = parameters
                .Where(parameter => parameter.Traits.Any(traits => traits.HoldIn(item.ParameterSet)))
                .Select(parameter => parameter.Name).ToList();
            foreach (var name in item.Parameters.Where(name => !described.Contains(name)))
                _errors.Add(section.Line, $"The syntax of '{item.ParameterSet}' has -{name}, which 'PARAMETERS' does not have in that set.");
            foreach (var name in described.Where(name => item.Parameters.All(shown => shown != name)))
                _errors.Add(section.Line, $"'PARAMETERS' has -{name} in the set '{item.ParameterSet}', whose syntax does not show it.");
        }

        var sets = syntax.Select(item => item.ParameterSet).Append(HelpParameterTraits.AllSets).ToList();
        foreach (var (parameter, set) in parameters.SelectMany(parameter => parameter.Traits.SelectMany(traits => traits.ParameterSets.Select(set => (parameter, set)))))
        {
            if (!sets.Contains(set))
                _errors.Add(section.Line, $"-{parameter.Name} names the parameter set '{set}', of which 'SYNTAX' knows nothing.");
        }
    }

    private List<HelpExample> ReadExamples(HelpSection section)
    {
        var examples = new List<HelpExample>();
        foreach (var part in section.Parts())
        {
            var code = part.Blocks.OfType<FencedCodeBlock>().Where(fence => fence.Info == "powershell").ToList();
            if (code.Count == 0)
                _errors.Add(part.Line, $"'{part.Title}' has no fence marked powershell.");
            examples.Add(new HelpExample(
                part.Title,
                string.Join("\n\n", code.Select(MarkdownText.CodeOf)),
                MarkdownText.Of(part.Blocks.Except(code))));
        }

        if (examples.Count < 2 && section != HelpSection.Missing)
            _errors.Add(section.Line, $"A page needs two examples and has {examples.Count}.");
        return examples;
    }

    private List<HelpParameter> ReadParameters(HelpSection section)
    {
        var parameters = new List<HelpParameter>();
        foreach (var part in section.Parts().Where(part => part.Title != "CommonParameters"))
        {
            var yaml = part.Blocks.OfType<FencedCodeBlock>().Where(fence => fence.Info == "yaml").ToList();
            if (!part.Title.StartsWith('-'))
                _errors.Add(part.Line, $"The heading of a parameter is its name with a hyphen, not '{part.Title}'.");
            if (yaml.Count == 0)
                _errors.Add(part.Line, $"{part.Title} has no fence marked yaml.");
            var text = MarkdownText.Of(part.Blocks.Except(yaml));
            if (text.Count == 0)
                _errors.Add(part.Line, $"{part.Title} has no description.");
            var name = part.Title.TrimStart('-');
            if (parameters.Exists(parameter => parameter.Name == name))
                _errors.Add(part.Line, $"{part.Title} is described twice.");
            parameters.Add(new HelpParameter(name, text, [.. yaml.Select(fence => ParameterYaml.Read(fence, part.Title, _errors))]));
        }

        return parameters;
    }

    private static List<HelpType> ReadTypes(HelpSection section) =>
        [.. section.Parts().Select(part => new HelpType(part.Title, MarkdownText.Of(part.Blocks)))];

    private static List<HelpLink> ReadLinks(HelpSection section) =>
        [.. section.Blocks.SelectMany(MarkdownText.LinksIn).Select(link => new HelpLink(MarkdownText.LabelOf(link), link.Url ?? ""))];

    [GeneratedRegex(@"(?<=[\s\[])-(?<name>[A-Za-z]\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ParameterInSyntax();
}
