using System.Diagnostics;
using System.Management.Automation;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>A wait for a permission can be watched and stopped.</summary>
public sealed class PermissionWaitTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Ctrl_C_ends_it_at_once()
    {
        using ModuleSession session = new();
        session.Run("$null = Connect-MsOAuthApp -Environment Sandbox").ThrowIfFailed();
        using PowerShell shell = PowerShell.Create(session.Runspace);
        shell.AddScript("Wait-MsOAuthPermission Mail.ReadWrite");
        using ManualResetEventSlim waiting = new();
        shell.Streams.Progress.DataAdded += (_, _) => waiting.Set();
        Task<PSDataCollection<PSObject>> running = shell.InvokeAsync();
        Assert.True(waiting.Wait(s_patience));
        ProgressRecord progress = shell.Streams.Progress[0];
        Assert.Equal("Waiting for permissions", progress.Activity);
        Assert.Equal("Held: none; missing: Mail.ReadWrite", progress.StatusDescription);
        Stopwatch watch = Stopwatch.StartNew();
        await shell.StopAsync(callback: null, state: null).WaitAsync(s_patience);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), watch.Elapsed.ToString());
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
    }
}
