using System.Diagnostics;
using System.Globalization;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>A program that somebody else wrote and that a test runs.</summary>
public enum Client
{
    /// <summary>Node 20 or later, with the packages of tests/Clients installed.</summary>
    Node,

    /// <summary>Azure CLI.</summary>
    AzureCli,

    /// <summary>Node with those packages, and Chromium with the tool that tells it what to trust.</summary>
    Chromium,
}

/// <summary>A test that runs a client, and is skipped where that client is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClientFactAttribute : FactAttribute
{
    private const int LeastNode = 20;

    private static readonly Lazy<string?> WhyNoNode = new(() =>
        Missing("node")
        ?? (NodeVersion() < LeastNode ? $"Node is older than {LeastNode}." : null)
        ?? (Directory.Exists(Path.Combine(Repository.Clients, "node_modules"))
            ? null
            : "The packages of tests/Clients are not installed (npm ci --ignore-scripts --prefix tests/Clients)."));

    public ClientFactAttribute(Client client)
    {
        Client = client;
        Skip = ReasonToSkip(client);
    }

    public Client Client { get; }

    private static string? ReasonToSkip(Client client) => client switch
    {
        Client.AzureCli => Missing("az"),
        Client.Chromium => WhyNoNode.Value ?? Missing("chromium") ?? Missing("certutil"),
        _ => WhyNoNode.Value,
    };

    private static int NodeVersion()
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--version"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return int.Parse(node.StandardOutput.ReadToEnd().TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture);
    }

    private static string? Missing(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : $"{program} is not installed.";
}
