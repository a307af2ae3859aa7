using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Providers.Tests.OidcProvider;

/// <summary>oidc-provider as a process of its own. It ends with its standard input, so it never outlives the tests.</summary>
public sealed class OidcProviderServer : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private Process? _process;

    /// <summary>Trusted by this server's clients alone.</summary>
    public LoopbackCertificate Certificate { get; } = new();

    /// <summary>As a user would pass it.</summary>
    public Uri Authority { get; private set; } = new("https://127.0.0.1:1");

    public async Task InitializeAsync()
    {
        if (NodeFactAttribute.WhyNot is not null)
        {
            return;
        }

        _process = Process.Start(new ProcessStartInfo("node", ["--no-warnings", Path.Combine(Repository.Providers, "oidc-provider.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        Task<string> errors = _process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(s_limit);
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { certificate = Certificate.CertificatePem, key = Certificate.KeyPem }).AsMemory(), limit.Token);
        await _process.StandardInput.FlushAsync(limit.Token);
        string? announcement = await _process.StandardOutput.ReadLineAsync(limit.Token);
        Assert.True(announcement is not null, "oidc-provider ended before it listened." + (_process.HasExited ? Environment.NewLine + await errors : string.Empty));
        Authority = new Uri($"https://127.0.0.1:{JsonNode.Parse(announcement)!["port"]!.GetValue<int>()}");
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            using CancellationTokenSource limit = new(s_limit);
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill(entireProcessTree: true);
                throw;
            }
        }

        Dispose();
    }

    public void Dispose()
    {
        _process?.Dispose();
        Certificate.Dispose();
    }
}
