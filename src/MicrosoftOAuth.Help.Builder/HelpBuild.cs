using System.Text;
using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Help;

/// <summary>Makes a folder of help from a folder of pages.</summary>
public static partial class HelpBuild
{
    /// <summary>
    /// Writes <c>&lt;assembly&gt;.dll-Help.xml</c> from all <c>Verb-Noun.md</c> and <c>about_*.help.txt</c> from all <c>about_*.md</c>.
    /// The same pages give the same bytes.
    /// </summary>
    /// <param name="pages">The folder of pages, of one language.</param>
    /// <param name="output">The folder to write to; made if it is not there. Nothing is written if a page is wrong.</param>
    /// <param name="assembly">The name of the cmdlets' assembly without its extension.</param>
    /// <returns>What is wrong, by file and line; empty if the help was written.</returns>
    /// <exception cref="DirectoryNotFoundException">There is no folder of pages.</exception>
    public static IReadOnlyList<HelpError> Run(string pages, string output, string assembly)
    {
        var errors = new List<HelpError>();
        var commands = new List<HelpPage>();
        var topics = new List<(string Name, string Text)>();
        var helpFile = $"{assembly}.dll-Help.xml";
        foreach (var path in Directory.GetFiles(pages, "*.md").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            try
            {
                if (name.StartsWith("about_", StringComparison.Ordinal))
                    topics.Add((name, AboutTopic.Render(path)));
                else if (CommandName().IsMatch(name))
                    commands.Add(Checked(HelpPage.Read(path), path, helpFile));
                else
                    errors.Add(new HelpError(path, 1, "A page is named Verb-Noun.md or about_Name.md."));
            }
            catch (HelpException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }

        if (errors.Count == 0)
            Write(output, helpFile, commands, topics);
        return errors;
    }

    private static HelpPage Checked(HelpPage page, string path, string helpFile) =>
        page.FrontMatter["external help file"] == helpFile
            ? page
            : throw new HelpException([new HelpError(path, 1, $"The external help file is {helpFile}.")]);

    private static void Write(string output, string helpFile, List<HelpPage> commands, List<(string Name, string Text)> topics)
    {
        Directory.CreateDirectory(output);
        MamlWriter.Write(Path.Combine(output, helpFile), commands);
        foreach (var stale in Directory.GetFiles(output, "about_*.help.txt"))
            File.Delete(stale);
        foreach (var (name, text) in topics)
            File.WriteAllText(Path.Combine(output, $"{name}.help.txt"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    [GeneratedRegex("^[A-Z][A-Za-z]+-[A-Z][A-Za-z0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex CommandName();
}
