using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>
/// Runs real Pester 5 files in the bare engine, where neither Pester nor pwsh need be installed.
/// It knows the part of Pester 5 that the project's own files use, with Pester's semantics for that part,
/// and fails a file that uses anything else.
/// </summary>
/// <remarks>
/// The rules followed are those of Pester 5.9 (https://pester.dev/docs/usage/discovery-and-run and the source of
/// Pester.Runtime.ps1): a discovery phase that runs the file and the bodies of its blocks, then a run phase that
/// runs only the setups, tests and teardowns found.
/// The engine has its core cmdlets alone: no Utility or Management module is there, and none is loaded by itself.
/// </remarks>
public static class PesterFile
{
    /// <summary>The Pester files in and below a folder, as full paths in ordinal order; or the one file named.</summary>
    /// <param name="path">A folder, or a file.</param>
    /// <exception cref="DirectoryNotFoundException">Neither is there.</exception>
    public static IReadOnlyList<string> Discover(string path)
    {
        if (File.Exists(path))
            return [Path.GetFullPath(path)];

        var files = Directory.GetFiles(Path.GetFullPath(path), "*.Tests.ps1", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <summary>
    /// Runs one file in a runspace of its own.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="modulesToImport">Names or paths of modules to import before the file is read.</param>
    /// <returns>
    /// One result per test, in the file's order. A failure that belongs to no test (in discovery, in an AfterAll)
    /// is one more, failed result. A test that was never reached is a failed one.
    /// </returns>
    /// <exception cref="RuntimeException">A module could not be imported.</exception>
    public static IReadOnlyList<PesterResult> Run(string path, IEnumerable<string> modulesToImport)
    {
        using var run = new PesterRun(Path.GetFullPath(path));
        using var runspace = RunspaceFactory.CreateRunspace(BareEngine(run));
        runspace.Open();
        foreach (var module in modulesToImport)
            Import(runspace, module);

        using var shell = PowerShell.Create(runspace);
        shell.AddCommand(InvokePesterFileCommand.Name).Invoke();
        return run.Results();
    }

    private static InitialSessionState BareEngine(PesterRun run)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        // A file that needs a module which happens to be installed would pass here and fail on the next machine.
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, ""));
        state.Variables.Add(new SessionStateVariableEntry(PesterRun.VariableName, run, "", ScopedItemOptions.Constant));
        PesterVocabulary.AddTo(state);
        return state;
    }

    private static void Import(Runspace runspace, string module)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", module).AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
    }
}
