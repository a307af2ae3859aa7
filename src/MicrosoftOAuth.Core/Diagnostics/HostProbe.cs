using System.Diagnostics;

namespace MicrosoftOAuth.Core;

/// <summary>One GET without a second try, for its head alone: a check must be quick, and a failure is what it looks for.</summary>
internal static class HostProbe
{
    /// <summary>Whether a host answers; any answer below 500 counts, since nobody is signed in there.</summary>
    internal static async Task<Diagnostic> ReachAsync(string check, Uri address, DiagnosticSubject subject, CancellationToken cancellationToken)
    {
        string shown = address.GetLeftPart(UriPartial.Path);
        long begun = subject.Wire.Clock.GetTimestamp();
        try
        {
            using HttpResponseMessage answer = await SendAsync(address, subject, cancellationToken).ConfigureAwait(false);
            int status = (int)answer.StatusCode;
            string detail = $"{shown} answered {status} in {subject.Wire.Clock.GetElapsedTime(begun).TotalMilliseconds:N0} ms.";
            return status switch
            {
                407 => new Diagnostic(check, DiagnosticStatus.Problem, detail, "The proxy wants a name and a password: Connect-MsOAuthApp -Proxy <address> -ProxyCredential (Get-Credential)"),
                >= 500 => new Diagnostic(check, DiagnosticStatus.Problem, detail, "Try again later; see https://status.cloud.microsoft"),
                _ => new Diagnostic(check, DiagnosticStatus.Ok, detail),
            };
        }
        catch (HttpRequestException e)
        {
            return new Diagnostic(check, DiagnosticStatus.Problem, $"{shown} cannot be reached: {e.GetBaseException().Message}", RemedyFor(e));
        }
    }

    internal static Task<HttpResponseMessage> SendAsync(Uri address, DiagnosticSubject subject, CancellationToken cancellationToken) =>
        subject.Wire.SignIn.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private static string RemedyFor(HttpRequestException failure) => failure.GetBaseException() is System.Security.Authentication.AuthenticationException
        ? "Something between here and Microsoft answers with a certificate of its own: trust its authority on this computer, or let this host pass"
        : "Check the network, the name resolution, the proxy and the firewall";
}
