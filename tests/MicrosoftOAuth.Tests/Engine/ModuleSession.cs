using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MicrosoftOAuth.Tests.Engine;

/// <summary>One runspace of the real engine, with a host whose prompts a test answers and the built module imported.</summary>
internal sealed class ModuleSession : IDisposable
{
    private readonly Runspace _runspace;

    // The engine reports module imports to its makers unless it is told not to.
    static ModuleSession() => Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

    internal ModuleSession(bool import = true, InitialSessionState? state = null)
    {
        _runspace = RunspaceFactory.CreateRunspace(Host, state ?? InitialSessionState.CreateDefault2());
        _runspace.Open();
        if (import)
        {
            Run("Import-Module -Name $args[0]", Repository.Manifest).ThrowIfFailed();
        }
    }

    internal TestHost Host { get; } = new();

    internal Runspace Runspace => _runspace;

    /// <summary>Runs a script and returns all that it wrote to any stream; a terminating error is returned, not thrown.</summary>
    internal RunResult Run(string script, params object?[] arguments)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (object? argument in arguments)
        {
            shell.AddArgument(argument);
        }

        Collection<PSObject> output = [];
        ErrorRecord? terminating = null;
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException e)
        {
            terminating = e.ErrorRecord;
        }

        return new RunResult(
            output,
            [.. shell.Streams.Error],
            terminating,
            [.. shell.Streams.Warning.Select(record => record.Message)],
            [.. shell.Streams.Verbose.Select(record => record.Message)],
            [.. shell.Streams.Debug.Select(record => record.Message)],
            [.. shell.Streams.Information.Select(record => record.MessageData?.ToString() ?? string.Empty)],
            [.. shell.Streams.Progress]);
    }

    /// <summary>Ends the session, once every answer of its practice tenant's Graph has been held against the schema.</summary>
    public void Dispose()
    {
        try
        {
            GraphAnswers.Check(this);
        }
        finally
        {
            _runspace.Dispose();
        }
    }
}

/// <summary>Everything a script wrote.</summary>
internal sealed record RunResult(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    ErrorRecord? Terminating,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug,
    IReadOnlyList<string> Information,
    IReadOnlyList<ProgressRecord> Progress)
{
    internal PSObject Single => Assert.Single(ThrowIfFailed().Output);

    /// <summary>The only error, terminating or not.</summary>
    internal ErrorRecord Error => Terminating ?? Assert.Single(Errors);

    /// <summary>Everything as text, for a search.</summary>
    internal IEnumerable<string> AllText =>
    [
        .. Output.Select(item => item?.ToString() ?? string.Empty),
        .. Errors.Append(Terminating).OfType<ErrorRecord>().SelectMany(error => new[] { error.ToString(), error.Exception.ToString(), error.ErrorDetails?.RecommendedAction ?? string.Empty }),
        .. Warnings, .. Verbose, .. Debug, .. Information,
        .. Progress.SelectMany(record => new[] { record.Activity, record.StatusDescription }),
    ];

    internal T Value<T>(string property) => (T)Single.Properties[property].Value;

    internal RunResult ThrowIfFailed()
    {
        ErrorRecord? error = Terminating ?? (Errors.Count > 0 ? Errors[0] : null);
        return error is null ? this : throw new InvalidOperationException($"{error.FullyQualifiedErrorId}: {error}", error.Exception);
    }
}
