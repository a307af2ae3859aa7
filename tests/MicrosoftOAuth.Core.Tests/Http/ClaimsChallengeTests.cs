using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Core.Tests.SignIn;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Core.Tests.Http;

/// <summary>Continuous access evaluation: services that no longer accept a token as it is.</summary>
public sealed class ClaimsChallengeTests
{
    private const string Claims = """{"access_token":{"nbf":{"essential":true,"value":"1795000000"}}}""";
    private const string TokenPath = $"POST /{FakeToken.Tenant}/oauth2/v2.0/token";

    [Fact]
    public async Task A_user_whose_sessions_were_revoked_signs_in_again_and_the_request_goes_through()
    {
        PracticeSessions practice = new();
        OAuthContext context = await practice.ConnectAsync(new SignInOptions { Scopes = ["User.Read"] });
        await PracticeSessions.CallAsync(context, "GET", "/me");
        AccessToken before = await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None);
        Assert.True(practice.Tenant.RevokeSessions(practice.Tenant.AdministratorName));
        Assert.Equal(practice.Tenant.AdministratorName, (await PracticeSessions.CallAsync(context, "GET", "/me")).GetProperty("userPrincipalName").GetString());
        Assert.NotEqual(before.Reveal(), (await context.GetTokenAsync([], TokenChoice.Cached, reports: null, CancellationToken.None)).Reveal());
    }

    [Fact]
    public async Task A_session_that_may_not_ask_gives_an_error_with_the_claims()
    {
        PracticeSessions practice = new();
        bool isOpen = true;
        OAuthContext context = await practice.ConnectAsync(new SignInOptions
        {
            Scopes = ["User.Read"],
            Browser = (address, redirect, account, cancel) => isOpen
                ? practice.Tenant.OpenInBrowserAsync(address, redirect, account, cancel)
                : throw new OAuthException(OAuthErrorKind.InteractionRequired, "Closed."),
        });
        isOpen = false;
        practice.Tenant.RevokeSessions(practice.Tenant.AdministratorName);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => PracticeSessions.CallAsync(context, "GET", "/me"));
        Assert.Equal(OAuthErrorKind.InteractionRequired, e.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_app_answers_a_challenge_once_with_claims_and_capability(bool isBase64)
    {
        FakeWire wire = AppWire().Challenge("GET /v1.0/users", isBase64).Answer(TokenPath, 200, Token("second")).Answer("GET /v1.0/users", 200, """{"value":[]}""");
        OAuthContext context = await ConnectAsync(wire);
        await PracticeSessions.CallAsync(context, "GET", "/users");
        Assert.Equal(["Bearer first", "Bearer second"], wire.Sent.Where(sent => sent.Line.StartsWith("GET", StringComparison.Ordinal)).Select(sent => sent.Authorization!.ToString()));
        string form = Uri.UnescapeDataString(wire.Sent[2].Body.Replace('+', ' '));
        Assert.Contains("\"nbf\":{\"essential\":true,\"value\":\"1795000000\"}", form, StringComparison.Ordinal);
        Assert.Contains("\"xms_cc\":{\"values\":[\"cp1\"]}", form, StringComparison.Ordinal);
        Assert.True(wire.IsDone);
    }

    [Fact]
    public async Task An_app_that_was_disabled_is_challenged_and_told_so()
    {
        PracticeSessions practice = new();
        string clientId = await practice.NewAppAsync([]);
        SignInOptions options = new() { Method = SignInMethod.ClientSecret, ClientId = clientId, TenantId = practice.TenantId, ClientSecret = SecureText.From(await practice.NewSecretAsync(clientId)) };
        OAuthContext app = await practice.ConnectAsync(options);
        OAuthException before = await Assert.ThrowsAsync<OAuthException>(() => PracticeSessions.CallAsync(app, "GET", "/users"));
        Assert.Equal(OAuthErrorKind.PermissionDenied, before.Kind);
        await PracticeSessions.CallAsync(await practice.ConnectAsync(new SignInOptions()), "PATCH", $"/servicePrincipals(appId='{clientId}')", new JsonObject { ["accountEnabled"] = false });
        OAuthException after = await Assert.ThrowsAsync<OAuthException>(() => PracticeSessions.CallAsync(app, "GET", "/users"));
        Assert.Equal("AADSTS7000112", after.ServiceCode);
    }

    [Fact]
    public async Task A_second_challenge_is_not_answered_and_stays_on_the_error()
    {
        FakeWire wire = AppWire().Challenge("GET /v1.0/users", isBase64: true).Answer(TokenPath, 200, Token("second")).Challenge("GET /v1.0/users", isBase64: true);
        OAuthContext context = await ConnectAsync(wire);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => PracticeSessions.CallAsync(context, "GET", "/users"));
        Assert.Equal((OAuthErrorKind.Unauthorized, Claims), (e.Kind, e.Claims));
    }

    [Theory]
    [InlineData("Bearer realm=\"\", error=\"invalid_token\", claims=\"e30\"")]
    [InlineData("Bearer error=\"insufficient_claims\", claims=\"%%%\"")]
    [InlineData("Bearer error=\"insufficient_claims\", claims=\"WzFd\"")]
    [InlineData("Bearer error=\"insufficient_claims\"")]
    [InlineData("Bearer")]
    public async Task What_is_no_challenge_is_an_ordinary_refusal(string header)
    {
        FakeWire wire = AppWire().Answer("GET /v1.0/users", 401, "{}", response => response.Headers.TryAddWithoutValidation("WWW-Authenticate", header));
        OAuthContext context = await ConnectAsync(wire);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => PracticeSessions.CallAsync(context, "GET", "/users"));
        Assert.Equal((OAuthErrorKind.Unauthorized, null), (e.Kind, e.Claims));
    }

    [Fact]
    public async Task A_hundred_challenged_at_once_share_one_new_token()
    {
        PracticeSessions practice = new();
        OAuthContext context = await practice.ConnectAsync(new SignInOptions { Scopes = ["User.Read"] });
        practice.Tenant.RevokeSessions(practice.Tenant.AdministratorName);
        int before = practice.Tenant.Requests.Count(IsCodeRedemption);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => PracticeSessions.CallAsync(context, "GET", "/me")));
        Assert.Equal(1, practice.Tenant.Requests.Count(IsCodeRedemption) - before);

        static bool IsCodeRedemption(PracticeRequest request) => request.Uri.AbsolutePath.EndsWith("/authorize", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_challenge_by_hand_brings_a_new_token(bool isBase64)
    {
        FakeWire wire = AppWire().Answer(TokenPath, 200, Token("second"));
        OAuthContext context = await ConnectAsync(wire);
        string challenge = isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims)) : Claims;
        AccessToken token = await context.GetTokenAsync([], TokenChoice.Cached with { ClaimsChallenge = challenge }, reports: null, CancellationToken.None);
        Assert.Equal("second", token.Reveal());
    }

    [Theory]
    [InlineData("Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", error=\"insufficient_claims\", claims=\"{0}\"")]
    [InlineData("WWW-Authenticate: Bearer error=\"insufficient_claims\", claims=\"{0}\", scope=\"User.Read\"")]
    [InlineData("  claims=\"{0}\"  ")]
    public async Task A_whole_header_by_hand_brings_a_new_token_too(string header)
    {
        FakeWire wire = AppWire().Answer(TokenPath, 200, Token("second"));
        OAuthContext context = await ConnectAsync(wire);
        string challenge = string.Format(CultureInfo.InvariantCulture, header, Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims)));
        AccessToken token = await context.GetTokenAsync([], TokenChoice.Cached with { ClaimsChallenge = challenge }, reports: null, CancellationToken.None);
        Assert.Equal("second", token.Reveal());
        Assert.Contains("1795000000", wire.Sent[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Bearer error=\"insufficient_claims\"")]
    [InlineData("Bearer claims=\"%%%\"")]
    [InlineData("[1]")]
    [InlineData("{\"a\":")]
    public async Task A_challenge_by_hand_that_is_none_is_told_so(string challenge)
    {
        OAuthContext context = await ConnectAsync(AppWire());
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => context.GetTokenAsync([], TokenChoice.Cached with { ClaimsChallenge = challenge }, reports: null, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.InvalidArgument, e.Kind);
    }

    [Fact]
    public async Task A_brought_token_cannot_answer_and_says_what_was_asked()
    {
        FakeWire wire = new FakeWire().Challenge("GET /v1.0/me", isBase64: true);
        OAuthContext context = await wire.ConnectAsync("User.Read");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => PracticeSessions.CallAsync(context, "GET", "/me"));
        Assert.Equal(Claims, e.Claims);
        Assert.Contains("-AccessToken", e.Remedy, StringComparison.Ordinal);
    }

    private static FakeWire AppWire() => new FakeWire().Answer(TokenPath, 200, Token("first"));

    private static string Token(string text) => $$"""{"token_type":"Bearer","expires_in":86000,"access_token":"{{text}}"}""";

    private static Task<OAuthContext> ConnectAsync(FakeWire wire) => OAuthContext.ConnectAsync(
        new SignInOptions { Method = SignInMethod.ClientSecret, ClientId = FakeToken.Client, TenantId = FakeToken.Tenant, ClientSecret = SecureText.From("secret") },
        new Core.Wire(wire, TimeProvider.System),
        reports: null,
        CancellationToken.None);
}

/// <summary>A 401 as Graph sends it.</summary>
internal static class ChallengeAnswers
{
    private const string Claims = """{"access_token":{"nbf":{"essential":true,"value":"1795000000"}}}""";

    internal static FakeWire Challenge(this FakeWire wire, string expected, bool isBase64)
    {
        string claims = isBase64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims)).TrimEnd('=') : Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims));
        return wire.Answer(expected, 401, """{"error":{"code":"InvalidAuthenticationToken","message":"Continuous access evaluation resulted in challenge."}}""", response =>
            response.Headers.TryAddWithoutValidation("WWW-Authenticate", $"Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\", error=\"insufficient_claims\", claims=\"{claims}\""));
    }
}
