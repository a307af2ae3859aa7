using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.SignIn;

/// <summary>The ways that go on for a user who signed in elsewhere: code, refresh token, password, on behalf of.</summary>
public sealed class UserFlowTests
{
    private const string Return = "https://app.example/callback";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly PracticeSessions _practice;

    public UserFlowTests() => _practice = new(new() { Clock = _clock });

    [Fact]
    public async Task A_web_app_redeems_the_code_of_its_own_address_and_renews()
    {
        (string clientId, string secret) = await WebAppAsync();
        ConsentUrl url = Url(clientId);
        Uri returned = await _practice.Tenant.OpenInBrowserAsync(url.Uri, url.RedirectUri, _practice.Tenant.UserName, CancellationToken.None);
        OAuthContext context = await _practice.ConnectAsync(url.Redeem(returned, new SignInOptions { ClientSecret = SecureText.From(secret), Scopes = ["User.Read"] }));
        Assert.Equal(_practice.Tenant.UserName, context.Account);
        AccessToken first = await TokenAsync(context);
        _clock.Advance(TimeSpan.FromDays(2));
        AccessToken second = await TokenAsync(context);
        Assert.NotSame(first, second);
        Assert.True(second.ExpiresOn > _clock.GetUtcNow());
        Assert.Equal(_practice.Tenant.UserName, second.Account);
    }

    [Fact]
    public async Task A_code_is_good_once_and_then_the_user_is_needed()
    {
        (string clientId, string secret) = await WebAppAsync();
        ConsentUrl url = Url(clientId);
        Uri returned = await _practice.Tenant.OpenInBrowserAsync(url.Uri, url.RedirectUri, _practice.Tenant.UserName, CancellationToken.None);
        SignInOptions options = url.Redeem(returned, new SignInOptions { ClientSecret = SecureText.From(secret), Scopes = ["User.Read"] });
        OAuthContext context = await _practice.ConnectAsync(options);
        OAuthException again = await _practice.RefusedAsync(options);
        Assert.StartsWith("AADSTS", again.ServiceCode, StringComparison.Ordinal);
        OAuthException more = await Assert.ThrowsAsync<OAuthException>(() => context.GetTokenAsync(["Mail.Read"], TokenChoice.Cached, reports: null, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.InteractionRequired, more.Kind);
    }

    [Fact]
    public async Task Another_verifier_and_another_nonce_are_refused()
    {
        (string clientId, string secret) = await WebAppAsync();
        ConsentUrl url = Url(clientId);
        SignInOptions options = new() { ClientSecret = SecureText.From(secret), Scopes = ["User.Read"] };
        Uri first = await _practice.Tenant.OpenInBrowserAsync(url.Uri, url.RedirectUri, _practice.Tenant.UserName, CancellationToken.None);
        OAuthException e = await _practice.RefusedAsync(url.Redeem(first, options) with { CodeVerifier = Url(clientId).CodeVerifier });
        Assert.Equal("AADSTS501481", e.ServiceCode);
        Uri second = await _practice.Tenant.OpenInBrowserAsync(url.Uri, url.RedirectUri, _practice.Tenant.UserName, CancellationToken.None);
        e = await _practice.RefusedAsync(url.Redeem(second, options) with { Nonce = "another" });
        Assert.Equal(OAuthErrorKind.SignInRefused, e.Kind);
        Assert.Contains("nonce", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://app.example/callback?code=x&state=other", OAuthErrorKind.SignInRefused, "another state")]
    [InlineData("https://app.example/callback?code=x", OAuthErrorKind.SignInRefused, "another state")]
    [InlineData("https://evil.example/callback?code=x&state={0}", OAuthErrorKind.SignInRefused, "was to arrive")]
    [InlineData("https://app.example/callback?state={0}", OAuthErrorKind.SignInRefused, "no code")]
    [InlineData("https://app.example/callback?state={0}&error=access_denied&error_description=AADSTS65004%3A+No.", OAuthErrorKind.SignInRefused, "declined")]
    [InlineData("https://app.example/callback#state={0}&error=invalid_client&error_description=AADSTS700016%3A+No.", OAuthErrorKind.AppNotFound, "client id")]
    public void An_answer_that_is_not_to_this_address_is_refused(string returned, OAuthErrorKind kind, string why)
    {
        ConsentUrl url = Url(FakeToken.Client);
        OAuthException e = Assert.Throws<OAuthException>(() => url.Redeem(new Uri(string.Format(returned, url.State)), new SignInOptions()));
        Assert.Equal(kind, e.Kind);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_token_from_elsewhere_signs_in_and_goes_on()
    {
        string refresh = await RefreshTokenAsync();
        OAuthContext context = await _practice.ConnectAsync(new SignInOptions
        {
            Method = SignInMethod.RefreshToken,
            RefreshToken = SecureText.From(refresh),
            TenantId = _practice.TenantId,
            Scopes = ["User.Read"],
        });
        Assert.Equal(_practice.Tenant.AdministratorName, context.Account);
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.True((await TokenAsync(context)).ExpiresOn > _clock.GetUtcNow());
    }

    [Fact]
    public async Task A_refresh_token_that_is_none_is_told_so()
    {
        OAuthException e = await _practice.RefusedAsync(new SignInOptions { Method = SignInMethod.RefreshToken, RefreshToken = SecureText.From("nonsense"), TenantId = _practice.TenantId });
        Assert.StartsWith("AADSTS", e.ServiceCode, StringComparison.Ordinal);
        e = await _practice.RefusedAsync(new SignInOptions { Method = SignInMethod.RefreshToken });
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
    }

    [Fact]
    public async Task A_password_signs_in_with_one_warning_and_without_asking_anybody()
    {
        ReportList reports = [];
        SignInOptions options = Password(PracticeTenant.PracticePassword) with { MayAsk = false };
        OAuthContext context = await _practice.ConnectAsync(options, reports);
        Assert.Equal(_practice.Tenant.UserName, context.Account);
        await context.GetTokenAsync([], TokenChoice.Cached with { ForceRefresh = true }, reports, CancellationToken.None);
        Assert.Contains("password", Assert.Single(reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_and_a_second_factor_are_told_apart()
    {
        Assert.Equal("AADSTS50126", (await _practice.RefusedAsync(Password("wrong"))).ServiceCode);
        Assert.True(_practice.Tenant.RequireSecondFactor(_practice.Tenant.UserName));
        OAuthException e = await _practice.RefusedAsync(Password(PracticeTenant.PracticePassword));
        Assert.Equal((OAuthErrorKind.InteractionRequired, "AADSTS50076"), (e.Kind, e.ServiceCode));
    }

    [Fact]
    public async Task An_API_goes_on_in_the_users_name_and_renews_after_the_users_token_has_ended()
    {
        (string clientId, string secret) = await ApiAsync();
        SignInOptions options = OnBehalfOf(clientId, secret, await UserTokenAsync());
        OAuthContext context = await _practice.ConnectAsync(options);
        Assert.Equal(_practice.Tenant.UserName, context.Account);
        Assert.Equal(clientId, context.ClientId);
        Assert.Equal(_practice.Tenant.UserName, (await PracticeSessions.CallAsync(context, "GET", "/me")).GetProperty("userPrincipalName").GetString());
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.True((await TokenAsync(context)).ExpiresOn > _clock.GetUtcNow());
        OAuthException e = await _practice.RefusedAsync(options);
        Assert.Equal((OAuthErrorKind.AssertionRefused, "AADSTS500133"), (e.Kind, e.ServiceCode));
    }

    [Fact]
    public async Task An_API_without_proof_or_users_token_is_told_so()
    {
        OAuthException e = await _practice.RefusedAsync(OnBehalfOf(FakeToken.Client, "x", "token") with { ClientSecret = null });
        Assert.Contains("nothing to prove itself with", e.Message, StringComparison.Ordinal);
        e = await _practice.RefusedAsync(OnBehalfOf(FakeToken.Client, "x", "token") with { UserAssertion = null });
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
    }

    private static Task<AccessToken> TokenAsync(OAuthContext context) => context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);

    private ConsentUrl Url(string clientId) => ConsentUrl.ForUser(MicrosoftCloud.Of(CloudEnvironment.Sandbox), clientId, _practice.TenantId, ["User.Read"], Return, loginHint: null);

    private SignInOptions Password(string password) => new()
    {
        Method = SignInMethod.Password,
        TenantId = _practice.TenantId,
        UserName = _practice.Tenant.UserName,
        Password = SecureText.From(password),
        Scopes = ["User.Read"],
    };

    private SignInOptions OnBehalfOf(string clientId, string secret, string token) => new()
    {
        Method = SignInMethod.OnBehalfOf,
        ClientId = clientId,
        TenantId = _practice.TenantId,
        ClientSecret = SecureText.From(secret),
        UserAssertion = SecureText.From(token),
        Scopes = ["User.Read"],
    };

    private async Task<(string ClientId, string Secret)> WebAppAsync()
    {
        string clientId = await _practice.NewAppAsync(new JsonObject { ["displayName"] = "Web", ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(Return) } });
        return (clientId, await _practice.NewSecretAsync(clientId));
    }

    /// <summary>An API with a scope of its own, to which the user has consented User.Read and offline_access of Graph.</summary>
    private async Task<(string ClientId, string Secret)> ApiAsync()
    {
        string clientId = await _practice.NewAppAsync(new JsonObject
        {
            ["displayName"] = "API",
            ["identifierUris"] = new JsonArray("api://practice"),
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(Return) },
            ["api"] = new JsonObject
            {
                ["requestedAccessTokenVersion"] = 2,
                ["oauth2PermissionScopes"] = new JsonArray(new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["value"] = "Things.Read", ["type"] = "User", ["isEnabled"] = true }),
            },
        });
        ConsentUrl url = Url(clientId);
        await _practice.Tenant.OpenInBrowserAsync(url.Uri, url.RedirectUri, _practice.Tenant.UserName, CancellationToken.None);
        return (clientId, await _practice.NewSecretAsync(clientId));
    }

    /// <summary>A token with which the ordinary user calls that API.</summary>
    private async Task<string> UserTokenAsync()
    {
        string desktop = await _practice.NewAppAsync(new JsonObject { ["displayName"] = "Desktop", ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost") } });
        OAuthContext caller = await _practice.ConnectAsync(new SignInOptions
        {
            ClientId = desktop,
            TenantId = _practice.TenantId,
            LoginHint = _practice.Tenant.UserName,
            Scopes = ["api://practice/Things.Read"],
        });
        return (await TokenAsync(caller)).Reveal();
    }

    /// <summary>What another program got: the answer of the token endpoint to the administrator's sign-in.</summary>
    private async Task<string> RefreshTokenAsync()
    {
        ConsentUrl url = ConsentUrl.ForUser(MicrosoftCloud.Of(CloudEnvironment.Sandbox), SignInOptions.GraphCommandLineTools, _practice.TenantId, ["User.Read"], "http://localhost", loginHint: null);
        Uri returned = await _practice.Tenant.OpenInBrowserAsync(url.Uri, url.RedirectUri, userName: null, CancellationToken.None);
        AuthorizationAnswer answer = AuthorizationAnswer.Read(returned, url.State);
        using HttpClient http = new(_practice.Tenant.CreateHandler());
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = SignInOptions.GraphCommandLineTools,
            ["code"] = SecureText.Reveal(answer.Code),
            ["code_verifier"] = SecureText.Reveal(url.CodeVerifier!),
            ["redirect_uri"] = "http://localhost",
        });
        using HttpResponseMessage response = await http.PostAsync(new Uri($"https://login.microsoftonline.com/{_practice.TenantId}/oauth2/v2.0/token"), form);
        using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("refresh_token").GetString()!;
    }
}
