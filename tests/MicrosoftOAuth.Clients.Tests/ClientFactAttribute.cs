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
    public ClientFactAttribute(Client client)
    {
        Client = client;
        Skip = ReasonToSkip(client);
    }

    public Client Client { get; }

    private static string? ReasonToSkip(Client client) => client switch
    {
        Client.AzureCli => Missing("az"),
        Client.Chromium => ReasonToSkip(Client.Node) ?? Missing("chromium") ?? Missing("certutil"),
        _ => Missing("node") ?? (Directory.Exists(Path.Combine(Repository.Clients, "node_modules"))
            ? null
            : "The packages of tests/Clients are not installed (npm ci --prefix tests/Clients)."),
    };

    private static string? Missing(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))
            ? null
            : $"{program} is not installed.";
}
