namespace MicrosoftOAuth.Core;

/// <summary>
/// How far this computer's clock is from the sign-in service's, by the Date of its answer (RFC 9110, section 6.6.1). Tokens and
/// assertions made by a wrong clock are refused.
/// </summary>
internal sealed class ClockCheck : IDiagnosticCheck
{
    /// <summary>What the services allow for.</summary>
    private static readonly TimeSpan s_allowed = TimeSpan.FromMinutes(5);

    /// <summary>Less than this may be the way of the answer and the seconds that Date is rounded to.</summary>
    private static readonly TimeSpan s_noise = TimeSpan.FromSeconds(30);

    public string Name => "Clock";

    public bool UsesNetwork => true;

    public async Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        DateTimeOffset before = subject.Now;
        HttpResponseMessage answer;
        try
        {
            answer = await HostProbe.SendAsync(new Uri(subject.Cloud.Authority("common") + "/v2.0/.well-known/openid-configuration"), subject, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            return new Diagnostic(Name, DiagnosticStatus.Info, $"Not compared: {subject.Cloud.LoginHost} cannot be reached.");
        }

        using (answer)
        {
            if (answer.Headers.Date is not { } theirs)
            {
                return new Diagnostic(Name, DiagnosticStatus.Info, $"Not compared: the answer of {subject.Cloud.LoginHost} names no time.");
            }

            TimeSpan ahead = before + TimeSpan.FromTicks((subject.Now - before).Ticks / 2) - theirs;
            TimeSpan apart = ahead.Duration();
            string detail = apart <= s_noise ? $"Within {Math.Max(1, apart.TotalSeconds):N0} seconds of {subject.Cloud.LoginHost}."
                : $"{Words(apart)} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} {subject.Cloud.LoginHost}.";
            return apart <= s_noise ? new Diagnostic(Name, DiagnosticStatus.Ok, detail)
                : new Diagnostic(Name, apart < s_allowed ? DiagnosticStatus.Warning : DiagnosticStatus.Problem, detail, subject.IsPractice ? null : "Set the clock: w32tm /resync on Windows, timedatectl set-ntp true on Linux");
        }
    }

    private static string Words(TimeSpan time) => time.TotalMinutes < 2 ? $"{time.TotalSeconds:N0} seconds" : time.TotalHours < 2 ? $"{time.TotalMinutes:N0} minutes" : $"{time.TotalHours:N0} hours";
}
