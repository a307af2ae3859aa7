namespace MicrosoftOAuth.Core;

/// <summary>Whether the cloud's sign-in host answers; in a session with an authority of its own, that one.</summary>
internal sealed class SignInEndpointCheck : IDiagnosticCheck
{
    public string Name => "Sign-in endpoint";

    public bool UsesNetwork => true;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken) =>
        HostProbe.ReachAsync(Name, IssuerMetadata.Of(new TokenExpectation { Environment = subject.Cloud.Environment, Authority = subject.Context?.Authority }, "/v2.0"), subject, cancellationToken);
}
