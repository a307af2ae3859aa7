namespace MicrosoftOAuth.Core;

/// <summary>The variables by which Azure and pipelines offer an identity: their names, never their values.</summary>
internal sealed class IdentityVariablesCheck : IDiagnosticCheck
{
    private const string TokenFile = "AZURE_FEDERATED_TOKEN_FILE";
    private const string GitHubAddress = "ACTIONS_ID_TOKEN_REQUEST_URL";
    private const string AzureAddress = "SYSTEM_OIDCREQUESTURI";
    private const string AzureToken = "SYSTEM_ACCESSTOKEN";

    private static readonly string[] s_variables =
    [
        "AZURE_CLIENT_ID", "AZURE_TENANT_ID", "AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PASSWORD", "AZURE_AUTHORITY_HOST", TokenFile,
        GitHubAddress, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", AzureAddress, AzureToken,
    ];

    public string Name => "Identity variables";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        HostMachine machine = subject.Machine;
        string[] seen = machine.Seen(s_variables);
        string[] all = [.. ManagedIdentityHost.Of(machine).Seen, .. seen];
        string detail = all.Length == 0 ? "Neither Azure nor a pipeline offers an identity by variables." : $"Set are {string.Join(", ", all)}.";
        return Task.FromResult(Lacking(machine) is var (why, remedy)
            ? new Diagnostic(Name, DiagnosticStatus.Warning, $"{detail} {why}", remedy)
            : new Diagnostic(Name, DiagnosticStatus.Info, detail));
    }

    /// <summary>What is half there, and would fail.</summary>
    private static (string Why, string Remedy)? Lacking(HostMachine machine) =>
        machine.Variable(TokenFile) is { } file && !machine.HasFile(file) ? ($"The file that {TokenFile} names is not there.", "Check that the workload identity is projected into this container")
        : machine.Variable("GITHUB_ACTIONS") is not null && machine.Variable(GitHubAddress) is null ? ("This GitHub Actions job may not ask for a federated token.", "Allow it in the workflow: permissions: id-token: write")
        : machine.Variable(AzureAddress) is not null && machine.Variable(AzureToken) is null ? ("This Azure Pipelines step has not been given the job's token.", "Map it in the step: env: SYSTEM_ACCESSTOKEN: $(System.AccessToken)")
        : null;
}
