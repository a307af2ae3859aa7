using System.Reflection;

namespace MicrosoftOAuth.Benchmarks;

/// <summary>Where things lie in the checkout.</summary>
internal static class Repository
{
    internal static string Root { get; } = Metadata("RepositoryRoot");

    internal static string Manifest => Path.Combine(Root, "MicrosoftOAuth.psd1");

    internal static string EngineProbe => Built("tests/MicrosoftOAuth.EngineProbe", "net10.0", "MicrosoftOAuth.EngineProbe.dll");

    internal static string EmptyModule => Built("tests/Benchmarks/EmptyModule", "net8.0", "EmptyModule.dll");

    internal static string Yardsticks => Built("tests/Benchmarks/Yardsticks", "net8.0", "Yardsticks.dll");

    internal static string FirstAnswer => Built("tests/Benchmarks/FirstAnswer", "net10.0", "MicrosoftOAuth.FirstAnswer.dll");

    internal static string PracticeServer => Built("src/MicrosoftOAuth.Sandbox.Server", "net10.0", "MicrosoftOAuth.Sandbox.Server.dll");

    private static string Built(string project, string framework, string file) =>
        Path.Combine(Root, project, "bin", Metadata("Configuration"), framework, file);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value!;
}
