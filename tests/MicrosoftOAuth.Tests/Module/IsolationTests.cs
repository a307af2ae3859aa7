using System.Reflection;
using System.Reflection.Emit;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>Another module was first and brought its own version of a library: both live side by side.</summary>
public sealed class IsolationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("msoauth-isolation-").FullName;

    public static TheoryData<string, string> Versions => new()
    {
        { "Microsoft.Identity.Client", "4.21.1.0" },
        { "Microsoft.Identity.Client", "99.0.0.0" },
        { "Microsoft.Graph.Core", "1.0.0.0" },
        { "Microsoft.Graph.Core", "99.0.0.0" },
        { "Microsoft.IdentityModel.Abstractions", "5.0.0.0" },
        { "Microsoft.IdentityModel.Abstractions", "99.0.0.0" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The stranger is an empty assembly of that name, so anything of ours that took it for its own would fail.</summary>
    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Signs_in_beside_another_version(string library, string version)
    {
        string stranger = Path.Combine(_folder, library + ".dll");
        new PersistedAssemblyBuilder(new AssemblyName(library) { Version = new Version(version) }, typeof(object).Assembly)
            .Also(assembly => assembly.DefineDynamicModule(library))
            .Save(stranger);

        string[] output = await FreshProcess.RunAsync($$"""
            $null = [Reflection.Assembly]::LoadFrom('{{stranger}}')
            Import-Module -Name '{{Repository.Manifest}}'
            $null = Connect-MsOAuthApp -Environment Sandbox
            (New-MsOAuthApp -DisplayName 'Beside a stranger' -SignInAudience SingleTenant).DisplayName
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName() } |
                Where-Object { $_.Name -eq '{{library}}' } | ForEach-Object { $_.Version.ToString() }
            """);

        Assert.Equal("Beside a stranger", output[0]);
        Assert.Contains(version, output);
        Assert.Equal(2, output.Skip(1).Distinct(StringComparer.Ordinal).Count());
    }
}

/// <summary>Lets a statement stand inside an expression.</summary>
internal static class Fluent
{
    internal static T Also<T>(this T value, Action<T> action)
    {
        action(value);
        return value;
    }
}
