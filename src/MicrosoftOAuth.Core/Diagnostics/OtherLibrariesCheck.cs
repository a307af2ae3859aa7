using System.Reflection;

namespace MicrosoftOAuth.Core;

/// <summary>Who else brought a sign-in library into this process. With other modules that is where errors come from.</summary>
internal sealed class OtherLibrariesCheck : IDiagnosticCheck
{
    private static readonly string[] s_names = ["Microsoft.Identity.Client", "Azure.Identity", "Microsoft.IdentityModel.Abstractions", "Microsoft.Graph.Core"];

    public string Name => "Other libraries";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        string[] others =
        [
            .. AppDomain.CurrentDomain.GetAssemblies()
                .Where(assembly => !assembly.IsDynamic && s_names.Contains(assembly.GetName().Name, StringComparer.OrdinalIgnoreCase) && !IsOurs(assembly))
                .Select(assembly => $"{assembly.GetName().Name} {assembly.GetName().Version} from {(assembly.Location.Length == 0 ? "memory" : assembly.Location)} ({LoadContexts.NameOf(assembly)})")
                .OrderBy(line => line, StringComparer.Ordinal),
        ];
        return Task.FromResult(others.Length == 0
            ? new Diagnostic(Name, DiagnosticStatus.Ok, "No other module has loaded MSAL or Azure.Identity in this process.")
            : new Diagnostic(Name, DiagnosticStatus.Info, $"Loaded beside ours, which does no harm since ours are private: {string.Join("; ", others)}"));
    }

    private static bool IsOurs(Assembly assembly) => assembly.Location.StartsWith(LibrariesCheck.Folder, StringComparison.OrdinalIgnoreCase);
}
