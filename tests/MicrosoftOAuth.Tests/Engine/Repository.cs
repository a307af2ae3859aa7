using System.Reflection;

namespace MicrosoftOAuth.Tests.Engine;

/// <summary>Where things lie in the checkout.</summary>
internal static class Repository
{
    internal static string Root { get; } = Metadata("RepositoryRoot");

    internal static string EngineProbe { get; } = Metadata("EngineProbe");

    internal static string Manifest => Path.Combine(Root, "MicrosoftOAuth.psd1");

    /// <summary>The facts shared beside the checkout; null where the folder is absent.</summary>
    internal static string? SharedData
    {
        get
        {
            string folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));
            return Directory.Exists(folder) ? folder : null;
        }
    }

    internal static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Metadata(string key) => typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key)
        .Value!;
}
