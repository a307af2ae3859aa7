namespace MicrosoftOAuth.Core;

/// <summary>Edition and version: Windows PowerShell 5.1, or PowerShell 7.4 and later.</summary>
internal sealed class PowerShellCheck : IDiagnosticCheck
{
    private static readonly Version s_lowest = new(7, 4);

    public string Name => "PowerShell";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        ShellFacts shell = subject.Shell;
        string detail = $"{(shell.IsDesktop ? "Windows PowerShell" : "PowerShell")} {shell.Version} on {shell.OperatingSystem}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}";
        bool isOld = !shell.IsDesktop && Version.TryParse(shell.Version.Split('-')[0], out Version? version) && version < s_lowest;
        return Task.FromResult(isOld
            ? new Diagnostic(Name, DiagnosticStatus.Problem, detail, "Update to PowerShell 7.4 or later; this module does not load in earlier ones of edition Core")
            : new Diagnostic(Name, DiagnosticStatus.Ok, detail));
    }
}
