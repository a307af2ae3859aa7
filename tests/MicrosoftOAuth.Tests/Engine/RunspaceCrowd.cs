using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MicrosoftOAuth.Tests.Engine;

/// <summary>Many runspaces of this process with the built module in each, which run a script all at once.</summary>
internal sealed class RunspaceCrowd : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);
    private readonly Runspace[] _runspaces;

    internal RunspaceCrowd(int count)
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([Repository.Manifest]);
        _runspaces = new Runspace[count];
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            _runspaces[i] = RunspaceFactory.CreateRunspace(state.Clone());
            _runspaces[i].Open();
        });
    }

    /// <summary>Runs the script in every runspace. None begins before all stand ready.</summary>
    /// <param name="script">Its first argument is the number of the runspace, from 0; the others are those given.</param>
    /// <param name="arguments">The same for everyone.</param>
    /// <returns>What each of them wrote.</returns>
    internal async Task<Collection<PSObject>[]> RunAsync(string script, params object?[] arguments)
    {
        using Barrier start = new(_runspaces.Length);
        return await Task.WhenAll(_runspaces.Select((runspace, number) => Task.Factory.StartNew(
            () => Run(runspace, number, start, script, arguments),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))).WaitAsync(s_patience);
    }

    public void Dispose()
    {
        foreach (Runspace runspace in _runspaces)
        {
            runspace.Dispose();
        }
    }

    private static Collection<PSObject> Run(Runspace runspace, int number, Barrier start, string script, object?[] arguments)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(script).AddArgument(number);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

        Assert.True(start.SignalAndWait(s_patience));
        Collection<PSObject> output = shell.Invoke();
        Assert.Empty(shell.Streams.Error);
        return output;
    }
}
