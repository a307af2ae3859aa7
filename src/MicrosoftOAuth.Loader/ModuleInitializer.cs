using System.Management.Automation;

namespace MicrosoftOAuth.Loader;

/// <summary>
/// Runs when PowerShell imports this assembly, before the cmdlets are imported, so that by the time PowerShell
/// reflects over them their references to Core, Catalog and Sandbox resolve from the private folder <c>core/</c>.
/// </summary>
/// <remarks>
/// There is deliberately no clean-up on removal: handlers belong to the process while modules belong to a runspace.
/// Were runspace B to unhook on its Remove-Module, runspace A's first call would fail with "Could not load".
/// </remarks>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <summary>Hooks assembly resolution once per process.</summary>
    public void OnImport() => CoreAssemblies.Hook();
}
