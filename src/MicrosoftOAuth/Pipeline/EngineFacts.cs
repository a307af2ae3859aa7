using System.Collections;
using System.Management.Automation;
using System.Runtime.InteropServices;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Pipeline;

/// <summary>What PowerShell tells about itself and about the copies of this module. On the pipeline thread only.</summary>
internal static class EngineFacts
{
    private const string Manifest = "MicrosoftOAuth.psd1";

    internal static ShellFacts Read(PSCmdlet cmdlet)
    {
        IDictionary? table = cmdlet.SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary;
        ModuleCopy[] copies = Copies(cmdlet);
        string own = OwnFolder();
        return new ShellFacts(
            table?["PSEdition"]?.ToString() ?? "Desktop",
            table?["PSVersion"]?.ToString() ?? cmdlet.Host.Version.ToString(),
            table?["OS"]?.ToString() ?? RuntimeInformation.OSDescription,
            Array.Find(copies, copy => copy.Path == own) ?? new ModuleCopy(typeof(EngineFacts).Assembly.GetName().Version!.ToString(3), own, IsLoaded: true),
            copies);
    }

    /// <summary>The folder of the manifest above this assembly.</summary>
    private static string OwnFolder()
    {
        string start = Path.GetDirectoryName(typeof(EngineFacts).Assembly.Location) ?? string.Empty;
        for (DirectoryInfo? folder = start.Length == 0 ? null : new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Manifest)))
            {
                return folder.FullName;
            }
        }

        return start;
    }

    private static ModuleCopy[] Copies(PSCmdlet cmdlet)
    {
        PSModuleInfo[] loaded = Modules(cmdlet, "Microsoft.PowerShell.Core\\Get-Module -Name MicrosoftOAuth");
        PSModuleInfo[] available = Modules(cmdlet, "Microsoft.PowerShell.Core\\Get-Module -Name MicrosoftOAuth -ListAvailable");
        return
        [
            .. loaded.Concat(available)
                .Where(module => File.Exists(Path.Combine(module.ModuleBase, Manifest)))
                .GroupBy(module => module.ModuleBase, StringComparer.Ordinal)
                .Select(copy => new ModuleCopy(copy.First().Version.ToString(), copy.Key, loaded.Any(module => module.ModuleBase == copy.Key))),
        ];
    }

    private static PSModuleInfo[] Modules(PSCmdlet cmdlet, string script)
    {
        try
        {
            return [.. cmdlet.InvokeCommand.InvokeScript(script).Select(item => item.BaseObject).OfType<PSModuleInfo>()];
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            // A restricted session need not have the command; the doctor then knows the running copy alone.
            return [];
        }
    }
}
