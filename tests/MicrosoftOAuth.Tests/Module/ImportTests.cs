using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.InteropServices;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>Importing, importing again and removing the built module in the real engine.</summary>
public sealed class ImportTests
{
    /// <summary>Header <c>{"alg":"none"}</c>, one claim: enough for a call that needs Core.</summary>
    private const string CallIntoCore = "(ConvertFrom-MsOAuthToken 'eyJhbGciOiJub25lIn0.eyJhdWQiOiJhcGk6Ly94In0.').Audience";

    [Fact]
    public void Imports_and_a_call_reaches_the_core()
    {
        using ModuleSession session = new();
        Assert.Equal("api://x", session.Run(CallIntoCore).Single.BaseObject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Force")]
    public void Imports_again(string force)
    {
        using ModuleSession session = new();
        session.Run($"Import-Module -Name $args[0] {force}", Repository.Manifest).ThrowIfFailed();
        Assert.Equal("api://x", session.Run(CallIntoCore).Single.BaseObject);
    }

    [Fact]
    public void Imports_again_after_removal()
    {
        using ModuleSession session = new();
        session.Run("Remove-Module MicrosoftOAuth; Import-Module -Name $args[0]", Repository.Manifest).ThrowIfFailed();
        Assert.Equal("api://x", session.Run(CallIntoCore).Single.BaseObject);
    }

    [Fact]
    public void Two_runspaces_share_one_core()
    {
        using ModuleSession first = new();
        using ModuleSession second = new();
        const string CoreOf = "(ConvertFrom-MsOAuthToken 'eyJhbGciOiJub25lIn0.e30.').GetType().Assembly";
        Assert.Same(first.Run(CoreOf).Single.BaseObject, second.Run(CoreOf).Single.BaseObject);
    }

    /// <summary>An image that is compiled ahead loads on one system alone, so the Loader takes only what lies under this one's name.</summary>
    [Fact]
    public async Task What_is_compiled_ahead_for_this_system_is_preferred()
    {
        string own = RuntimeInformation.RuntimeIdentifier;
        string folder = Directory.CreateTempSubdirectory().FullName;
        string root = Path.GetDirectoryName(Repository.Manifest)!;
        try
        {
            foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "module"), "*", SearchOption.AllDirectories).Append(Repository.Manifest))
            {
                string copy = Path.Combine(folder, Path.GetRelativePath(root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            string core = Path.Combine(folder, "module", "bin", "net8.0", "core");
            foreach (string system in new[] { own, "beos-z80" })
            {
                Directory.CreateDirectory(Path.Combine(core, system));
                File.Copy(Path.Combine(core, "MicrosoftOAuth.Catalog.dll"), Path.Combine(core, system, "MicrosoftOAuth.Catalog.dll"), overwrite: true);
            }

            string[] loaded = await FreshProcess.RunAsync($$"""
                Import-Module '{{Path.Combine(folder, "MicrosoftOAuth.psd1")}}'
                $null = Find-MsOAuthPermission /me
                [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object Location | Where-Object { $_ -like '*MicrosoftOAuth.C*.dll' }
                """);

            Assert.Equal([Path.Combine(core, own, "MicrosoftOAuth.Catalog.dll"), Path.Combine(core, "MicrosoftOAuth.Core.dll")], loaded.Order(StringComparer.Ordinal).Reverse());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The order that breaks a loader which unhooks on removal. Fresh process: nothing of Core may be loaded yet.</summary>
    [Fact]
    public async Task Removal_in_one_runspace_leaves_the_other_working()
    {
        string[] output = await FreshProcess.RunAsync($$"""
            Import-Module -Name '{{Repository.Manifest}}'
            $other = [powershell]::Create([initialsessionstate]::CreateDefault2())
            $null = $other.AddScript("Import-Module -Name '{{Repository.Manifest}}'; Remove-Module MicrosoftOAuth").Invoke()
            if ($other.HadErrors) { throw $other.Streams.Error[0] }
            {{CallIntoCore}}
            """);
        Assert.Equal(["api://x"], output);
    }

    [Fact]
    public async Task Import_alone_loads_no_library_and_no_index()
    {
        string[] loaded = await FreshProcess.RunAsync($$"""
            Import-Module -Name '{{Repository.Manifest}}'
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }
            """);
        Assert.Contains("MicrosoftOAuth", loaded);
        Assert.Contains("MicrosoftOAuth.Loader", loaded);
        Assert.DoesNotContain(loaded, name => name.StartsWith("Microsoft.Identity", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Graph", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Kiota", StringComparison.Ordinal)
            || name is "Polly.Core" or "MicrosoftOAuth.Catalog" or "MicrosoftOAuth.Sandbox" or "Azure.Core");
    }

    [Fact]
    public void The_manifest_is_valid_and_exports_what_it_names()
    {
        using ModuleSession session = new();
        PSModuleInfo manifest = (PSModuleInfo)session.Run("Test-ModuleManifest -Path $args[0]", Repository.Manifest).Single.BaseObject;
        string[] exported = [.. session.Run("(Get-Command -Module MicrosoftOAuth).Name").Output.Select(name => name.ToString()).Order(StringComparer.Ordinal)];
        Assert.Equal(manifest.ExportedCmdlets.Keys.Order(StringComparer.Ordinal), exported);
        Assert.DoesNotContain(manifest.ExportedCmdlets.Keys, name => name.Contains('*', StringComparison.Ordinal));
    }
}
