namespace MicrosoftOAuth.Core;

/// <summary>Whether the cloud's Microsoft Graph answers.</summary>
internal sealed class GraphEndpointCheck : IDiagnosticCheck
{
    public string Name => "Microsoft Graph";

    public bool UsesNetwork => true;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken) =>
        HostProbe.ReachAsync(Name, new Uri($"{subject.Cloud.GraphAudience}/v1.0/"), subject, cancellationToken);
}
