using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>
/// Every way to sign in on the path that production takes: the built module in a process of its own, MSAL unmodified, the
/// real host names over TLS through HTTPS_PROXY. The browser of this machine is <see cref="BrowserTests"/>'s.
/// </summary>
public sealed class SignInTests
{
    private static readonly string[] Ways =
    [
        "device code: DeviceCode",
        "client secret: ClientSecret",
        "client secret as a credential: ClientSecret",
        "certificate: Certificate",
        "certificate with its chain: Certificate",
        "PFX with a password: Certificate",
        "PEM: Certificate",
        "encrypted PEM: Certificate",
        "thumbprint in the store: Certificate",
        "federated token: FederatedToken",
        "script block for a federated token: FederatedToken",
        "file with a federated token: FederatedToken",
        "GitHub Actions: GitHubActions",
        "Azure Pipelines: AzurePipelines",
        "environment variables: ClientSecret",
        "on behalf of a user: OnBehalfOf",
        "authorization code: AuthorizationCode",
        "refresh token: RefreshToken",
        "user name and password: Password",
        "access token: AccessToken",
        "managed identity: ManagedIdentity",
        "on disk: DeviceCode",
    ];

    /// <summary>Those whose token is not renewed.</summary>
    private static readonly string[] Kept = ["access token: ", "on disk: "];

    [ClientFact(Client.Node)]
    public async Task Every_way_signs_in_renews_and_calls_the_Graph()
    {
        await using var server = await PracticeProcess.StartAsync("--approve-device-codes");
        using var identity = new IdentityEndpoint(server.TenantId);
        var variables = server.Variables;
        variables["HOME"] = server.Folder;
        variables["XDG_DATA_HOME"] = "";
        variables["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + Path.Combine(server.Folder, "no-bus");
        variables["PRACTICE_IDENTITY_ENDPOINT"] = identity.Address;

        var run = await ClientProgram.RunAsync("dotnet", [Repository.Program("MicrosoftOAuth.Shell"), "sign-in.ps1", "-TenantId", server.TenantId, "-Folder", server.Folder], variables);

        // The device codes are shown in between.
        string[] lines = [.. run.Succeeded().Split('\n', StringSplitOptions.TrimEntries).Where(line => line.Contains(" tenant=", StringComparison.Ordinal))];
        Assert.Equal(Ways, lines.Select(line => line[..line.IndexOf(" tenant=", StringComparison.Ordinal)]));
        Assert.All(lines, line =>
        {
            Assert.Contains($"tenant={server.TenantId}", line, StringComparison.Ordinal);
            Assert.Contains(Array.Exists(Kept, way => line.StartsWith(way, StringComparison.Ordinal)) ? "token=kept" : "token=renewed", line, StringComparison.Ordinal);
        });
        Assert.All(lines.Where(line => line.Contains("answer=", StringComparison.Ordinal)), line => Assert.Matches("answer=(admin@.+|[1-9][0-9]*)$", line));
        Assert.EndsWith(" files=1/0", lines[^1], StringComparison.Ordinal);
        Assert.Equal(2, identity.Requests);
        Transcript.Keep("Every way to sign in", "PS> ./sign-in.ps1 -TenantId <tenant> -Folder <folder>\n" + run.Output);
        await server.EndAsync();
        GraphAnswers.AreValid(server.RecordingFile);
    }

    /// <summary>The agent that gives App Service's apps their identity, on a loopback port.</summary>
    private sealed class IdentityEndpoint : IDisposable
    {
        private readonly HttpListener listener = new();
        private readonly string tenantId;
        private int requests;

        public IdentityEndpoint(string tenantId)
        {
            this.tenantId = tenantId;
            using (var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
            {
                probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                Address = $"http://localhost:{((IPEndPoint)probe.LocalEndPoint!).Port}/msi/token";
            }

            listener.Prefixes.Add(new Uri(Address).GetLeftPart(UriPartial.Authority) + "/");
            listener.Start();
            _ = ServeAsync();
        }

        public string Address { get; }

        public int Requests => Volatile.Read(ref requests);

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    Interlocked.Increment(ref requests);
                    var body = Encoding.UTF8.GetBytes(Answer());
                    context.Response.ContentType = "application/json";
                    await context.Response.OutputStream.WriteAsync(body);
                    context.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private string Answer()
        {
            var ends = DateTimeOffset.UtcNow.AddHours(23).ToUnixTimeSeconds();
            var claims = $$"""{"aud":"https://graph.microsoft.com","iss":"https://sts.windows.net/{{tenantId}}/","exp":{{ends}},"tid":"{{tenantId}}","appid":"00000000-0000-4000-8000-00006d736900"}""";
            var token = $"{Part("""{"alg":"RS256","typ":"JWT"}""")}.{Part(claims)}.AAAA";
            return $$"""{"access_token":"{{token}}","expires_on":"{{ends}}","resource":"https://graph.microsoft.com","token_type":"Bearer"}""";
        }

        private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
