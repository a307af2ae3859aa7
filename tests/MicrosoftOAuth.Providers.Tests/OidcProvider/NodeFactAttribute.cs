using System.Diagnostics;
using System.Globalization;

namespace MicrosoftOAuth.Providers.Tests.OidcProvider;

/// <summary>A test that runs oidc-provider, and is skipped where Node or the package is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NodeFactAttribute : FactAttribute
{
    private const int LeastNode = 20;

    public NodeFactAttribute() => Skip = WhyNot;

    /// <summary>Why there is no provider; null where there is one.</summary>
    internal static string? WhyNot { get; } =
        !Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node"))) ? "node is not installed."
        : NodeVersion() < LeastNode ? $"Node is older than {LeastNode}."
        : !Directory.Exists(Path.Combine(Repository.Providers, "node_modules")) ? "The packages of tests/Providers are not installed (npm ci --ignore-scripts --prefix tests/Providers)."
        : null;

    private static int NodeVersion()
    {
        using Process node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return int.Parse(node.StandardOutput.ReadToEnd().TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture);
    }
}
