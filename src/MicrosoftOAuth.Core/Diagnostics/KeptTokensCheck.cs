namespace MicrosoftOAuth.Core;

/// <summary>Whether Connect-MsOAuthApp -ContextScope CurrentUser could keep tokens safely, and what is kept already.</summary>
internal sealed class KeptTokensCheck : IDiagnosticCheck
{
    public string Name => "Kept tokens";

    public bool UsesNetwork => false;

    public async Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        string folder = subject.KeptTokensFolder ?? TokenCacheStore.DefaultFolder;
        string place = OperatingSystem.IsWindows() ? $"encrypted for this account in {folder}"
            : OperatingSystem.IsMacOS() ? "in the keychain"
            : "in the keyring";
        int count = new KeptTokens(folder).List().Count;
        string kept = count == 0 ? "nothing is kept" : $"of {count} session(s) tokens are kept, marked in {folder}";
        return await TokenCacheStore.WhyUnsafeAsync(folder, subject.Wire.Clock, cancellationToken).ConfigureAwait(false) is not { } why
            ? new Diagnostic(Name, DiagnosticStatus.Ok, $"-ContextScope CurrentUser keeps tokens {place}; {kept}.")
            : new Diagnostic(Name, DiagnosticStatus.Warning, $"-ContextScope CurrentUser would keep tokens in memory only: {why}; {kept}.", TokenCacheStore.Remedy);
    }
}
