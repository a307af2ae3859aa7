using System.Reflection;

namespace MicrosoftOAuth.Providers.Tests;

/// <summary>Where things lie in the checkout that these tests were built from.</summary>
internal static class Repository
{
    private static readonly string s_root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot")
        .Value!;

    /// <summary>The scripts and packages of the providers that run on Node.</summary>
    internal static string Providers { get; } = Path.Combine(s_root, "tests", "Providers");
}
