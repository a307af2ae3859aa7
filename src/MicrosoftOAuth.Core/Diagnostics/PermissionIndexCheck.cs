using System.Globalization;

namespace MicrosoftOAuth.Core;

/// <summary>How old the data is from which Find-MsOAuthPermission answers.</summary>
internal sealed class PermissionIndexCheck : IDiagnosticCheck
{
    public string Name => "Permission index";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        DateTimeOffset date = GraphCatalog.Current.DataDate;
        TimeSpan age = subject.Now - date;
        string detail = string.Format(CultureInfo.InvariantCulture, "Microsoft's data of {0:yyyy-MM-dd}, {1:N0} days old.", date, Math.Max(0, age.TotalDays));
        return Task.FromResult(GraphCatalog.Current.IsOld(subject.Now)
            ? new Diagnostic(Name, DiagnosticStatus.Warning, detail + " Newer permissions are not in it.", "Update-MsOAuthPermissionCatalog")
            : new Diagnostic(Name, DiagnosticStatus.Ok, detail));
    }
}
