using System.Management.Automation;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Scripts;

/// <summary>What Test-MsOAuthPermission makes of a script: one session for all tests of a class.</summary>
public sealed class ScriptReader : IDisposable
{
    private readonly ModuleSession _session = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    /// <summary>The calls, in the order of their lines: method and address, or a question mark and the text of what is not evident.</summary>
    public IReadOnlyList<string> Calls(string script) =>
    [
        .. Run(script).ThrowIfFailed().Output
            .SelectMany(row => LanguagePrimitives.GetEnumerable(row.Properties["Calls"].Value).Cast<object>())
            .Select(call => PSObject.AsPSObject(call))
            .OrderBy(call => Line((string)call.Properties["Source"].Value))
            .Select(call => call.Properties["Uri"].Value is null ? "? " + Text((string)call.Properties["Source"].Value) : call.ToString()),
    ];

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    internal RunResult Run(string script) => _session.Run("Test-MsOAuthPermission -Path $args[0]", FileOf(script));

    /// <summary>Runs a line of the user's own.</summary>
    internal RunResult RunText(string line) => _session.Run(line);

    /// <summary>While another has the file open and lets nobody read it.</summary>
    internal RunResult RunLocked(string script)
    {
        string path = FileOf(script);
        using FileStream locked = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        return _session.Run("Test-MsOAuthPermission -Path $args[0]", path);
    }

    private string FileOf(string script)
    {
        string path = Path.Combine(_folder.FullName, Guid.NewGuid().ToString("N") + ".ps1");
        File.WriteAllText(path, script);
        return path;
    }

    private static int Line(string source) => int.Parse(source.Split(':')[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(string source) => source[(source.IndexOf(' ', StringComparison.Ordinal) + 1)..];
}
