using System.Diagnostics;
using System.Security.Cryptography;
using MicrosoftOAuth.Sandbox.Server.Proxy;

namespace MicrosoftOAuth.Sandbox.Server.Tenants;

/// <summary>Saves a tenant some time after it may have changed, and at the end.</summary>
internal sealed class StateKeeper : IExchangeObserver, IAsyncDisposable
{
    /// <summary>How long to wait for more changes before saving.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    /// <summary>Saving takes at most this part of the time: a large tenant is saved less often.</summary>
    private const int LeastPause = 20;

    private readonly ServedTenant tenant;
    private readonly StateFile file;
    private readonly Action<string> warn;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim changes = new(1, 1);
    private readonly CancellationTokenSource end = new();
    private Task? saving;
    private byte[] savedHash = [];

    /// <param name="tenant">What to save.</param>
    /// <param name="file">Where to.</param>
    /// <param name="clock">The clock that the delay is measured with.</param>
    /// <param name="warn">Told where saving fails; it is tried again with the next change.</param>
    public StateKeeper(ServedTenant tenant, StateFile file, TimeProvider clock, Action<string> warn)
    {
        this.tenant = tenant;
        this.file = file;
        this.clock = clock;
        this.warn = warn;
    }

    /// <summary>Begins to save. Until then nothing is written: a server that cannot start must not touch another one's file.</summary>
    public void Begin() => saving = SaveChangesAsync();

    public void Answered(string method, Uri address, string body, PracticeAnswer? answer)
    {
        // Reading from Graph or Resource Manager changes nothing; on the other hosts a GET may finish a sign-in.
        if (method is "GET" or "HEAD" && !address.Host.StartsWith("login.", StringComparison.OrdinalIgnoreCase) && !address.Host.EndsWith(".nango.dev", StringComparison.OrdinalIgnoreCase))
            return;
        Notice();
    }

    /// <summary>Says that the tenant may have changed.</summary>
    public void Notice()
    {
        lock (changes)
        {
            if (changes.CurrentCount == 0)
                changes.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        if (saving is not null)
        {
            await saving;
            TrySave();
        }

        end.Dispose();
        changes.Dispose();
    }

    private async Task SaveChangesAsync()
    {
        try
        {
            while (true)
            {
                await changes.WaitAsync(end.Token);
                await Task.Delay(Delay, clock, end.Token);
                var start = Stopwatch.GetTimestamp();
                TrySave();
                await Task.Delay(Stopwatch.GetElapsedTime(start) * LeastPause, clock, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The end saves once more.
        }
    }

    private void TrySave()
    {
        try
        {
            var state = tenant.Current.Save();
            var hash = SHA256.HashData(state);
            if (hash.AsSpan().SequenceEqual(savedHash))
                return;
            file.Save(state);
            savedHash = hash;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            warn($"The state cannot be saved: {failure.Message}");
        }
    }
}
