using System.Diagnostics;
using System.Xml.Linq;

namespace MicrosoftOAuth.Help.Tests;

public sealed class HelpBuildTests : Samples
{
    private static readonly string s_pages = Path.GetDirectoryName(Page("Get-HelpSample"))!;

    private string Output => Path.Combine(Folder, "en-US");

    [Fact]
    public void Help_is_well_formed_and_has_every_command()
    {
        Assert.Empty(HelpBuild.Run(s_pages, Output, Assembly));

        var help = XDocument.Load(Path.Combine(Output, $"{Assembly}.dll-Help.xml"));
        XNamespace command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
        Assert.Equal(["Get-HelpSample", "Set-HelpSample"], help.Descendants(command + "details").Select(details => details.Element(command + "name")!.Value));
    }

    [Fact]
    public void The_same_pages_give_the_same_bytes()
    {
        var other = Path.Combine(Folder, "again");

        HelpBuild.Run(s_pages, Output, Assembly);
        HelpBuild.Run(s_pages, other, Assembly);
        HelpBuild.Run(s_pages, other, Assembly);

        Assert.Equal(["about_HelpSample.help.txt", $"{Assembly}.dll-Help.xml"], Directory.GetFiles(other).Select(Path.GetFileName).Order(StringComparer.OrdinalIgnoreCase));
        foreach (var file in Directory.GetFiles(Output))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(other, Path.GetFileName(file))));
            Assert.DoesNotContain((byte)'\r', bytes);
        }
    }

    [Fact]
    public void A_topic_becomes_text_of_eighty_columns()
    {
        HelpBuild.Run(s_pages, Output, Assembly);

        Assert.Equal(
            """
            TOPIC
                about_HelpSample

            SHORT DESCRIPTION
                What samples are for.

            LONG DESCRIPTION
                Samples are pieces of text that are long enough to be wrapped at the
                eightieth column, which this one certainly is. They are plain, with code and
                links (https://example.org/).

              Lists
                1. The first thing, which goes on for so long that it needs to continue on a
                   second line of text.
                2. The second thing:
                  - with a thing inside it that is also quite long, so long that it has to
                    be continued further down;
                  - and another.

                  A paragraph of the second thing.

              Code
                    Get-HelpSample -Name 'a name that is so long that the line passes the eightieth column without being wrapped'

                    Get-HelpSample

                    Word  Meaning
                    ----  ----------
                    one   the first
                    two   the second

            SEE ALSO
                - Get-HelpSample

            """.ReplaceLineEndings("\n"),
            File.ReadAllText(Path.Combine(Output, "about_HelpSample.help.txt")));
    }

    [Theory]
    [InlineData("# about_HelpSample", "# About samples", 1, "The page needs one title, '# about_HelpSample', as its file is named.")]
    [InlineData("## Short description", "## Short", 1, "The first section is '## Short description'.")]
    [InlineData("What samples are for.", "What samples are for, said in so many words that they can never stand on one line of text.", 3, "The short description is one line of 76 characters at most.")]
    public void A_topic_of_another_form_is_an_error(string old, string text, int line, string message)
    {
        var path = Changed("about_HelpSample", old, text);

        Assert.Contains(new HelpError(path, line, message), HelpBuild.Run(Folder, Output, Assembly));
    }

    [Fact]
    public void A_topic_that_is_gone_leaves_nothing_behind()
    {
        Directory.CreateDirectory(Output);
        File.WriteAllText(Path.Combine(Output, "about_Gone.help.txt"), "");

        HelpBuild.Run(s_pages, Output, Assembly);

        Assert.Equal(["about_HelpSample.help.txt"], Directory.GetFiles(Output, "about_*").Select(Path.GetFileName));
    }

    [Fact]
    public void A_page_of_another_assembly_is_an_error()
    {
        var errors = HelpBuild.Run(s_pages, Output, "Other");

        Assert.Equal(2, errors.Count);
        Assert.All(errors, error => Assert.Equal("The external help file is Other.dll-Help.xml.", error.Message));
    }

    [Fact]
    public void A_file_of_no_known_kind_is_an_error()
    {
        var path = Path.Combine(Folder, "README.md");
        File.WriteAllText(path, "# Read me\n");

        Assert.Equal([new HelpError(path, 1, "A page is named Verb-Noun.md or about_Name.md.")], HelpBuild.Run(Folder, Output, Assembly));
    }

    [Fact]
    public void The_tool_writes_help_and_ends_with_zero()
    {
        var (code, errors) = Tool(s_pages, Output, Assembly);

        Assert.Equal((0, ""), (code, errors));
        Assert.True(File.Exists(Path.Combine(Output, $"{Assembly}.dll-Help.xml")));
    }

    [Fact]
    public void The_tool_writes_errors_as_compilers_do_and_no_help_and_ends_with_one()
    {
        var path = Changed("Set-HelpSample", "### Example 2", "### Example 2\n\n### Example 3");

        var (code, errors) = Tool(Folder, Output, Assembly);

        Assert.Equal((1, $"{path}(32): error MSOH001: 'Example 2' has no fence marked powershell."), (code, errors.Trim()));
        Assert.False(Directory.Exists(Output));
    }

    [Fact]
    public void The_tool_without_arguments_says_how_it_is_used()
    {
        var (code, errors) = Tool();

        Assert.Equal(2, code);
        Assert.StartsWith("Usage: ", errors, StringComparison.Ordinal);
    }

    private static (int Code, string Errors) Tool(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(HelpBuild).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
