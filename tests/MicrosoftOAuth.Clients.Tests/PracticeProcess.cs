using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>The practice server, running as anybody would run it, with a folder of its own.</summary>
internal sealed class PracticeProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly Process process;

    private PracticeProcess(Process process, DirectoryInfo folder, JsonNode announcement)
    {
        this.process = process;
        Folder = folder.FullName;
        Proxy = new(announcement["proxy"]!.GetValue<string>());
        AuthorityFile = announcement["caFile"]!.GetValue<string>();
        TenantId = announcement["tenantId"]!.GetValue<string>();
        AdministratorName = announcement["users"]![0]!["userPrincipalName"]!.GetValue<string>();
        Password = announcement["password"]!.GetValue<string>();
    }

    /// <summary>For whatever a client wants to keep; gone at the end.</summary>
    public string Folder { get; }

    public Uri Proxy { get; }

    public string AuthorityFile { get; }

    public string TenantId { get; }

    public string AdministratorName { get; }

    /// <summary>The password of everyone in the tenant.</summary>
    public string Password { get; }

    /// <summary>Where every exchange with the Graph is recorded.</summary>
    public string RecordingFile => RecordingIn(Folder);

    /// <summary>What leads a client here, as the server prints it for people, and the tenant and its administrator.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["HTTPS_PROXY"] = Proxy.GetLeftPart(UriPartial.Authority),
        ["https_proxy"] = Proxy.GetLeftPart(UriPartial.Authority),
        ["NO_PROXY"] = "",
        ["no_proxy"] = "",
        ["SSL_CERT_FILE"] = AuthorityFile,
        ["REQUESTS_CA_BUNDLE"] = AuthorityFile,
        ["NODE_EXTRA_CA_CERTS"] = AuthorityFile,
        ["NODE_OPTIONS"] = "--import " + new Uri(Path.Combine(Repository.Clients, "env-proxy.mjs")).AbsoluteUri,
        ["TENANT_ID"] = TenantId,
        ["USER_NAME"] = AdministratorName,
        ["USER_PASSWORD"] = Password,
    };

    public static async Task<PracticeProcess> StartAsync(params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("practice-clients-");
        var start = new ProcessStartInfo("dotnet", [Repository.Program("MicrosoftOAuth.Sandbox.Server"), "--port", "0", "--control-port", "0", "--json", "--until-stdin-closes", "--record", RecordingIn(folder.FullName), .. options])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var started = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var line = await started.StandardOutput.ReadLineAsync(limit.Token);
        Assert.True(line is not null, "The practice server ended before it listened.");
        return new(started, folder, JsonNode.Parse(line)!);
    }

    /// <summary>Ends the server; whatever it recorded is then complete.</summary>
    public async Task EndAsync()
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await EndAsync();
        process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private static string RecordingIn(string folder) => Path.Combine(folder, "graph.jsonl");
}
