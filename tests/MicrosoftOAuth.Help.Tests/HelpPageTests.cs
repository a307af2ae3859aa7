namespace MicrosoftOAuth.Help.Tests;

public sealed class HelpPageTests : Samples
{
    [Fact]
    public void A_page_is_read_with_all_its_sections()
    {
        var page = HelpPage.Read(Page("Get-HelpSample"));

        Assert.Equal("Get-HelpSample", page.Name);
        Assert.Equal("Gets a sample by its name, or all of them & more.", page.Synopsis);
        Assert.Equal("HelpSample", page.FrontMatter["Module Name"]);
        Assert.Equal("https://example.org/docs/Get-HelpSample.md", page.FrontMatter["online version"]);
        Assert.Equal(["Force", "Id", "Name", "Platform"], page.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(["System.String[]"], page.Inputs.Select(type => type.Name));
        Assert.Equal(["HelpSample.Sample", "None"], page.Outputs.Select(type => type.Name));
        Assert.Equal([new HelpText("Needs nothing.")], page.Notes);
        Assert.Equal([new HelpLink("Set-HelpSample", "Set-HelpSample.md"), new HelpLink("The guide", "https://example.org/guide")], page.Links);
    }

    [Fact]
    public void Syntax_is_read_per_parameter_set()
    {
        var syntax = HelpPage.Read(Page("Get-HelpSample")).Syntax;

        Assert.Equal(["ByName", "ById"], syntax.Select(item => item.ParameterSet));
        Assert.Equal([true, false], syntax.Select(item => item.IsDefault));
        Assert.Equal(["Name", "Platform", "Force"], syntax[0].Parameters);
        Assert.Equal("Get-HelpSample -Id <Guid> [-Force] [<CommonParameters>]", syntax[1].Text);
    }

    [Fact]
    public void Syntax_without_headings_is_the_only_parameter_set()
    {
        var syntax = Assert.Single(HelpPage.Read(Page("Set-HelpSample")).Syntax);

        Assert.Equal("__AllParameterSets", syntax.ParameterSet);
        Assert.True(syntax.IsDefault);
        Assert.Equal(["Value", "WhatIf"], syntax.Parameters);
    }

    [Fact]
    public void Examples_have_all_their_PowerShell_as_code_and_the_rest_as_remarks()
    {
        var examples = HelpPage.Read(Page("Get-HelpSample")).Examples;

        Assert.Equal("Example 1: One by its name", examples[0].Title);
        Assert.Equal("Get-HelpSample -Name 'one' |\n    Set-HelpSample -Force", examples[0].Code);
        Assert.Equal("$all = Get-HelpSample *\n\n$all.Count", examples[1].Code);
        Assert.Equal(
            [new HelpText("What comes out is a table:"), new HelpText("Name  Id\n----  --\none   1", Preformatted: true)],
            examples[1].Remarks);
    }

    [Fact]
    public void Parameters_have_the_fields_of_their_yaml()
    {
        var parameters = HelpPage.Read(Page("Get-HelpSample")).Parameters.ToDictionary(parameter => parameter.Name);

        var name = Assert.Single(parameters["Name"].Traits);
        Assert.Equal("String[]", name.Type);
        Assert.Equal(["ByName"], name.ParameterSets);
        Assert.Empty(name.Aliases);
        Assert.Equal((true, 0, "None", "True (ByPropertyName, ByValue)", true), (name.Required, name.Position, name.DefaultValue, name.PipelineInput, name.AcceptsWildcards));
        Assert.Equal(["SampleId", "ObjectId"], parameters["Id"].Traits[0].Aliases);
        Assert.Equal(["Web", "Spa"], parameters["Platform"].Traits[0].AcceptedValues);
        Assert.Equal((false, null, "False"), (parameters["Force"].Traits[0].Required, parameters["Force"].Traits[0].Position, parameters["Force"].Traits[0].PipelineInput));
    }

    [Fact]
    public void A_parameter_may_differ_between_sets()
    {
        var page = HelpPage.Read(Changed("Get-HelpSample", "Parameter Sets: (All)\nAliases:\n\nRequired: False\nPosition: Named\nDefault value: False\nAccept pipeline input: False\nAccept wildcard characters: False\n```\n", """
            Parameter Sets: ByName
            Aliases:
            Required: False
            Position: Named
            Default value: False
            Accept pipeline input: False
            Accept wildcard characters: False
            ```

            ```yaml
            Type: SwitchParameter
            Parameter Sets: ById
            Aliases:
            Required: True
            Position: Named
            Default value: False
            Accept pipeline input: False
            Accept wildcard characters: False
            ```

            """.ReplaceLineEndings("\n")));

        Assert.Equal([false, true], page.Parameters[0].Traits.Select(traits => traits.Required));
    }

    [Fact]
    public void Markdown_becomes_plain_text()
    {
        var description = HelpPage.Read(Page("Get-HelpSample")).Description;

        Assert.Equal(
            [
                new HelpText("Get-HelpSample gets samples. See the guide (https://example.org/guide) and Set-HelpSample."),
                new HelpText("Two kinds there are:"),
                new HelpText("one that is short;", Bullet: "- ", Level: 1),
                new HelpText("one with <angle> brackets, <String>, and a second line.", Bullet: "- ", Level: 1),
            ],
            description);
    }

    [Theory]
    [InlineData("## NOTES\n\nNeeds nothing.\n", "", "---", "The section '## NOTES' is missing.")]
    [InlineData("## INPUTS", "## INPUT", "---", "The section '## INPUTS' is missing.")]
    [InlineData("## INPUTS", "## INPUT", "## INPUT", "'## INPUT' is no section of a cmdlet's page.")]
    [InlineData("## NOTES\n\nNeeds nothing.\n", "## NOTES\n\n## NOTES\n", "## NOTES", "'## NOTES' stands twice or out of order")]
    [InlineData("# Get-HelpSample\n\n", "# Get-HelpSamples\n\n", "# Get-HelpSamples", "The page needs one title, '# Get-HelpSample', as its file is named.")]
    [InlineData("Gets a **sample** by its name,\nor all of them & more.\n", "", "## SYNOPSIS", "'SYNOPSIS' has no text.")]
    [InlineData("or all of them & more.", "\nor all of them & more.", "## SYNOPSIS", "The synopsis is one paragraph.")]
    [InlineData("Gets one sample and sets it.", "{{ Add example description here }}", "{{ Add example description here }}", "A placeholder of the page's template is still there.")]
    [InlineData("### Example 2: All, with their output", "And more.", "## EXAMPLES", "A page needs two examples and has 1.")]
    [InlineData("```powershell\nGet-HelpSample -Name", "```\nGet-HelpSample -Name", "### Example 1: One by its name", "'Example 1: One by its name' has no fence marked powershell.")]
    [InlineData("The sample's id.\n\n```yaml", "The sample's id.\n\n```text", "### -Id", "-Id has no fence marked yaml.")]
    [InlineData("The sample's id.\n\n", "", "### -Id", "-Id has no description.")]
    [InlineData("### -Id", "### Id", "### Id", "The heading of a parameter is its name with a hyphen, not 'Id'.")]
    [InlineData("### -Id", "### -Name", "### -Name", "-Name is described twice.")]
    [InlineData("Type: Guid\n", "", "```yaml", "The yaml of -Id needs 'Type:'.")]
    [InlineData("Type: Guid\n", "Type:\n", "Type:", "'Type' is given, not ''.")]
    [InlineData("Type: Guid\n", "Type: Guid\nColour: red\n", "Colour: red", "'Colour' is no key of a parameter's yaml.")]
    [InlineData("Type: Guid\n", "Type: Guid\nType: Guid\n", "Type: Guid", "'Type' stands twice.")]
    [InlineData("Type: Guid\n", "Type: Guid\nnonsense\n", "nonsense", "'nonsense' is not 'key: value'.")]
    [InlineData("Position: 0", "Position: first", "Position: first", "'Position' is a number or Named, not 'first'.")]
    [InlineData("Aliases: SampleId, ObjectId\n\nRequired: True", "Aliases: SampleId, ObjectId\n\nRequired: yes", "Required: yes", "'Required' is True or False, not 'yes'.")]
    [InlineData("Accept pipeline input: True (ByPropertyName)\n", "Accept pipeline input: ByPropertyName\n", "Accept pipeline input: ByPropertyName", "'Accept pipeline input' is False, or True with the ways in brackets, not 'ByPropertyName'.")]
    [InlineData("[-Platform <String>] ", "", "## SYNTAX", "'PARAMETERS' has -Platform in the set 'ByName', whose syntax does not show it.")]
    [InlineData("-Id <Guid>", "-Id <Guid> [-Other]", "## SYNTAX", "The syntax of 'ById' has -Other, which 'PARAMETERS' does not have in that set.")]
    [InlineData("Parameter Sets: ById", "Parameter Sets: ById, ByColour", "## SYNTAX", "-Id names the parameter set 'ByColour', of which 'SYNTAX' knows nothing.")]
    [InlineData("### ById\n", "### ById (Default)\n", "## SYNTAX", "More than one parameter set is the default.")]
    [InlineData("```\nGet-HelpSample -Id", "```\nGet-Samples -Id", "Get-Samples -Id <Guid> [-Force]", "The syntax begins with 'Get-HelpSample '.")]
    [InlineData("schema: 2.0.0", "schema: 3.0.0", "schema: 3.0.0", "The schema is 2.0.0.")]
    [InlineData("Module Name: HelpSample\n", "", "---", "The front matter needs 'Module Name:'.")]
    public void What_is_wrong_is_said_with_its_line(string old, string text, string line, string message)
    {
        var path = Changed("Get-HelpSample", old, text);

        var errors = Assert.Throws<HelpException>(() => HelpPage.Read(path)).Errors;

        var error = errors.First(error => error.Message.StartsWith(message, StringComparison.Ordinal));
        Assert.Equal((path, line), (error.File, File.ReadLines(path).ElementAt(error.Line - 1)));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var path = Path.Combine(Folder, "Get-Nothing.md");
        File.WriteAllText(path, "# Get-Nothing\n");

        var errors = Assert.Throws<HelpException>(() => HelpPage.Read(path)).Errors;

        Assert.Equal(9, errors.Count(error => error.Message.EndsWith("is missing.", StringComparison.Ordinal)));
        Assert.Equal(4, errors.Count(error => error.Message.StartsWith("The front matter needs", StringComparison.Ordinal)));
        Assert.Equal(13, errors.Count);
    }
}
