namespace MicrosoftOAuth.Core;

/// <summary>Whether a person here could sign in in a browser.</summary>
internal sealed class BrowserCheck : IDiagnosticCheck
{
    public string Name => "Browser";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        if (subject.IsPractice)
        {
            return Task.FromResult(new Diagnostic(Name, DiagnosticStatus.Ok, "The practice tenant brings its own person."));
        }

        HostMachine machine = subject.Machine;
        string? why = SystemBrowser.WhyNot(machine)
            ?? (!OperatingSystem.IsLinux() && machine.Variable("SSH_CONNECTION") is not null ? "in an SSH session the browser would open on this computer's own screen"
                : !OperatingSystem.IsLinux() && !Environment.UserInteractive ? "this session shows no windows"
                : OperatingSystem.IsLinux() && !SystemBrowser.Tools.Split(' ').Any(tool => IsOnPath(machine, tool)) ? $"none of the programs {SystemBrowser.Tools} is on the path"
                : null);
        return Task.FromResult(why is null
            ? new Diagnostic(Name, DiagnosticStatus.Ok, "A browser can be opened.")
            : new Diagnostic(Name, DiagnosticStatus.Warning, $"No browser can be opened here: {why}.", "Sign in with a code, in a browser on any device: Connect-MsOAuthApp -UseDeviceCode"));
    }

    private static bool IsOnPath(HostMachine machine, string program) =>
        (machine.Variable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => folder.Length > 0 && machine.HasFile(folder.TrimEnd('/') + "/" + program));
}
