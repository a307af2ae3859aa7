using Microsoft.Graph;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Polly.Timeout;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The one HTTP pipeline. Microsoft Graph's own handlers stay, their retry apart: it sleeps for real, while
/// <see cref="RetryOnThrottling"/> waits on a clock that tests can turn.
/// </summary>
/// <param name="transport">What stands at the end: null for the network.</param>
/// <param name="clock">Measures waits and expiry.</param>
public sealed class Wire(HttpMessageHandler? transport, TimeProvider clock)
{
    /// <summary>A request without an answer for so long has failed; each try counts apart.</summary>
    internal static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(100);

    private readonly Lazy<HttpClient> _api = new(() =>
    {
        IEnumerable<DelegatingHandler> handlers = GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not RetryHandler);
        HttpMessageHandler end = new TraceHandler(clock) { InnerHandler = EndOf(transport) };
        HttpMessageHandler pipeline = GraphClientFactory.CreatePipeline([new RetryOnThrottling(clock), .. handlers], end);
        return new HttpClient(pipeline, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    });

    private IssuerKeys? _issuerKeys;

    private readonly Lazy<HttpClient> _signIn = new(() =>
        new HttpClient(EndOf(transport), disposeHandler: false) { Timeout = AttemptLimit });

    private readonly Lazy<HttpClient> _strictSignIn = new(() =>
        new HttpClient(new StrictCodeExchange { InnerHandler = EndOf(transport) }, disposeHandler: false) { Timeout = AttemptLimit });

    /// <summary>The clock of everything that uses this wire.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>What issuers publish, kept with the wire: a practice issuer's keys never meet a real one's.</summary>
    internal IssuerKeys IssuerKeys => LazyInitializer.EnsureInitialized(ref _issuerKeys, () => new IssuerKeys(this))!;

    /// <summary>For MSAL, which retries by itself.</summary>
    internal HttpClient SignIn => _signIn.Value;

    /// <summary>The same, for providers other than Microsoft.</summary>
    internal HttpClient StrictSignIn => _strictSignIn.Value;

    /// <summary>Sends a request to an API, with retry, redirects and trace.</summary>
    /// <param name="request">The request.</param>
    /// <param name="completion">Whether the body is read too; a body that breaks off later is the reader's to handle.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.ServiceUnavailable"/>: there was no answer.</exception>
    internal async Task<HttpResponseMessage> SendAsync(ApiRequest request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        try
        {
            // The client has no limit of its own: the retry may have to wait as long as the service asks.
            return await _api.Value.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw HttpErrors.From(e);
        }
        catch (TimeoutRejectedException e)
        {
            throw HttpErrors.NoAnswer(request.RequestUri!, AttemptLimit, e);
        }
    }

    private static HttpMessageHandler EndOf(HttpMessageHandler? transport) =>
        transport ?? NetworkTransport.Direct();
}
