using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using MicrosoftOAuth.Core.Tests.SignIn;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>Waiting for a permission, on a clock that the test turns.</summary>
public sealed class PermissionWaitTests
{
    private const string Wanted = "User.Read.All";
    private static readonly TimeSpan s_fiveMinutes = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly PracticeSessions _practice;
    private readonly ReportList _reports = [];

    public PermissionWaitTests() => _practice = new(new() { Clock = _clock });

    [Fact]
    public async Task A_role_that_is_granted_meanwhile_ends_the_wait_with_the_token_that_holds_it()
    {
        OAuthContext app = await AppAsync();
        int before = _practice.TokenRequests;
        Task<AccessToken> wait = Wait(app, Wanted);
        await TurnAsync(TimeSpan.FromSeconds(40), wait);
        Assert.False(wait.IsCompleted);
        await GrantAsync(app.ClientId, Wanted);
        int granted = _practice.TokenRequests;
        await TurnAsync(s_fiveMinutes, wait);
        AccessToken token = await wait;
        Assert.Contains(Wanted, token.Roles);
        Assert.Contains(Wanted, app.GrantedScopes);
        Assert.Same(token, await app.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None));
        Assert.True(_practice.TokenRequests - granted <= 2);
        Assert.True(_practice.TokenRequests - before < 12);
        ProgressReport[] progress = [.. _reports.OfType<ProgressReport>()];
        Assert.Equal($"Held: none; missing: {Wanted}", progress[0].Message);
        Assert.True(progress[^1].IsCompleted);
        Assert.All(progress, report => Assert.InRange(report.PercentComplete!.Value, 0, 100));
    }

    [Fact]
    public async Task What_is_held_already_takes_no_request_and_no_progress()
    {
        OAuthContext admin = await _practice.ConnectAsync(new SignInOptions());
        int before = _practice.TokenRequests;
        AccessToken token = await Wait(admin, "application.readwrite.all", "offline_access");
        Assert.Contains("Application.ReadWrite.All", token.Scopes);
        Assert.Equal(before, _practice.TokenRequests);
        Assert.Empty(_reports.OfType<ProgressReport>());
    }

    [Fact]
    public async Task What_never_comes_is_a_timeout_that_says_what_is_missing_and_what_to_type()
    {
        OAuthContext app = await AppAsync();
        await GrantAsync(app.ClientId, "Mail.Read");
        int before = _practice.TokenRequests;
        DateTimeOffset begun = _clock.GetUtcNow();
        Task<AccessToken> wait = Wait(app, "Mail.Read", Wanted);
        await TurnAsync(TimeSpan.FromMinutes(6), wait);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => wait);
        Assert.Equal(OAuthErrorKind.Timeout, e.Kind);
        Assert.Contains($"After 300 seconds the token still lacks {Wanted}, and holds Mail.Read.", e.Message, StringComparison.Ordinal);
        Assert.Contains($"Grant-MsOAuthConsent -ClientId {app.ClientId}", e.Remedy, StringComparison.Ordinal);
        Assert.InRange(_clock.GetUtcNow() - begun, s_fiveMinutes, s_fiveMinutes + TimeSpan.FromSeconds(2));
        Assert.InRange(_practice.TokenRequests - before, 8, 14);
        Assert.True(_reports.OfType<ProgressReport>().Last().IsCompleted);
    }

    [Fact]
    public async Task An_administrators_session_is_told_to_ask_for_it()
    {
        OAuthContext admin = await _practice.ConnectAsync(new SignInOptions());
        Task<AccessToken> wait = Wait(admin, "Mail.ReadWrite");
        await TurnAsync(TimeSpan.FromMinutes(6), wait);
        Assert.Contains("Connect-MsOAuthApp -Scopes Mail.ReadWrite", (await Assert.ThrowsAsync<OAuthException>(() => wait)).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_consent_that_is_waited_for()
    {
        int asked = 0;
        OAuthContext user = await _practice.ConnectAsync(new SignInOptions
        {
            Browser = (address, redirect, account, cancel) =>
            {
                asked++;
                return _practice.Tenant.OpenInBrowserAsync(address, redirect, account, cancel);
            },
        });
        Task<AccessToken> wait = new PermissionWait(user).UntilHeldAsync(["user_impersonation"], "Azure Key Vault", TimeSpan.FromSeconds(20), CancellationToken.None);
        await TurnAsync(TimeSpan.FromSeconds(30), wait);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => wait);
        Assert.Equal((OAuthErrorKind.Timeout, 1), (e.Kind, asked));
        Assert.Contains("The last try was refused", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offline_access", "no permission to wait for")]
    [InlineData("https://graph.microsoft.com/Mail.Read", "no name of a permission")]
    [InlineData("Mail.Read Mail.Send", "no name of a permission")]
    [InlineData("offline_access,User.Read", "delegated permission")]
    public async Task What_could_never_come_is_said_at_once(string permissions, string why)
    {
        OAuthContext app = await AppAsync();
        int before = _practice.TokenRequests;
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => Wait(app, permissions.Split(',')));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.Equal(before, _practice.TokenRequests);
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_warned_of()
    {
        OAuthContext app = await AppAsync();
        Task<AccessToken> wait = new PermissionWait(app, _reports).UntilHeldAsync(["User.Reed.All"], api: null, TimeSpan.FromSeconds(1), CancellationToken.None);
        await TurnAsync(TimeSpan.FromSeconds(5), wait);
        await Assert.ThrowsAsync<OAuthException>(() => wait);
        Assert.Contains("Find-MsOAuthPermission -Search User.Reed.All", Assert.Single(_reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_was_brought_is_looked_into_and_never_waited_for()
    {
        OAuthContext context = await new FakeWire().ConnectAsync("User.Read");
        Assert.Contains("User.Read", (await Wait(context, "User.Read")).Scopes);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => Wait(context, "Mail.Read"));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
        Assert.Contains("cannot be renewed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_stops_the_wait_is_free_at_once()
    {
        OAuthContext app = await AppAsync();
        using CancellationTokenSource stop = new();
        Task<AccessToken> wait = new PermissionWait(app, _reports).UntilHeldAsync([Wanted], api: null, s_fiveMinutes, stop.Token);
        await TurnAsync(TimeSpan.FromSeconds(20), wait);
        Stopwatch watch = Stopwatch.StartNew();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
        Assert.True(_reports.OfType<ProgressReport>().Last().IsCompleted);
    }

    [Fact]
    public async Task A_token_service_that_never_answers_does_not_outlast_the_wait()
    {
        OAuthContext app = await AppAsync();
        _practice.Tenant.InjectFault(new() { Kind = Sandbox.PracticeFaultKind.Slow, Delay = TimeSpan.FromHours(1), PathContains = "/token", Count = 100 });
        Task<AccessToken> wait = new PermissionWait(app).UntilHeldAsync([Wanted], api: null, TimeSpan.FromSeconds(30), CancellationToken.None);
        await TurnAsync(TimeSpan.FromSeconds(32), wait);
        Assert.Equal(OAuthErrorKind.Timeout, (await Assert.ThrowsAsync<OAuthException>(() => wait.WaitAsync(TimeSpan.FromSeconds(30)))).Kind);
    }

    private Task<AccessToken> Wait(OAuthContext context, params string[] permissions) =>
        new PermissionWait(context, _reports).UntilHeldAsync(permissions, api: null, s_fiveMinutes, CancellationToken.None);

    private async Task<OAuthContext> AppAsync()
    {
        string clientId = await _practice.NewAppAsync([]);
        return await _practice.ConnectAsync(new SignInOptions
        {
            Method = SignInMethod.ClientSecret,
            ClientId = clientId,
            TenantId = _practice.TenantId,
            ClientSecret = SecureText.From(await _practice.NewSecretAsync(clientId)),
        });
    }

    private async Task GrantAsync(string clientId, string role)
    {
        OAuthContext admin = await _practice.ConnectAsync(new SignInOptions());
        AppReference app = new(clientId, null, null);
        RequestedPermissions requested = new(admin);
        await requested.AddAsync(app, await requested.ResolveAsync("Microsoft Graph", [], [role], CancellationToken.None), CancellationToken.None);
        Assert.All(await new ConsentClient(admin).GrantAsync(app, userId: null, CancellationToken.None), result => Assert.NotEqual(ConsentStatus.Failed, result.Status));
    }

    /// <summary>Turns the clock, a second at a time, until the work ends or the time is over.</summary>
    private async Task TurnAsync(TimeSpan time, Task work)
    {
        for (DateTimeOffset end = _clock.GetUtcNow() + time; _clock.GetUtcNow() < end && !work.IsCompleted;)
        {
            await Task.WhenAny(work, Task.Delay(5));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
