namespace MicrosoftOAuth.Core;

/// <summary>Whether a person here could sign in in a browser.</summary>
internal sealed class BrowserCheck : IDiagnosticCheck
{
    private const string DeviceCode = "Sign in on any other device: Connect-MsOAuthApp -UseDeviceCode";

    /// <summary>MSAL tries these (https://learn.microsoft.com/entra/msal/dotnet/acquiring-tokens/using-web-browsers).</summary>
    private static readonly string[] s_openers = ["xdg-open", "gnome-open", "kfmclient", "microsoft-edge", "wslview"];

    public string Name => "Browser";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        if (subject.IsPractice)
        {
            return Task.FromResult(new Diagnostic(Name, DiagnosticStatus.Ok, "The practice tenant brings its own person."));
        }

        HostMachine machine = subject.Machine;
        string? why = machine.Variable("SSH_CONNECTION") is not null ? "This is an SSH session: a browser would open on the other computer, if at all."
            : !OperatingSystem.IsLinux() ? Environment.UserInteractive ? null : "This session shows no windows."
            : machine.Variable("DISPLAY") is null && machine.Variable("WAYLAND_DISPLAY") is null && machine.Variable("WSL_DISTRO_NAME") is null ? "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)."
            : !s_openers.Any(opener => IsOnPath(machine, opener)) ? $"None of {string.Join(", ", s_openers)} is on the path."
            : null;
        return Task.FromResult(why is null
            ? new Diagnostic(Name, DiagnosticStatus.Ok, "A browser can be opened.")
            : new Diagnostic(Name, DiagnosticStatus.Warning, why, DeviceCode));
    }

    private static bool IsOnPath(HostMachine machine, string program) =>
        (machine.Variable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => folder.Length > 0 && machine.HasFile(folder.TrimEnd('/') + "/" + program));
}
