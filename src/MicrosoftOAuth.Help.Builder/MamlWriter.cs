using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace MicrosoftOAuth.Help;

/// <summary>
/// Writes pages as MAML, the form that Get-Help reads for binary cmdlets
/// (https://learn.microsoft.com/powershell/scripting/developer/help/how-to-create-the-cmdlet-help-file).
/// </summary>
internal static class MamlWriter
{
    private static readonly XNamespace s_help = "http://msh";
    private static readonly XNamespace s_maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace s_command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace s_dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly XmlWriterSettings s_format = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        // Line breaks in the text are the page's own.
        NewLineHandling = NewLineHandling.None,
    };

    /// <summary>Writes a help file with one command per page.</summary>
    public static void Write(string path, IEnumerable<HelpPage> pages)
    {
        var document = new XElement(s_help + "helpItems", new XAttribute("schema", "maml"), pages.Select(Command));
        using var file = File.CreateText(path);
        using var writer = XmlWriter.Create(file, s_format);
        document.Save(writer);
        writer.Flush();
        file.Write('\n');
    }

    private static XElement Command(HelpPage page) => new(
        s_command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", s_maml),
        new XAttribute(XNamespace.Xmlns + "command", s_command),
        new XAttribute(XNamespace.Xmlns + "dev", s_dev),
        new XElement(
            s_command + "details",
            new XElement(s_command + "name", page.Name),
            new XElement(s_command + "verb", page.Name[..page.Name.IndexOf('-', StringComparison.Ordinal)]),
            new XElement(s_command + "noun", page.Name[(page.Name.IndexOf('-', StringComparison.Ordinal) + 1)..]),
            Description([new HelpText(page.Synopsis)])),
        Description(page.Description),
        new XElement(s_command + "syntax", page.Syntax.Select(syntax => SyntaxItem(page, syntax))),
        new XElement(s_command + "parameters", page.Parameters.Select(parameter => Parameter(parameter, parameter.Traits[0], inSyntax: false))),
        new XElement(s_command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
        new XElement(s_command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
        new XElement(s_maml + "alertSet", new XElement(s_maml + "alert", Paragraphs(page.Notes))),
        new XElement(s_command + "examples", page.Examples.Select(Example)),
        new XElement(s_command + "relatedLinks", Links(page).Select(Link)));

    private static XElement SyntaxItem(HelpPage page, HelpSyntax syntax) => new(
        s_command + "syntaxItem",
        new XElement(s_maml + "name", page.Name),
        from name in syntax.Parameters
        let parameter = page.Parameters.First(parameter => parameter.Name == name)
        select Parameter(parameter, parameter.Traits.First(traits => traits.HoldIn(syntax.ParameterSet)), inSyntax: true));

    private static XElement Parameter(HelpParameter parameter, HelpParameterTraits traits, bool inSyntax)
    {
        var isSwitch = traits.Type == "SwitchParameter";
        return new XElement(
            s_command + "parameter",
            new XAttribute("required", traits.Required ? "true" : "false"),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", traits.AcceptsWildcards ? "true" : "false"),
            new XAttribute("pipelineInput", traits.PipelineInput),
            new XAttribute("position", traits.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", traits.Aliases.Count == 0 ? "none" : string.Join(", ", traits.Aliases)),
            new XElement(s_maml + "name", parameter.Name),
            Description(parameter.Description),
            inSyntax && traits.AcceptedValues.Count > 0 ? Values(traits) : null,
            // A value here makes the syntax ask for one, which a switch does not.
            inSyntax && isSwitch ? null : Value(traits.Type, required: !isSwitch),
            new XElement(s_dev + "type", new XElement(s_maml + "name", traits.Type), new XElement(s_maml + "uri")),
            new XElement(s_dev + "defaultValue", traits.DefaultValue));
    }

    private static XElement Values(HelpParameterTraits traits) =>
        new(s_command + "parameterValueGroup", traits.AcceptedValues.Select(value => Value(value, required: false)));

    private static XElement Value(string text, bool required) =>
        new(s_command + "parameterValue", new XAttribute("required", required ? "true" : "false"), new XAttribute("variableLength", "false"), text);

    private static XElement Type(string element, HelpType type) => new(
        s_command + element,
        new XElement(s_dev + "type", new XElement(s_maml + "name", type.Name)),
        Description(type.Description));

    private static XElement Example(HelpExample example) => new(
        s_command + "example",
        new XElement(s_maml + "title", $"-------------------------- {example.Title} --------------------------"),
        new XElement(s_dev + "code", example.Code),
        new XElement(s_dev + "remarks", Paragraphs(example.Remarks)));

    // Get-Help -Online opens the first link.
    private static IEnumerable<HelpLink> Links(HelpPage page) =>
        page.FrontMatter["online version"] is { Length: > 0 } online ? page.Links.Prepend(new HelpLink("Online Version:", online)) : page.Links;

    // A link to another page of the folder leads nowhere on a console; its text names the cmdlet to ask for.
    private static XElement Link(HelpLink link) => new(
        s_maml + "navigationLink",
        new XElement(s_maml + "linkText", link.Text),
        new XElement(s_maml + "uri", MarkdownText.IsOnTheWeb(link.Uri) ? link.Uri : ""));

    private static XElement Description(IEnumerable<HelpText> text) => new(s_maml + "description", Paragraphs(text));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<HelpText> text) =>
        text.Select(piece => new XElement(s_maml + "para", PlainLayout.ForMaml(piece)));
}
