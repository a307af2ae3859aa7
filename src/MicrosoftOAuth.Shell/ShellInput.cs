using System.Management.Automation;
using System.Security;

namespace MicrosoftOAuth.Shell;

/// <summary>Reads lines and secrets so that Ctrl+C ends the wait.</summary>
/// <param name="terminal">Where the lines come from.</param>
/// <param name="stop">Called when Ctrl+C arrives as a key.</param>
internal sealed class ShellInput(ShellTerminal terminal, Action stop) : IDisposable
{
    private CancellationTokenSource _interrupt = new();

    // A read can't be taken back. One that was interrupted goes on, and the next reader gets its line.
    private Task<string?>? _pending;

    /// <summary>Ends the read under way and every later one, until <see cref="Resume"/>.</summary>
    public void Interrupt() => _interrupt.Cancel();

    public void Resume()
    {
        if (!_interrupt.IsCancellationRequested)
            return;
        _interrupt.Dispose();
        _interrupt = new CancellationTokenSource();
    }

    /// <returns>The next line; null at the end of the input.</returns>
    /// <exception cref="PipelineStoppedException">Ctrl+C.</exception>
    public string? ReadLine()
    {
        _pending ??= Task.Run(terminal.In.ReadLine);
        try
        {
            _pending.Wait(_interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }

        string? line = _pending.Result;
        _pending = null;
        // On Windows Ctrl+C also ends the read itself, with nothing.
        if (line is null && _interrupt.IsCancellationRequested)
            throw new PipelineStoppedException();
        return line;
    }

    /// <summary>Reads a secret: from the keyboard without showing anything, or else the next line.</summary>
    /// <returns>The secret; null at the end of the input.</returns>
    /// <exception cref="PipelineStoppedException">Ctrl+C.</exception>
    public SecureString? ReadSecret() => terminal.InIsTerminal ? SecretFromKeys() : SecretFromLine();

    public void Dispose() => _interrupt.Dispose();

    private SecureString? SecretFromLine()
    {
        if (ReadLine() is not { } line)
            return null;

        SecureString secret = new();
        foreach (char character in line)
            secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }

    private SecureString SecretFromKeys()
    {
        SecureString secret = new();
        terminal.ControlCIsKey(true);
        try
        {
            while (true)
            {
                ConsoleKeyInfo key = terminal.ReadKey();
                if (key.Key == ConsoleKey.Enter)
                {
                    secret.MakeReadOnly();
                    return secret;
                }

                if (key is { Key: ConsoleKey.C, Modifiers: ConsoleModifiers.Control })
                {
                    secret.Dispose();
                    stop();
                    throw new PipelineStoppedException();
                }

                if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
                    secret.RemoveAt(secret.Length - 1);
                else if (!char.IsControl(key.KeyChar))
                    secret.AppendChar(key.KeyChar);
            }
        }
        finally
        {
            terminal.ControlCIsKey(false);
        }
    }
}
