using System.Management.Automation;
using System.Management.Automation.Host;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>The doctor in the real engine.</summary>
public sealed class DiagnosticTests
{
    [Fact]
    public async Task A_proxys_password_is_in_no_stream()
    {
        string[] output = await FreshProcess.RunAsync($$"""
            [Environment]::SetEnvironmentVariable('HTTPS_PROXY', 'http://ada:hunter2@proxy.example:8080')
            [Environment]::SetEnvironmentVariable('XDG_DATA_HOME', '{{Path.Combine(Path.GetTempPath(), "msoauth-" + Guid.NewGuid().ToString("N"))}}')
            Import-Module -Name '{{Repository.Manifest}}'
            Get-MsOAuthDiagnostic -Offline -Verbose 4>&1 | ForEach-Object { "$_" }
            """);
        Assert.Contains(output, line => line.Contains("HTTPS_PROXY = http://proxy.example:8080", StringComparison.Ordinal));
        Assert.DoesNotContain(output, line => line.Contains("hunter2", StringComparison.Ordinal) || line.Contains("ada", StringComparison.Ordinal));
    }

    [Fact]
    public void The_table_fits_a_narrow_window()
    {
        using ModuleSession session = new();
        session.Host.UI.RawUI.BufferSize = new Size(120, 50);
        session.Run("$null = Connect-MsOAuthApp -Environment Sandbox; Get-MsOAuthDiagnostic | Out-Default").ThrowIfFailed();
        string[] lines = session.Host.Shown.Split('\n');
        Assert.Contains(lines, line => line.StartsWith("Permission index", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= 120, line));
    }

    [Fact]
    public void Another_copy_of_the_module_is_seen()
    {
        string root = Directory.CreateTempSubdirectory("msoauth-").FullName;
        try
        {
            string copy = Directory.CreateDirectory(Path.Combine(root, "MicrosoftOAuth", "0.0.1")).FullName;
            File.WriteAllText(Path.Combine(copy, "MicrosoftOAuth.psd1"), "@{ ModuleVersion = '0.0.1' }");
            using ModuleSession session = new();
            PSObject module = session.Run(
                """
                $before = $env:PSModulePath
                try { $env:PSModulePath = $args[0]; Get-MsOAuthDiagnostic -Offline | Where-Object Check -EQ Module } finally { $env:PSModulePath = $before }
                """,
                root).Single;
            Assert.Equal("Warning", module.Properties["Status"].Value.ToString());
            Assert.Contains("0.0.1 in " + copy, (string)module.Properties["Detail"].Value, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
