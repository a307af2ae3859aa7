namespace MicrosoftOAuth.Core;

/// <summary>The proxy in force for the sign-in host, by variables and by the system's settings; never its credentials.</summary>
internal sealed class ProxyCheck : IDiagnosticCheck
{
    private static readonly string[] s_variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];
    private static readonly string[] s_exceptions = ["NO_PROXY", "no_proxy"];

    public string Name => "Proxy";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        if (subject.IsPractice)
        {
            return Task.FromResult(new Diagnostic(Name, DiagnosticStatus.Info, "The practice tenant is in this process and needs none."));
        }

        string[] set = [.. s_variables.Select(name => (Name: name, Value: subject.Machine.Variable(name))).Where(one => one.Value is not null).Select(one => $"{one.Name} = {Redaction.OfAddress(one.Value!)}")];
        string[] exceptions = subject.Machine.Seen(s_exceptions);
        Uri login = new($"https://{subject.Cloud.LoginHost}/");
        Uri? proxy = subject.SystemProxy(login);
        string inForce = proxy is null || proxy == login ? $"{login.Host} is asked directly" : $"{login.Host} is asked through {Redaction.OfAddress(proxy.OriginalString)}";
        string detail = string.Join("; ", [inForce, .. set, .. exceptions.Select(name => $"{name} is set")]);
        return Task.FromResult(
            set.Any(one => one.EndsWith("(not an address)", StringComparison.Ordinal)) ? new Diagnostic(Name, DiagnosticStatus.Warning, detail, "Write it whole, for example: http://proxy.contoso.com:8080")
            : subject.Shell.IsDesktop && set.Length > 0 ? new Diagnostic(Name, DiagnosticStatus.Warning, detail + "; Windows PowerShell does not read these variables", "Set the proxy in Windows, or pass it: Connect-MsOAuthApp -Proxy <address>")
            : new Diagnostic(Name, proxy is null || proxy == login ? DiagnosticStatus.Ok : DiagnosticStatus.Info, detail));
    }
}
