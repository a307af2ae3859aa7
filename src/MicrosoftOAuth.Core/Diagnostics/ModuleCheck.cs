namespace MicrosoftOAuth.Core;

/// <summary>Which copy of the module runs, and whether others may run in its place.</summary>
internal sealed class ModuleCheck : IDiagnosticCheck
{
    public string Name => "Module";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        ModuleCopy own = subject.Shell.Module;
        ModuleCopy[] others = [.. subject.Shell.Copies.Where(copy => !IsSame(copy.Path, own.Path))];
        string detail = $"Version {own.Version} from {own.Path}";
        return Task.FromResult(others.Length == 0
            ? new Diagnostic(Name, DiagnosticStatus.Ok, detail)
            : new Diagnostic(
                Name,
                DiagnosticStatus.Warning,
                $"{detail}; other copies: {string.Join(", ", others.Select(copy => $"{copy.Version} in {copy.Path}{(copy.IsLoaded ? " (imported too)" : string.Empty)}"))}",
                Array.Exists(others, copy => copy.IsLoaded)
                    ? "Start PowerShell anew and import one of them: a process keeps the libraries of the first"
                    : "Remove those that are not meant to be used: Uninstall-PSResource MicrosoftOAuth -Version <version>"));
    }

    private static bool IsSame(string one, string other) => string.Equals(
        one.TrimEnd('/', '\\'),
        other.TrimEnd('/', '\\'),
        OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
}
