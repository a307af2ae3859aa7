namespace MicrosoftOAuth.Help;

/// <summary>
/// The page of one cmdlet: markdown in platyPS schema 2.0.0, as platyPS 0.14 writes it
/// (https://github.com/PowerShell/platyPS/blob/v1/docs/developer/platyPS/platyPS.schema.md).
/// </summary>
public sealed record HelpPage
{
    /// <summary>Verb-Noun, the page's title and its file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Front matter: <c>external help file</c>, <c>Module Name</c>, <c>online version</c>, <c>schema</c>.</summary>
    public required IReadOnlyDictionary<string, string> FrontMatter { get; init; }

    /// <summary>One paragraph, without markdown.</summary>
    public required string Synopsis { get; init; }

    /// <summary>One per parameter set.</summary>
    public required IReadOnlyList<HelpSyntax> Syntax { get; init; }

    /// <summary>The description's text.</summary>
    public required IReadOnlyList<HelpText> Description { get; init; }

    /// <summary>Two at the least.</summary>
    public required IReadOnlyList<HelpExample> Examples { get; init; }

    /// <summary>In the page's order, without <c>CommonParameters</c>.</summary>
    public required IReadOnlyList<HelpParameter> Parameters { get; init; }

    /// <summary>What the pipeline takes.</summary>
    public required IReadOnlyList<HelpType> Inputs { get; init; }

    /// <summary>What is written.</summary>
    public required IReadOnlyList<HelpType> Outputs { get; init; }

    /// <summary>May be empty.</summary>
    public required IReadOnlyList<HelpText> Notes { get; init; }

    /// <summary>May be empty.</summary>
    public required IReadOnlyList<HelpLink> Links { get; init; }

    /// <summary>Reads a page.</summary>
    /// <param name="path">A markdown file.</param>
    /// <exception cref="HelpException">The page breaks the schema or this house's rules; all that was found is in it.</exception>
    public static HelpPage Read(string path) => HelpPageReader.Read(path);
}

/// <summary>One parameter set's syntax.</summary>
/// <param name="ParameterSet">Its name; <c>__AllParameterSets</c> where the page names none.</param>
/// <param name="IsDefault">Whether it is the default.</param>
/// <param name="Text">The syntax as written, e.g. <c>Get-Thing [-Name] &lt;String&gt; [&lt;CommonParameters&gt;]</c>.</param>
/// <param name="Parameters">The names of its parameters in the order of the text.</param>
public sealed record HelpSyntax(string ParameterSet, bool IsDefault, string Text, IReadOnlyList<string> Parameters);

/// <summary>An example.</summary>
/// <param name="Title">Its heading, e.g. <c>Example 1: Sign in</c>.</param>
/// <param name="Code">Its PowerShell: all fences marked <c>powershell</c>, a blank line between them.</param>
/// <param name="Remarks">Everything else.</param>
public sealed record HelpExample(string Title, string Code, IReadOnlyList<HelpText> Remarks);

/// <summary>A parameter.</summary>
/// <param name="Name">Without the hyphen.</param>
/// <param name="Description">What it does.</param>
/// <param name="Traits">One where it is the same in all its sets, else one per group of sets.</param>
public sealed record HelpParameter(string Name, IReadOnlyList<HelpText> Description, IReadOnlyList<HelpParameterTraits> Traits);

/// <summary>A parameter's yaml: what it is in some parameter sets.</summary>
/// <param name="Type">The type's short name, e.g. <c>String[]</c> or <c>SwitchParameter</c>.</param>
/// <param name="ParameterSets">The sets' names; <c>(All)</c> for all of them.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="AcceptedValues">The values it can have, if they can be listed.</param>
/// <param name="Required">Whether it must be given.</param>
/// <param name="Position">From 0; null for a parameter that must be named.</param>
/// <param name="DefaultValue">As written; <c>None</c> where there is none.</param>
/// <param name="PipelineInput"><c>False</c>, or <c>True</c> with the ways in brackets, e.g. <c>True (ByPropertyName)</c>.</param>
/// <param name="AcceptsWildcards">Whether it takes a pattern.</param>
public sealed record HelpParameterTraits(
    string Type,
    IReadOnlyList<string> ParameterSets,
    IReadOnlyList<string> Aliases,
    IReadOnlyList<string> AcceptedValues,
    bool Required,
    int? Position,
    string DefaultValue,
    string PipelineInput,
    bool AcceptsWildcards)
{
    /// <summary>What platyPS writes for a parameter that is in every set.</summary>
    public const string AllSets = "(All)";

    /// <summary>Whether these traits hold in a parameter set.</summary>
    public bool HoldIn(string parameterSet) => ParameterSets.Any(set => set == AllSets || set == parameterSet);
}

/// <summary>A type that goes in or comes out.</summary>
/// <param name="Name">As written, mostly with its namespace.</param>
/// <param name="Description">May be empty.</param>
public sealed record HelpType(string Name, IReadOnlyList<HelpText> Description);

/// <summary>A link.</summary>
/// <param name="Text">What it is called.</param>
/// <param name="Uri">Where it leads; may be empty, as in links to other cmdlets.</param>
public sealed record HelpLink(string Text, string Uri);

/// <summary>A piece of plain text made from markdown.</summary>
/// <param name="Text">A paragraph on one line, or preformatted lines.</param>
/// <param name="Preformatted">Whether its line breaks and blanks stay as they are: code, tables.</param>
/// <param name="Bullet">What stands before a list's item, e.g. <c>- </c> or <c>1. </c>; empty otherwise.</param>
/// <param name="Level">How many lists it stands in.</param>
public sealed record HelpText(string Text, bool Preformatted = false, string Bullet = "", int Level = 0);
