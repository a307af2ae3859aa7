using Microsoft.Identity.Client.Extensibility;

namespace MicrosoftOAuth.Core;

/// <summary>
/// One sign-in in the system's browser, answered on a loopback port, in place of MSAL's own. MSAL knows one redirect URI for
/// each app, and the port is known only once it is listened on: so the port is put into the address and into the redemption
/// of the code here.
/// </summary>
internal sealed class LoopbackBrowser(LoopbackRedirect redirect, SignInOptions options, TimeProvider clock, IProgress<OAuthReport>? reports) : ICustomWebUi
{
    private const string RedirectUri = "redirect_uri";
    private const string State = "state";

    private string _used = redirect.Registered;

    /// <summary>Opens the address and waits for its answer, which it hands on in the form of a query.</summary>
    /// <exception cref="OAuthException">What came is an error; or no browser can be opened, or nothing can be listened on.</exception>
    public async Task<Uri> AcquireAuthorizationCodeAsync(Uri authorizationUri, Uri redirectUri, CancellationToken cancellationToken)
    {
        using LoopbackPort port = LoopbackPort.Open(redirect);
        _used = redirect.At(port.Number);
        Uri address = WithAnswerAt(authorizationUri, _used);
        reports?.Report(new VerboseReport($"If no browser opens, open this address in one on this computer: {address.AbsoluteUri}"));
        RedirectDesk desk = new(redirect.Path, StateOf(address), options.ClientId);
        RedirectAnswer answer = await OpenAndReceiveAsync(address, new LoopbackReceiver(port, desk, clock), cancellationToken).ConfigureAwait(false);
        return answer.Refusal(options.ClientId) is { } refusal ? throw refusal : answer.ToAddress(redirectUri);
    }

    /// <summary>Redeems the code for the redirect URI that it was sent to (RFC 6749, section 4.1.3).</summary>
    internal Task RedeemAsync(OnBeforeTokenRequestData request)
    {
        request.BodyParameters[RedirectUri] = _used;
        return Task.CompletedTask;
    }

    /// <summary>Receives while the browser is opened: the answer may come before the browser's program ends, or its failure does.</summary>
    private async Task<RedirectAnswer> OpenAndReceiveAsync(Uri address, LoopbackReceiver receiver, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<RedirectAnswer> receiving = receiver.ReceiveAsync(over.Token);
        Task opening = OpenAsync(address, over.Token);
        try
        {
            if (await Task.WhenAny(opening, receiving).ConfigureAwait(false) == opening)
            {
                await opening.ConfigureAwait(false);
            }

            return await receiving.ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(opening, receiving).ContinueWith(static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task OpenAsync(Uri address, CancellationToken cancellationToken) => await options.Machine.OpenBrowserAsync(address, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// The answer comes as a form, which keeps the code out of the address bar and the history
    /// (https://openid.net/specs/oauth-v2-form-post-response-mode-1_0.html).
    /// </summary>
    private static Uri WithAnswerAt(Uri address, string redirectUri) => new UriBuilder(address)
    {
        Query = string.Join("&", address.Query.TrimStart('?').Split('&')
            .Where(part => !IsNamed(part, RedirectUri) && !IsNamed(part, "response_mode"))
            .Concat([$"{RedirectUri}={Uri.EscapeDataString(redirectUri)}", "response_mode=form_post"])),
    }.Uri;

    private static string StateOf(Uri address) =>
        Uri.UnescapeDataString(address.Query.TrimStart('?').Split('&').Single(part => IsNamed(part, State)).Substring(State.Length + 1));

    private static bool IsNamed(string part, string name) => part.StartsWith(name + "=", StringComparison.Ordinal);
}
