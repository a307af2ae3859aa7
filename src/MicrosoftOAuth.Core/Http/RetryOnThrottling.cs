using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace MicrosoftOAuth.Core;

/// <summary>
/// Waits as long as the service asks (429, 503, 504 with Retry-After; RFC 9110, section 10.2.3) or backs off by
/// itself, at most four times. A lost connection is tried again only where a second try cannot do the work twice.
/// </summary>
internal sealed class RetryOnThrottling : DelegatingHandler
{
    internal const int MaxRetries = 4;

    /// <summary>A service that asks for more than this is not waited for: the caller is told instead.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(5);

    private static readonly ResiliencePropertyKey<HttpRequestMessage> s_request = new("request");

    private readonly ResiliencePipeline<HttpResponseMessage> _retry;

    internal RetryOnThrottling(TimeProvider clock)
    {
        _retry = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromSeconds(1),
                UseJitter = true,
                ShouldHandle = attempt => new ValueTask<bool>(MayRetry(attempt.Outcome, RequestOf(attempt.Context), clock)),
                DelayGenerator = attempt => new ValueTask<TimeSpan?>(RetryAfter(attempt.Outcome.Result, clock)),
                OnRetry = attempt =>
                {
                    Announce(attempt);
                    attempt.Outcome.Result?.Dispose();
                    return default;
                },
            })
            .AddTimeout(Wire.AttemptLimit)
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(s_request, request);
        try
        {
            return await _retry.ExecuteAsync(
                async attempt => await base.SendAsync(RequestOf(attempt), attempt.CancellationToken).ConfigureAwait(false),
                context).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static HttpRequestMessage RequestOf(ResilienceContext context) => context.Properties.GetValue(s_request, null!);

    private static bool MayRetry(Outcome<HttpResponseMessage> outcome, HttpRequestMessage request, TimeProvider clock) => outcome switch
    {
        { Exception: HttpRequestException or TimeoutRejectedException } => IsRepeatable(request.Method),
        { Result.StatusCode: (HttpStatusCode)429 } => RetryAfter(outcome.Result, clock) is not { } wait || wait <= s_longestWait,
        { Result.StatusCode: HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } =>
            IsRepeatable(request.Method) || RetryAfter(outcome.Result, clock) <= s_longestWait,
        _ => false,
    };

    private static bool IsRepeatable(HttpMethod method) => method == HttpMethod.Get || method == HttpMethod.Head;

    private static TimeSpan? RetryAfter(HttpResponseMessage? response, TimeProvider clock) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static void Announce(OnRetryArguments<HttpResponseMessage> attempt)
    {
        HttpRequestMessage request = RequestOf(attempt.Context);
        string why = attempt.Outcome.Result is { } response
            ? string.Format(CultureInfo.InvariantCulture, "{0} answered {1}", request.RequestUri!.Host, (int)response.StatusCode)
            : $"The connection to {request.RequestUri!.Host} was lost";
        (request as ApiRequest)?.Reports?.Report(new VerboseReport(string.Format(
            CultureInfo.InvariantCulture,
            "{0}; trying again in {1:N1} s ({2} of {3}).",
            why,
            attempt.RetryDelay.TotalSeconds,
            attempt.AttemptNumber + 1,
            MaxRetries)));
    }
}
