using System.Diagnostics;

namespace MicrosoftOAuth.Core;

/// <summary>The libraries that the module brings, read from its folder: looking loads none of them.</summary>
internal sealed class LibrariesCheck : IDiagnosticCheck
{
    private static readonly string[] s_names =
    [
        "Microsoft.Identity.Client",
        "Microsoft.Identity.Client.Extensions.Msal",
        "Microsoft.IdentityModel.JsonWebTokens",
        "Microsoft.Graph.Core",
        "System.Text.Json",
    ];

    public string Name => "Libraries";

    public bool UsesNetwork => false;

    /// <summary>The folder of the module's private libraries.</summary>
    internal static string Folder => Path.GetDirectoryName(typeof(LibrariesCheck).Assembly.Location) ?? string.Empty;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        List<string> found = [];
        List<string> missing = [];
        foreach (string name in s_names)
        {
            string path = Path.Combine(Folder, name + ".dll");
            if (File.Exists(path))
            {
                found.Add($"{name} {VersionOf(path)}");
            }
            else if (name == "System.Text.Json" && !subject.Shell.IsDesktop)
            {
                // .NET's own.
                found.Add($"{name} {typeof(System.Text.Json.JsonDocument).Assembly.GetName().Version} of .NET");
            }
            else
            {
                missing.Add(name);
            }
        }

        return Task.FromResult(missing.Count == 0
            ? new Diagnostic(Name, DiagnosticStatus.Ok, $"Private to this module: {string.Join(", ", found)}")
            : new Diagnostic(Name, DiagnosticStatus.Problem, $"Missing in {Folder}: {string.Join(", ", missing)}", "Install the module anew: Install-PSResource MicrosoftOAuth -Reinstall"));
    }

    private static string VersionOf(string path) => FileVersionInfo.GetVersionInfo(path).ProductVersion?.Split('+')[0] ?? "of an unknown version";
}
