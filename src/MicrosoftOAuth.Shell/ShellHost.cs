using System.Globalization;
using System.Management.Automation.Host;

namespace MicrosoftOAuth.Shell;

/// <summary>The engine's host: who it runs in, and the number a script exits with.</summary>
/// <param name="ui">Where the host shows and asks things.</param>
internal sealed class ShellHost(ShellHostUI ui) : PSHost
{
    /// <summary>The number that <c>exit</c> named; null while no script has called it.</summary>
    public int? RequestedExitCode { get; private set; }

    public override string Name => "MicrosoftOAuth.Shell";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version ?? new Version(0, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => ui;

    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    // Reached by answering 'Suspend' when asked to confirm.
    public override void EnterNestedPrompt() =>
        throw new NotSupportedException("The Shell can't suspend a command. Answer with Yes or No, or press Ctrl+C.");

    public override void ExitNestedPrompt()
    {
    }

    // A native program is about to write to the terminal.
    public override void NotifyBeginApplication() => ui.EndProgress();

    public override void NotifyEndApplication()
    {
    }
}
