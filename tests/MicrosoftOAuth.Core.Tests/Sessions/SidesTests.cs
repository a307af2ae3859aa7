using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using MicrosoftOAuth.Core.Tests.SignIn;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>
/// A session of the practice tenant and one of a real cloud at the same time, with the same tenant, app, person and scopes: the
/// practice tenant shows all of Microsoft's own names. No token and no secret of one side is ever seen on the other.
/// </summary>
public sealed class SidesTests
{
    public static TheoryData<SignInMethod> Ways => [.. EveryWay.Methods];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_token_of_one_side_reaches_the_other(SignInMethod method)
    {
        Side practice = await Side.OpenAsync(CloudEnvironment.Sandbox);
        Side real = await Side.OpenAsync(CloudEnvironment.Global);
        Assert.Equal((practice.TenantId, practice.ClientId), (real.TenantId, real.ClientId));

        OAuthContext one = await practice.ConnectAsync(method);
        OAuthContext other = await real.ConnectAsync(method);
        for (int i = 0; i < 2; i++)
        {
            await practice.UseAsync(one);
            await real.UseAsync(other);
        }

        Assert.NotEmpty(practice.Tokens);
        Assert.NotEmpty(real.Tokens);
        Assert.Empty(practice.Tokens.Intersect(real.Tokens, StringComparer.Ordinal));
        Assert.Empty(practice.Bearers.Except(practice.Tokens, StringComparer.Ordinal));
        Assert.Empty(real.Bearers.Except(real.Tokens, StringComparer.Ordinal));
        Assert.NotEmpty(practice.Bearers);
        Assert.NotEmpty(real.Bearers);
    }

    /// <summary>One of the two, with what went over its wire.</summary>
    private sealed class Side
    {
        // Two minutes apart, since two practice worlds with one seed write the same tokens at the same time.
        private readonly FakeTimeProvider _clock;
        private readonly PracticeSessions _sessions;
        private readonly ConcurrentDictionary<string, bool> _bearers = new(StringComparer.Ordinal);
        private readonly List<string> _tokens = [];
        private readonly CloudEnvironment _environment;
        private EveryWay _every = null!;

        private Side(CloudEnvironment environment)
        {
            _environment = environment;
            _clock = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(environment == CloudEnvironment.Sandbox ? 0 : 2));
            _sessions = new PracticeSessions(new PracticeTenantOptions { Seed = 7, Clock = _clock });
        }

        internal string TenantId => _sessions.TenantId;

        internal string ClientId => _every.ClientId;

        /// <summary>What its sessions hold.</summary>
        internal IReadOnlyCollection<string> Tokens => _tokens;

        /// <summary>What its services got to see.</summary>
        internal ICollection<string> Bearers => _bearers.Keys;

        internal static async Task<Side> OpenAsync(CloudEnvironment environment)
        {
            Side side = new(environment);
            side._every = await EveryWay.PrepareAsync(side._sessions);
            return side;
        }

        internal async Task<OAuthContext> ConnectAsync(SignInMethod method)
        {
            SignInOptions options = await _every.OptionsAsync(method) with { Environment = _environment, Browser = _sessions.Tenant.OpenInBrowserAsync };
            return await OAuthContext.ConnectAsync(options, new Core.Wire(new Watch(_sessions.Tenant.CreateHandler(), _bearers), _clock), reports: null, CancellationToken.None);
        }

        internal async Task UseAsync(OAuthContext context)
        {
            bool renews = context.SignInMethod != SignInMethod.AccessToken;
            _clock.Advance(TimeSpan.FromSeconds(1));
            _tokens.Add((await context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = renews }, reports: null, CancellationToken.None)).Reveal());
            try
            {
                await PracticeSessions.CallAsync(context, "GET", "/organization");
            }
            catch (OAuthException e) when (e.Kind == OAuthErrorKind.PermissionDenied)
            {
                // The token was shown, which is all that counts here.
            }
        }
    }

    private sealed class Watch(HttpMessageHandler inner, ConcurrentDictionary<string, bool> bearers) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host == "graph.microsoft.com")
            {
                bearers[request.Headers.Authorization!.Parameter!] = true;
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
