using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Conventions;

/// <summary>The rules of the house for source, references and versions.</summary>
public sealed partial class SourceConventionTests
{
    private const int MaxLines = 400;

    private static IEnumerable<string> Sources => new[] { "src", "tests" }
        .SelectMany(folder => Directory.GetFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static string Core => Repository.PathOf("module", "bin", "net8.0", "core");

    [Fact]
    public void No_file_is_longer_than_a_reader_holds_in_mind() =>
        Assert.Empty(Sources.Where(file => File.ReadLines(file).Count() > MaxLines));

    [Fact]
    public void No_file_name_says_nothing() =>
        Assert.DoesNotContain(Sources, file => Vague().IsMatch(Path.GetFileName(file)));

    [Fact]
    public void Conditional_code_lives_in_Compat_only() =>
        Assert.Empty(Sources
            .Where(file => file.Contains($"{Path.DirectorySeparatorChar}src{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}Compat{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => File.ReadLines(file).Any(line => line.TrimStart().StartsWith("#if", StringComparison.Ordinal))));

    /// <summary>A reference to a newer assembly than .NET 8 has would fail in PowerShell 7.4.</summary>
    [Fact]
    public void Nothing_that_ships_for_net8_references_a_newer_runtime()
    {
        string[] shipped = [.. Directory.GetFiles(Core, "*.dll").Select(file => Path.GetFileNameWithoutExtension(file))];
        List<string> tooNew = [];
        foreach (string file in Directory.GetFiles(Repository.PathOf("module", "bin", "net8.0"), "*.dll", SearchOption.AllDirectories))
        {
            using PEReader image = new(File.OpenRead(file));
            MetadataReader metadata = image.GetMetadataReader();
            tooNew.AddRange(metadata.AssemblyReferences.Select(metadata.GetAssemblyReference)
                .Select(reference => (Name: metadata.GetString(reference.Name), reference.Version))
                .Where(reference => (reference.Name.StartsWith("System.", StringComparison.Ordinal) || reference.Name is "System" or "netstandard" or "mscorlib")
                    && reference.Name != "System.Management.Automation"
                    && !shipped.Contains(reference.Name)
                    && reference.Version.Major > 8)
                .Select(reference => $"{Path.GetFileName(file)} -> {reference.Name} {reference.Version}"));
        }

        Assert.Empty(tooNew);
    }

    [Fact]
    public void Walls_between_the_assemblies_stand()
    {
        AssertReferences("MicrosoftOAuth.Loader.dll", ["System.Management.Automation"]);
        AssertReferences("MicrosoftOAuth.dll", ["MicrosoftOAuth.Catalog", "MicrosoftOAuth.Core", "MicrosoftOAuth.Sandbox", "System.Management.Automation"]);
        AssertReferences("core/MicrosoftOAuth.Catalog.dll", []);
        AssertReferences("core/MicrosoftOAuth.Sandbox.dll", ["MicrosoftOAuth.Catalog"]);
        Assert.DoesNotContain("System.Management.Automation", ReferencesOf("core/MicrosoftOAuth.Core.dll"));
        Assert.DoesNotContain("MicrosoftOAuth.Sandbox", ReferencesOf("core/MicrosoftOAuth.Core.dll"));
    }

    [Fact]
    public void Tests_in_the_engine_and_the_shell_reference_none_of_the_module()
    {
        foreach (string project in new[] { "tests/MicrosoftOAuth.Tests/MicrosoftOAuth.Tests.csproj", "src/MicrosoftOAuth.Shell/MicrosoftOAuth.Shell.csproj", "tests/MicrosoftOAuth.EngineProbe/MicrosoftOAuth.EngineProbe.csproj" })
        {
            string text = File.ReadAllText(Repository.PathOf(project.Split('/')));
            Assert.DoesNotMatch("MicrosoftOAuth\\.(Core|Catalog|Sandbox)\\.csproj", text);
        }
    }

    /// <summary>Which folder of Core may use which: a source file uses no type of a folder that is not its neighbour.</summary>
    [Theory]
    [InlineData("Apis")]
    [InlineData("Errors")]
    [InlineData("Tokens", "Errors")]
    [InlineData("SignIn", "Tokens", "Apis", "Errors", "Http", "Sessions")]
    public void Walls_within_the_core_stand(string folder, params string[] neighbours)
    {
        string core = Repository.PathOf("src", "MicrosoftOAuth.Core");
        HashSet<string> foreign =
        [
            .. Directory.GetDirectories(core)
                .Where(other => Path.GetFileName(other) is not ("obj" or "bin" or "Compat") && Path.GetFileName(other) != folder && !neighbours.Contains(Path.GetFileName(other)))
                .SelectMany(other => Directory.GetFiles(other, "*.cs"))
                .SelectMany(file => Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)),
        ];
        Assert.Contains(foreign, name => name.Length > 0);
        foreach (string file in Directory.GetFiles(Path.Combine(core, folder), "*.cs"))
        {
            string code = Literal().Replace(string.Join('\n', File.ReadLines(file).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))), "\"\"");
            Assert.DoesNotContain(foreign, name => Regex.IsMatch(code, $@"(?<![.\w]){name}(?=\??\s+[a-z_]|[(.<>\[])", RegexOptions.None, TimeSpan.FromSeconds(1)));
        }
    }

    [Fact]
    public void The_changelogs_newest_heading_is_the_manifests_version()
    {
        string version = Regex.Match(File.ReadAllText(Repository.Manifest), "ModuleVersion\\s*=\\s*'(?<v>[^']+)'", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["v"].Value;
        string heading = File.ReadLines(Repository.PathOf("CHANGELOG.md")).First(line => line.StartsWith("## ", StringComparison.Ordinal));
        Assert.StartsWith($"## {version}", heading, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\$?""(?:\\.|[^""\\\n])*""", RegexOptions.None, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?:Utils?|Helpers?|Common|Manager|Misc)\.cs$", RegexOptions.None, 1000)]
    private static partial Regex Vague();

    [GeneratedRegex(@"^\s*(public|internal) (sealed |static |abstract |partial |readonly )*(class|record|struct|interface|enum) (struct )?(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();

    private static void AssertReferences(string file, string[] allowed) =>
        Assert.Empty(ReferencesOf(file).Where(name => !IsRuntime(name)).Except(allowed, StringComparer.Ordinal));

    private static bool IsRuntime(string name) => name is "netstandard" or "mscorlib" || (name.StartsWith("System", StringComparison.Ordinal) && name != "System.Management.Automation") || name == "Microsoft.Win32.Primitives";

    private static string[] ReferencesOf(string file)
    {
        using PEReader image = new(File.OpenRead(Path.Combine(Repository.PathOf("module", "bin", "net8.0"), file)));
        MetadataReader metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
