using System.Text.RegularExpressions;

namespace MicrosoftOAuth.Benchmarks;

/// <summary>
/// A module with one empty cmdlet, laid out as ours is: manifest, psm1, Format and Types files, the assembly below
/// module/bin. What import costs beyond it is our own doing.
/// </summary>
internal sealed partial class EmptyModuleLayout : IDisposable
{
    private readonly string _folder;

    private EmptyModuleLayout(string folder) => _folder = folder;

    internal string Manifest => Path.Combine(_folder, "EmptyModule", "EmptyModule.psd1");

    internal static EmptyModuleLayout Create()
    {
        EmptyModuleLayout layout = new(Directory.CreateTempSubdirectory("empty-module-").FullName);
        string root = Path.GetDirectoryName(layout.Manifest)!;
        string bin = Path.Combine(root, "module", "bin", "net8.0");
        Directory.CreateDirectory(bin);
        File.Copy(Repository.EmptyModule, Path.Combine(bin, "EmptyModule.dll"));
        foreach (string file in new[] { "Format.ps1xml", "Types.ps1xml" })
        {
            File.Copy(Path.Combine(Repository.Root, "module", "MicrosoftOAuth." + file), Path.Combine(root, "module", "EmptyModule." + file));
        }

        string psm1 = File.ReadAllText(Path.Combine(Repository.Root, "module", "MicrosoftOAuth.psm1"))
            .Replace("\"$bin/MicrosoftOAuth.Loader.dll\", \"$bin/MicrosoftOAuth.dll\"", "\"$bin/EmptyModule.dll\"", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(root, "module", "EmptyModule.psm1"), psm1);
        string manifest = File.ReadAllText(Repository.Manifest)
            .Replace("MicrosoftOAuth.psm1", "EmptyModule.psm1", StringComparison.Ordinal)
            .Replace("MicrosoftOAuth.Format", "EmptyModule.Format", StringComparison.Ordinal)
            .Replace("MicrosoftOAuth.Types", "EmptyModule.Types", StringComparison.Ordinal);
        File.WriteAllText(layout.Manifest, Exports().Replace(manifest, "CmdletsToExport = 'Get-Nothing'"));
        return layout;
    }

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\([^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex Exports();

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
