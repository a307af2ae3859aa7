using Microsoft.Graph;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;

namespace MicrosoftOAuth.Core;

/// <summary>
/// The one HTTP pipeline. Microsoft Graph's own handlers stay, their retry apart: it sleeps for real, while
/// <see cref="RetryOnThrottling"/> waits on a clock that tests can turn.
/// </summary>
/// <param name="transport">What stands at the end: null for the network.</param>
/// <param name="clock">Measures waits and expiry.</param>
public sealed class Wire(HttpMessageHandler? transport, TimeProvider clock)
{
    /// <summary>A call without an answer for so long has failed; retries are counted apart.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(100);

    private readonly Lazy<HttpClient> _api = new(() =>
    {
        IEnumerable<DelegatingHandler> handlers = GraphClientFactory.CreateDefaultHandlers().Where(handler => handler is not RetryHandler);
        HttpMessageHandler end = new TraceHandler(clock) { InnerHandler = EndOf(transport) };
        HttpMessageHandler pipeline = GraphClientFactory.CreatePipeline([new RetryOnThrottling(clock), .. handlers], end);
        return new HttpClient(pipeline, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    });

    private readonly Lazy<HttpClient> _signIn = new(() =>
        new HttpClient(EndOf(transport), disposeHandler: false) { Timeout = s_limit });

    /// <summary>The clock of everything that uses this wire.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>For APIs: with retry, redirects and trace. No limit of its own: the retry may have to wait.</summary>
    internal HttpClient Api => _api.Value;

    /// <summary>For MSAL, which retries by itself.</summary>
    internal HttpClient SignIn => _signIn.Value;

    private static HttpMessageHandler EndOf(HttpMessageHandler? transport) =>
        transport ?? new HttpClientHandler { AllowAutoRedirect = false };
}
