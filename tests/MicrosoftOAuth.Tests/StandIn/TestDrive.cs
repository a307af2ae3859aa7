using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>
/// $TestDrive and TestDrive:, a folder for the time of the run phase. What a block puts there goes when the block ends.
/// </summary>
internal sealed class TestDrive : IDisposable
{
    private const string Name = "TestDrive";

    private readonly PSCmdlet _cmdlet;

    public TestDrive(PSCmdlet cmdlet, string folder)
    {
        _cmdlet = cmdlet;
        Directory.CreateDirectory(folder);
        var provider = cmdlet.SessionState.Provider.GetOne("FileSystem");
        cmdlet.SessionState.Drive.New(new PSDriveInfo(Name, provider, folder, description: "", credential: null), "Global");
        cmdlet.SessionState.PSVariable.Set($"Global:{Name}", folder);
    }

    /// <summary>Everything in the folder, at any depth.</summary>
    public static HashSet<string> Entries(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)];

    /// <summary>Brings the folder back to the entries it had.</summary>
    public static void DeleteAllBut(HashSet<string> entries, string folder)
    {
        foreach (var entry in Entries(folder).Where(entry => !entries.Contains(entry)))
        {
            if (File.Exists(entry))
                File.Delete(entry);
            else if (Directory.Exists(entry))
                Directory.Delete(entry, recursive: true);
        }
    }

    public void Dispose()
    {
        _cmdlet.SessionState.PSVariable.Remove($"Global:{Name}");
        _cmdlet.SessionState.Drive.Remove(Name, force: true, "Global");
    }
}
