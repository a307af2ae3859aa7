using System.Management.Automation;
using System.Management.Automation.Language;

namespace MicrosoftOAuth.Shell;

/// <summary>Reads commands and runs them one after the other: at a prompt, or from redirected input.</summary>
/// <param name="session">The session.</param>
/// <param name="terminal">Where the prompt is shown.</param>
internal sealed class ShellLoop(ShellSession session, ShellTerminal terminal)
{
    /// <returns>The number <c>exit</c> named, or the code of the last command.</returns>
    public int Run()
    {
        int code = ExitCode.Success;
        while (true)
        {
            string? command;
            try
            {
                command = ReadCommand();
            }
            catch (PipelineStoppedException)
            {
                return ExitCode.Interrupted;
            }

            if (command is null)
                return code;

            code = session.RunCommand(command);
            if (session.RequestedExitCode is int requested)
                return requested;
            if (code == ExitCode.Interrupted)
            {
                if (!terminal.InIsTerminal)
                    return code;
                session.Resume();
            }
        }
    }

    /// <returns>One or more lines that are a whole command; null at the end of the input.</returns>
    private string? ReadCommand()
    {
        Show("PS> ");
        string? command = null;
        while (session.Input.ReadLine() is { } line)
        {
            command = command is null ? line : command + Environment.NewLine + line;
            Parser.ParseInput(command, out _, out ParseError[] errors);
            if (!errors.Any(static error => error.IncompleteInput))
                return command;
            Show(">> ");
        }

        return command;
    }

    private void Show(string prompt)
    {
        if (terminal.InIsTerminal)
            terminal.Prompts.Write(prompt);
    }
}
