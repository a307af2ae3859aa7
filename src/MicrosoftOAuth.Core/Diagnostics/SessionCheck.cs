namespace MicrosoftOAuth.Core;

/// <summary>The session, and how long its token still lasts. Nothing is renewed for it.</summary>
internal sealed class SessionCheck : IDiagnosticCheck
{
    public string Name => "Session";

    public bool UsesNetwork => false;

    public Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Context is not { } context)
        {
            return Task.FromResult(new Diagnostic(Name, DiagnosticStatus.Info, "Nobody is signed in.", "Connect-MsOAuthApp; or practise: Connect-MsOAuthApp -Environment Sandbox"));
        }

        string who = $"{context.Name}: {context.SignInMethod} in {context.Environment}, tokens {(context.KeepsTokens ? "kept for this user" : "in memory")}";
        TimeSpan? left = context.HeldToken?.ExpiresOn - subject.Now;
        bool isBrought = context.SignInMethod == SignInMethod.AccessToken;
        return Task.FromResult(left switch
        {
            null => new Diagnostic(Name, DiagnosticStatus.Ok, $"{who}; it holds no token at the moment."),
            { Ticks: <= 0 } when isBrought => new Diagnostic(Name, DiagnosticStatus.Problem, $"{who}; its token has ended, and nothing here can make another.", "Bring a new one: Connect-MsOAuthApp -AccessToken <token>"),
            { Ticks: <= 0 } => new Diagnostic(Name, DiagnosticStatus.Ok, $"{who}; its token has ended and is renewed at the next use."),
            { } time => new Diagnostic(Name, DiagnosticStatus.Ok, $"{who}; its token lasts {Math.Floor(time.TotalMinutes):N0} more minutes{(isBrought ? ", and cannot be renewed" : string.Empty)}."),
        });
    }
}
