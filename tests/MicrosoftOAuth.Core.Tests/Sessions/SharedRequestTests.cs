using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>Many callers and one request, over the real MSAL and an endpoint that answers when it is let.</summary>
public sealed class SharedRequestTests
{
    private const string Claims = """{"access_token":{"nbf":{"essential":true,"value":"1795000000"}}}""";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly string[] s_vault = ["https://vault.azure.net/.default"];
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly HeldEndpoint _endpoint = new();

    [Fact]
    public async Task A_hundred_callers_send_one_request_and_get_the_same_token()
    {
        OAuthContext context = await ConnectAsync();
        Task<AccessToken>[] callers = Callers(context, 100);
        (await _endpoint.RequestAsync(2)).Answer("shared");
        Assert.Single((await Task.WhenAll(callers).WaitAsync(s_patience)).Distinct());
        Assert.Same(await callers[0], await AskAsync(context));
        Assert.Equal(2, _endpoint.Sent);
    }

    [Fact]
    public async Task A_failure_is_everybodys_who_waited_and_nobody_asks_again_for_it()
    {
        OAuthContext context = await ConnectAsync();
        Task<AccessToken>[] callers = Callers(context, 100);
        (await _endpoint.RequestAsync(2)).Refuse();
        foreach (Task<AccessToken> caller in callers)
        {
            Assert.Equal(OAuthErrorKind.SecretInvalid, (await Assert.ThrowsAsync<OAuthException>(() => caller.WaitAsync(s_patience))).Kind);
        }

        Assert.Equal(2, _endpoint.Sent);
    }

    [Fact]
    public async Task Whoever_comes_after_a_failure_tries_again()
    {
        OAuthContext context = await ConnectAsync();
        Task<AccessToken> first = AskAsync(context);
        (await _endpoint.RequestAsync(2)).Refuse();
        await Assert.ThrowsAsync<OAuthException>(() => first.WaitAsync(s_patience));
        Task<AccessToken> second = AskAsync(context);
        (await _endpoint.RequestAsync(3)).Answer("second");
        Assert.Equal("second", (await second.WaitAsync(s_patience)).Reveal());
    }

    [Fact]
    public async Task The_caller_who_began_may_leave_and_the_others_get_their_token()
    {
        OAuthContext context = await ConnectAsync();
        using CancellationTokenSource leave = new();
        Task<AccessToken> first = AskAsync(context, stop: leave.Token);
        Task<AccessToken>[] others = Callers(context, 3);
        HeldRequest request = await _endpoint.RequestAsync(2);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(s_patience));
        Assert.False(request.IsCancelled);
        request.Answer("shared");
        Assert.All(await Task.WhenAll(others).WaitAsync(s_patience), token => Assert.Equal("shared", token.Reveal()));
        Assert.Equal(2, _endpoint.Sent);
    }

    [Fact]
    public async Task The_last_caller_to_leave_cancels_the_request_and_waits_for_its_end()
    {
        OAuthContext context = await ConnectAsync();
        using CancellationTokenSource leave = new();
        Task<AccessToken>[] callers = [AskAsync(context, stop: leave.Token), AskAsync(context, stop: leave.Token)];
        HeldRequest request = await _endpoint.RequestAsync(2);
        await leave.CancelAsync();
        await request.CancelledAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAny(callers).Unwrap().WaitAsync(s_patience));
        _ = Assert.Single(callers, caller => !caller.IsCompleted);
        request.Answer("unwanted");
        foreach (Task<AccessToken> caller in callers)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller.WaitAsync(s_patience));
        }
    }

    [Fact]
    public async Task Whoever_comes_after_an_abandoned_request_begins_anew()
    {
        OAuthContext context = await ConnectAsync();
        using CancellationTokenSource leave = new();
        Task<AccessToken> first = AskAsync(context, stop: leave.Token);
        HeldRequest abandoned = await _endpoint.RequestAsync(2);
        await leave.CancelAsync();
        await abandoned.CancelledAsync();
        Task<AccessToken> second = AskAsync(context);
        (await _endpoint.RequestAsync(3)).Answer("second");
        Assert.Equal("second", (await second.WaitAsync(s_patience)).Reveal());
        abandoned.Answer("late");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(s_patience));
        Assert.Equal("second", (await AskAsync(context)).Reveal());
    }

    [Fact]
    public async Task Whoever_needs_a_longer_one_waits_and_asks_then()
    {
        OAuthContext context = await ConnectAsync();
        Task<AccessToken> usual = AskAsync(context);
        Task<AccessToken> longer = AskAsync(context, new TokenChoice(ForceRefresh: false, TimeSpan.FromHours(2)));
        (await _endpoint.RequestAsync(2)).Answer("short");
        Assert.Equal("short", (await usual.WaitAsync(s_patience)).Reveal());
        (await _endpoint.RequestAsync(3)).Answer("long", seconds: 3 * 3600);
        Assert.Equal("long", (await longer.WaitAsync(s_patience)).Reveal());
    }

    [Fact]
    public async Task A_challenge_is_a_request_of_its_own_whatever_the_first_one_comes_to()
    {
        OAuthContext context = await ConnectAsync();
        Task<AccessToken> usual = AskAsync(context);
        Task<AccessToken> challenged = AskAsync(context, TokenChoice.Cached with { ClaimsChallenge = Claims });
        (await _endpoint.RequestAsync(2)).Refuse();
        await Assert.ThrowsAsync<OAuthException>(() => usual.WaitAsync(s_patience));
        HeldRequest request = await _endpoint.RequestAsync(3);
        Assert.Contains("1795000000", request.Form, StringComparison.Ordinal);
        request.Answer("answer");
        Assert.Equal("answer", (await challenged.WaitAsync(s_patience)).Reveal());
    }

    [Fact]
    public async Task A_token_that_ends_is_renewed_once_for_all()
    {
        OAuthContext context = await ConnectAsync();
        Task<AccessToken> first = AskAsync(context);
        (await _endpoint.RequestAsync(2)).Answer("first");
        await first.WaitAsync(s_patience);
        _clock.Advance(TimeSpan.FromMinutes(58));
        Task<AccessToken>[] callers = Callers(context, 100);
        (await _endpoint.RequestAsync(3)).Answer("second");
        Assert.All(await Task.WhenAll(callers).WaitAsync(s_patience), token => Assert.Equal("second", token.Reveal()));
        Assert.Equal(3, _endpoint.Sent);
    }

    private static Task<AccessToken>[] Callers(OAuthContext context, int count) => [.. Enumerable.Range(0, count).Select(_ => AskAsync(context))];

    private static Task<AccessToken> AskAsync(OAuthContext context, TokenChoice? choice = null, CancellationToken stop = default) =>
        context.GetTokenAsync(s_vault, choice ?? TokenChoice.Cached, reports: null, stop);

    private async Task<OAuthContext> ConnectAsync()
    {
        SignInOptions options = new() { Method = SignInMethod.ClientSecret, ClientId = FakeToken.Client, TenantId = FakeToken.Tenant, ClientSecret = SecureText.From("secret") };
        Task<OAuthContext> context = OAuthContext.ConnectAsync(options, new Core.Wire(_endpoint, _clock), reports: null, CancellationToken.None);
        (await _endpoint.RequestAsync(1)).Answer("session");
        return await context.WaitAsync(s_patience);
    }
}
