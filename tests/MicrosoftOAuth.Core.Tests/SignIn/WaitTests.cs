using Microsoft.Extensions.Time.Testing;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>Whatever a sign-in waits for, a person or a service, ends when its time is up and when whoever asked gives up.</summary>
public sealed class WaitTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <summary>So long a test may wait for what should take no time.</summary>
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);

    /// <summary>A token that was brought waits for nobody.</summary>
    public static TheoryData<SignInMethod> Ways => [.. EveryWay.Methods.Where(method => method != SignInMethod.AccessToken)];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_first_sign_in_ends_in_time(SignInMethod method)
    {
        Silence silence = await Silence.OpenAsync(method);
        Task<OAuthContext> waiting = silence.ConnectAsync(CancellationToken.None);
        await silence.Reached.WaitAsync(s_bound);
        silence.Clock.Advance(s_limit + TimeSpan.FromMilliseconds(1));
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => waiting.WaitAsync(s_bound));
        Assert.Equal(OAuthErrorKind.Timeout, e.Kind);
        Assert.Contains("-TimeoutSeconds", e.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_first_sign_in_ends_when_it_is_given_up(SignInMethod method)
    {
        Silence silence = await Silence.OpenAsync(method);
        using CancellationTokenSource stop = new();
        Task<OAuthContext> waiting = silence.ConnectAsync(stop.Token);
        await silence.Reached.WaitAsync(s_bound);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(s_bound));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_renewal_ends_in_time_and_when_it_is_given_up(SignInMethod method)
    {
        Silence silence = await Silence.OpenAsync(method, speaksAtFirst: true);
        OAuthContext context = await silence.ConnectAsync(CancellationToken.None).WaitAsync(s_bound);
        silence.Begin();
        using CancellationTokenSource stop = new();
        Task<AccessToken> waiting = context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, reports: null, stop.Token);
        await silence.Reached.WaitAsync(s_bound);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(s_bound));

        silence.Begin();
        waiting = context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, reports: null, CancellationToken.None);
        await silence.Reached.WaitAsync(s_bound);
        silence.Clock.Advance(s_limit + TimeSpan.FromMilliseconds(1));
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => waiting.WaitAsync(s_bound));
        Assert.Equal(OAuthErrorKind.Timeout, e.Kind);
    }

    /// <summary>A practice tenant that no longer answers, and a person who no longer acts.</summary>
    private sealed class Silence : DelegatingHandler
    {
        private readonly PracticeTenant _tenant;
        private readonly SignInOptions _options;
        private volatile TaskCompletionSource? _reached;

        private Silence(PracticeTenant tenant, SignInOptions options, FakeTimeProvider clock)
            : base(tenant.CreateHandler())
        {
            (_tenant, Clock) = (tenant, clock);
            _options = options with { Environment = CloudEnvironment.Sandbox, Browser = OpenAsync, Timeout = s_limit };
        }

        internal FakeTimeProvider Clock { get; }

        /// <summary>Done when the sign-in has come to where it waits.</summary>
        internal Task Reached => _reached!.Task;

        internal static async Task<Silence> OpenAsync(SignInMethod method, bool speaksAtFirst = false)
        {
            FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
            PracticeSessions practice = new(new PracticeTenantOptions { Clock = clock });
            EveryWay every = await EveryWay.PrepareAsync(practice);
            Silence silence = new(practice.Tenant, await every.OptionsAsync(method), clock);
            if (!speaksAtFirst)
            {
                silence.Begin();
            }

            return silence;
        }

        internal void Begin() => _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task<OAuthContext> ConnectAsync(CancellationToken cancellationToken) =>
            OAuthContext.ConnectAsync(_options, new Core.Wire(this, Clock), reports: null, cancellationToken);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (_reached is { } reached)
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }

        private async Task<Uri> OpenAsync(Uri address, Uri? redirectUri, string? userName, CancellationToken cancellationToken)
        {
            if (_reached is { } reached)
            {
                reached.TrySetResult();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return await _tenant.OpenInBrowserAsync(address, redirectUri, userName, cancellationToken);
        }
    }
}
