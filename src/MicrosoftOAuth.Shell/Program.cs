namespace MicrosoftOAuth.Shell;

/// <summary>The entry point: arguments in, exit code out.</summary>
internal static class Program
{
    public static int Main(string[] args) =>
        Run(args, ShellTerminal.OfProcess(), ModuleLocator.FindManifest(AppContext.BaseDirectory));

    /// <param name="args">The words behind the program's name.</param>
    /// <param name="terminal">What to read from and write to.</param>
    /// <param name="manifest">The module to import; null if it was not found.</param>
    internal static int Run(string[] args, ShellTerminal terminal, string? manifest)
    {
        ShellArguments arguments = ShellArguments.Parse(args);
        switch (arguments)
        {
            case ShellArguments.Help:
                terminal.Out.WriteLine(ShellArguments.Usage);
                return ExitCode.Success;
            case ShellArguments.Wrong wrong:
                terminal.Error.WriteLine($"{wrong.Reason} -Help shows what can be asked.");
                return ExitCode.WrongArguments;
        }

        if (manifest is null)
        {
            terminal.Error.WriteLine("MicrosoftOAuth.psd1 is in none of the folders above the Shell. Run it from a checkout, as it was built.");
            return ExitCode.TerminatingError;
        }

        using ShellSession session = new(terminal);
        ConsoleCancelEventHandler onControlC = (_, pressed) => pressed.Cancel = session.Stop(); // The second one ends the process.
        Console.CancelKeyPress += onControlC;
        try
        {
            int imported = session.Import(manifest);
            if (imported != ExitCode.Success)
                return imported;

            return arguments switch
            {
                ShellArguments.Command command => session.RunCommand(command.Text),
                ShellArguments.Script script => session.RunScript(script.Path, script.Arguments),
                _ => new ShellLoop(session, terminal).Run(),
            };
        }
        finally
        {
            Console.CancelKeyPress -= onControlC;
        }
    }
}
