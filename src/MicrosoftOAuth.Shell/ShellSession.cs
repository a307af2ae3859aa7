using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace MicrosoftOAuth.Shell;

/// <summary>One PowerShell session with the module loaded, its commands and its way to be stopped.</summary>
internal sealed class ShellSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ShellInput _input;
    private readonly ShellHostUI _ui;
    private readonly ShellHost _host;
    private readonly Runspace _runspace;
    private Action? _stopRunning;
    private bool _stopping;

    public ShellSession(ShellTerminal terminal)
    {
        DeclineTelemetry();
        _input = new ShellInput(terminal, () => Stop());
        _ui = new ShellHostUI(terminal, _input);
        _host = new ShellHost(_ui);

        InitialSessionState state = InitialSessionState.CreateDefault2();
        // Whoever starts the Shell has chosen what to run; Windows would refuse even the module's own psm1.
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        ErrorView.PutFirst(state);
        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
    }

    /// <summary>The number that the session's <c>exit</c> named; null while nothing has called it.</summary>
    public int? RequestedExitCode => _host.RequestedExitCode;

    public ShellInput Input => _input;

    /// <summary>Imports a module for everything that runs later.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Import(string manifestPath) => Execute(powerShell => powerShell
        .AddCommand("Import-Module")
        .AddParameter("Name", manifestPath)
        .AddParameter("Scope", "Global")
        .AddParameter("ErrorAction", ActionPreference.Stop));

    /// <summary>Runs a script file in the session's own scope.</summary>
    /// <returns>An <see cref="ExitCode"/>, or the number the script exits with.</returns>
    public int RunScript(string path, IEnumerable<CommandParameter> arguments)
    {
        ScriptBlockAst script = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            Report(new ParseException(errors));
            return ExitCode.TerminatingError;
        }

        // A function and not a file for the engine: 'exit' inside a file ends that file, inside a function the session.
        // The parsed block still knows its path, so $PSScriptRoot, $PSCommandPath and error positions are right.
        string name = Path.GetFileName(path);
        _runspace.SessionStateProxy.InvokeProvider.Item.Set(
            ["function:global:" + name], script.GetScriptBlock(), force: true, literalPath: true);

        Command command = new(name, isScript: false, useLocalScope: false);
        foreach (CommandParameter argument in arguments)
            command.Parameters.Add(argument);
        return Execute(powerShell => powerShell.Commands.AddCommand(command));
    }

    /// <summary>Runs a text in the session's own scope.</summary>
    /// <returns>An <see cref="ExitCode"/>, or the number the text exits with.</returns>
    public int RunCommand(string text) => Execute(powerShell => powerShell.AddScript(text, useLocalScope: false));

    /// <summary>Stops what is running, or the wait for a line.</summary>
    /// <returns>False if that was asked for before and has not come to an end.</returns>
    public bool Stop()
    {
        lock (_gate)
        {
            if (_stopping)
                return false;
            _stopping = true;
            _input.Interrupt();
            _stopRunning?.Invoke();
            return true;
        }
    }

    /// <summary>After a stop: the session may be used again.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            _stopping = false;
            _input.Resume();
        }
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _input.Dispose();
    }

    // The engine reports module imports to its maker unless told not to. An answer that is already given stands.
    private static void DeclineTelemetry()
    {
        const string optOut = "POWERSHELL_TELEMETRY_OPTOUT";
        if (Environment.GetEnvironmentVariable(optOut) is null)
            Environment.SetEnvironmentVariable(optOut, "1");
    }

    private int Execute(Action<PowerShell> fill)
    {
        using PowerShell powerShell = PowerShell.Create(_runspace);
        fill(powerShell);
        // Errors take the way of the output, so that they stay in order with it; Out-Default tells them apart.
        powerShell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        powerShell.AddCommand("Out-Default");

        try
        {
            lock (_gate)
            {
                if (_stopping)
                    return ExitCode.Interrupted;
                _stopRunning = () => powerShell.BeginStop(callback: null, state: null);
            }

            powerShell.Invoke();
            return RequestedExitCode ?? (_stopping ? ExitCode.Interrupted : ExitCode.Success);
        }
        catch (Exception) when (_stopping)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception error)
        {
            Report(error);
            return ExitCode.TerminatingError;
        }
        finally
        {
            lock (_gate)
                _stopRunning = null;
            _ui.EndProgress();
        }
    }

    private void Report(Exception error)
    {
        // The record inside an exception knows only that it was thrown; the copy gets the exception itself.
        _ui.WriteError(error is IContainsErrorRecord { ErrorRecord: { } inner }
            ? new ErrorRecord(inner, error)
            : new ErrorRecord(error, "UnexpectedFailure", ErrorCategory.NotSpecified, targetObject: null));
    }
}
