using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>Tokens on disk, in processes of their own, since the place of the user's data belongs to a process.</summary>
public sealed class KeptTokensTests
{
    private const string Name = "unprotected-Global-Interactive-AAAAAAAAAAAAAAAAAAAAAA.cache";

    [DataFolderFact]
    public async Task All_that_is_kept_goes_without_a_session_and_nothing_else_does()
    {
        string data = Directory.CreateTempSubdirectory("msoauth-").FullName;
        try
        {
            string folder = Directory.CreateDirectory(Path.Combine(data, "MicrosoftOAuth")).FullName;
            foreach (string name in new[] { Name, Name + ".damaged", "notes.txt" })
            {
                await File.WriteAllTextAsync(Path.Combine(folder, name), "kept");
            }

            await RunAsync(data, "Clear-MsOAuthTokenCache -All -WhatIf");
            Assert.Equal(3, Directory.GetFiles(folder).Length);
            await RunAsync(data, "Clear-MsOAuthTokenCache -All");
            Assert.Equal(["notes.txt"], Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static Task<string[]> RunAsync(string data, string command) => FreshProcess.RunAsync($"""
        [Environment]::SetEnvironmentVariable('XDG_DATA_HOME', '{data}')
        Import-Module -Name '{Repository.Manifest}'
        {command}
        """);
}

/// <summary>A test that moves the folder of the user's data by a variable, which the system has to obey.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DataFolderFactAttribute : FactAttribute
{
    public DataFolderFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "The folder of the user's data cannot be moved here.";
}
