using System.Runtime.CompilerServices;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Looks at everything that signing in depends on. A check that fails is a finding and never an exception, and none takes
/// longer than ten seconds.
/// </summary>
public sealed class Doctor
{
    private const string Activity = "Checking";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    private readonly DiagnosticSubject _subject;
    private readonly IReadOnlyList<IDiagnosticCheck> _checks;

    /// <summary>The list of the checks, in the order in which they are told.</summary>
    public static IReadOnlyList<IDiagnosticCheck> AllChecks { get; } =
    [
        new PowerShellCheck(),
        new ModuleCheck(),
        new LibrariesCheck(),
        new OtherLibrariesCheck(),
        new TlsCheck(),
        new ProxyCheck(),
        new ClockCheck(),
        new SignInEndpointCheck(),
        new GraphEndpointCheck(),
        new KeptTokensCheck(),
        new IdentityVariablesCheck(),
        new BrowserCheck(),
        new SessionCheck(),
        new PermissionIndexCheck(),
    ];

    /// <summary>A doctor for a session, or for what a session would meet.</summary>
    /// <param name="shell">What PowerShell told.</param>
    /// <param name="context">The session; null where nobody is signed in, and the worldwide cloud is looked at.</param>
    public Doctor(ShellFacts shell, OAuthContext? context)
        : this(
            new DiagnosticSubject(
                shell,
                context?.Wire ?? new Wire(transport: null, TimeProvider.System),
                context?.Cloud ?? MicrosoftCloud.Of(CloudEnvironment.Global),
                context,
                HostMachine.Local),
            AllChecks)
    {
    }

    /// <summary>A doctor who makes these checks of this subject.</summary>
    /// <param name="subject">What is looked at.</param>
    /// <param name="checks">In the order in which they are told.</param>
    public Doctor(DiagnosticSubject subject, IReadOnlyList<IDiagnosticCheck> checks)
    {
        _subject = subject;
        _checks = checks;
    }

    /// <summary>Runs the checks side by side, and writes what they found in their order.</summary>
    /// <param name="offline">Leaves out those that touch the network.</param>
    /// <param name="reports">Who watches.</param>
    /// <param name="cancellationToken">Ends them all.</param>
    public async IAsyncEnumerable<Diagnostic> RunAsync(bool offline, IProgress<OAuthReport>? reports, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        IDiagnosticCheck[] checks = [.. _checks.Where(check => !offline || !check.UsesNetwork)];
        Task<Diagnostic>[] running = [.. checks.Select(check => RunAsync(check, end.Token))];
        try
        {
            for (int i = 0; i < running.Length; i++)
            {
                reports?.Report(new ProgressReport(Activity, checks[i].Name, i * 100 / running.Length));
                yield return await running[i].ConfigureAwait(false);
            }
        }
        finally
        {
            // Whoever stops reading early leaves the rest behind.
            await end.CancelAsync().ConfigureAwait(false);
            reports?.Report(new ProgressReport(Activity, "Done", 100, IsCompleted: true));
        }
    }

    private async Task<Diagnostic> RunAsync(IDiagnosticCheck check, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            // On another thread, and waited for beside it: a keyring may block its caller, and hears no token.
            Task<Diagnostic> work = Task.Run(() => check.RunAsync(_subject, limited.Token), limited.Token);
            Task limit = _subject.Wire.Clock.Delay(s_limit, limited.Token);
            bool isLate = await Task.WhenAny(work, limit).ConfigureAwait(false) != work;
            cancellationToken.ThrowIfCancellationRequested();
            if (isLate)
            {
                _ = work.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                return new Diagnostic(
                    check.Name,
                    check.UsesNetwork ? DiagnosticStatus.Problem : DiagnosticStatus.Warning,
                    $"No answer within {s_limit.TotalSeconds:N0} seconds.",
                    check.UsesNetwork ? "Check the network and the proxy" : null);
            }

            Diagnostic found = await work.ConfigureAwait(false);
            return found with { Detail = Redaction.Of(found.Detail) };
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new Diagnostic(check.Name, DiagnosticStatus.Warning, Redaction.Of($"The check itself failed: {e.GetBaseException().Message}"));
        }
        finally
        {
            await limited.CancelAsync().ConfigureAwait(false);
        }
    }
}
