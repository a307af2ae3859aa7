using System.Net;

namespace MicrosoftOAuth.Core;

/// <summary>What may keep TLS 1.2 or a certificate from being accepted. Microsoft's hosts take nothing below 1.2.</summary>
internal sealed class TlsCheck : IDiagnosticCheck
{
    private static readonly string[] s_variables = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

    public string Name => "TLS";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        // Only .NET Framework reads this setting, which scripts like to change.
        SecurityProtocolType allowed = subject.Shell.IsDesktop ? ServicePointManager.SecurityProtocol : SecurityProtocolType.SystemDefault;
#pragma warning disable CA5386 // Nothing is set here: the setting is looked at.
        if (allowed != SecurityProtocolType.SystemDefault && !allowed.HasFlag(SecurityProtocolType.Tls12))
#pragma warning restore CA5386
        {
            return Task.FromResult(new Diagnostic(
                Name,
                DiagnosticStatus.Problem,
                $"This process allows {allowed} only.",
                "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::SystemDefault"));
        }

        string[] set = subject.Machine.Seen(s_variables);
        return Task.FromResult(subject.Machine.Variable(s_variables[0]) is { } file && !subject.Machine.HasFile(file) ? new Diagnostic(Name, DiagnosticStatus.Problem, "SSL_CERT_FILE names a file that there is not, so no certificate is trusted.", "Correct the variable, or take it away, and start PowerShell anew")
            : set.Length > 0 ? new Diagnostic(Name, DiagnosticStatus.Info, $"The system chooses the version; which authorities are trusted depends on {string.Join(" and ", set)}.")
            : new Diagnostic(Name, DiagnosticStatus.Ok, "The system chooses the version and the authorities that are trusted."));
    }
}
