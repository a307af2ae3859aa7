using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>A practice tenant, a folder to keep its tokens in, and a count of how often its person was asked to sign in.</summary>
public abstract class KeptTokensBench : IDisposable
{
    private int _asked;

    internal PracticeTenant Tenant { get; } = new();

    internal ReportList Reports { get; } = [];

    protected string Folder { get; } = Path.Combine(Path.GetTempPath(), "msoauth-" + Guid.NewGuid().ToString("N"));

    protected int Asked => _asked;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    protected Task<OAuthContext> ConnectAsync(SignInOptions options) => OAuthContext.ConnectAsync(
        options with
        {
            Browser = (address, redirect, account, cancel) =>
            {
                Interlocked.Increment(ref _asked);
                return Tenant.OpenInBrowserAsync(address, redirect, account, cancel);
            },
        },
        new Core.Wire(Tenant.CreateHandler(), TimeProvider.System),
        Reports,
        CancellationToken.None);
}
