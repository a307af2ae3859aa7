using System.Reflection;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>Where things lie in the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The clients' scripts and packages.</summary>
    public static string Clients { get; } = Path.Combine(Root, "tests", "Clients");

    /// <summary>A program of this repository, as it was built with these tests.</summary>
    public static string Program(string name) =>
        Path.Combine(Root, "src", name, "bin", Metadata("Configuration"), "net10.0", name + ".dll");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
