using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Tokens that end before their time, and the challenge by which a capable client learns of it.</summary>
public sealed class RevocationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_capable_client_is_challenged_after_a_revocation_and_passes_with_a_fresh_sign_in(bool throughGraph)
    {
        using var client = new TenantClient();
        var app = PublicClientApplicationBuilder.Create(TenantClient.CommandLineTools)
            .WithAuthority(client.Authority)
            .WithHttpClientFactory(client.HttpFactory)
            .WithRedirectUri("http://localhost")
            .WithClientCapabilities(["cp1"])
            .Build();
        var first = await app.AcquireTokenInteractive(["User.Read"]).WithCustomWebUi(new PracticeWebUi(client.Tenant)).WithLoginHint(client.Tenant.UserName).ExecuteAsync();
        Assert.Equal("CP1", client.ReadClaims(first.AccessToken)["xms_cc"]![0]!.ToString());
        Assert.InRange(first.ExpiresOn - DateTimeOffset.UtcNow, TimeSpan.FromHours(23.9), TimeSpan.FromHours(28));
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(first.AccessToken, "GET", "/me")).Status);

        await RevokeAsync(client, throughGraph);
        var challenged = await client.GraphAsync(first.AccessToken, "GET", "/me");
        Assert.Equal(HttpStatusCode.Unauthorized, challenged.Status);
        var claims = WwwAuthenticateParameters.GetClaimChallengeFromResponseHeaders(Headers(challenged), "Bearer");
        Assert.NotNull(JsonNode.Parse(claims)!["access_token"]!["nbf"]);

        var account = Assert.Single(await app.GetAccountsAsync());
        var refusal = await Assert.ThrowsAsync<MsalUiRequiredException>(() => app.AcquireTokenSilent(["User.Read"], account).WithClaims(claims).ExecuteAsync());
        Assert.Contains("AADSTS50173", refusal.Message, StringComparison.Ordinal);
        var second = await app.AcquireTokenInteractive(["User.Read"]).WithCustomWebUi(new PracticeWebUi(client.Tenant)).WithAccount(account).WithClaims(claims).ExecuteAsync();
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(second.AccessToken, "GET", "/me")).Status);
    }

    [Fact]
    public async Task A_client_that_cannot_answer_keeps_its_token_and_loses_its_refresh_token_and_its_session()
    {
        using var client = new TenantClient();
        var address = Authorization.Address(client, TenantClient.CommandLineTools, Authorization.PublicRedirectUri, "User.Read openid offline_access");
        var tokens = await Authorization.SignInAsync(client, TenantClient.CommandLineTools);
        Assert.True(client.Tenant.RevokeSessions(client.Tenant.AdministratorName));
        Assert.False(client.Tenant.RevokeSessions("nobody@example.com"));

        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(tokens["access_token"], "GET", "/me")).Status);
        var refusal = await client.TokenAsync(("grant_type", "refresh_token"), ("client_id", TenantClient.CommandLineTools), ("refresh_token", tokens["refresh_token"]));
        Refusals.AssertRefused(refusal, 50173, "invalid_grant");
        Assert.Equal("bad_token", refusal["suberror"]);
        Assert.Equal("login_required", (await Authorization.OpenAsync(client, new(address.AbsoluteUri + "&prompt=none")))["error"]);
    }

    [Fact]
    public async Task A_disabled_app_is_challenged_and_gets_no_new_token()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();
        (string Name, string Value)[] form = [("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", Assertions.GraphDefault), ("claims", """{"access_token":{"xms_cc":{"values":["cp1"]}}}""")];
        var token = (await client.TokenAsync(form))["access_token"];
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GraphAsync(token, "GET", "/users")).Status);

        await client.GraphAsync(await client.SignInAsync(), "PATCH", $"/servicePrincipals(appId='{appId}')", new JsonObject { ["accountEnabled"] = false });

        Assert.Contains("insufficient_claims", (await client.GraphAsync(token, "GET", "/users")).Headers["WWW-Authenticate"], StringComparison.Ordinal);
        Refusals.AssertRefused(await client.TokenAsync(form), 7000112, "unauthorized_client");
    }

    [Fact]
    public async Task Only_an_administrator_revokes_others()
    {
        using var client = new TenantClient();
        var token = await client.SignInAsync(client.Tenant.DeveloperName, "https://graph.microsoft.com/Application.ReadWrite.All");

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GraphAsync(token, "POST", $"/users/{client.Tenant.UserName}/revokeSignInSessions")).Status);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{\"access_token\":1}")]
    [InlineData("{\"access_token\":{\"xms_cc\":{\"values\":\"cp2\"}}}")]
    public async Task Claims_that_say_nothing_known_change_nothing_or_are_refused(string claims)
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();

        var answer = await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", Assertions.GraphDefault), ("claims", claims));

        if (claims[0] == '{')
            Assert.Equal("3599", answer["expires_in"]);
        else
            Refusals.AssertRefused(answer, 9002313, "invalid_request");
    }

    [Fact]
    public async Task Refresh_tokens_end_after_ninety_idle_days_and_those_of_a_page_after_one_day_for_good()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        var tokens = await Authorization.SignInAsync(client, TenantClient.CommandLineTools);
        Task<GraphAnswer> Refresh(string token) => client.TokenAsync(("grant_type", "refresh_token"), ("client_id", TenantClient.CommandLineTools), ("refresh_token", token), ("scope", "User.Read offline_access"));

        clock.Advance(TimeSpan.FromDays(89));
        var next = await Refresh(tokens["refresh_token"]);
        Assert.NotEqual(tokens["refresh_token"], next["refresh_token"]);
        clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var refusal = await Refresh(tokens["refresh_token"]);
        Refusals.AssertRefused(refusal, 700082, "invalid_grant");
        Assert.Contains("was inactive for 90.00:00:00.", refusal["error_description"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Refresh(next["refresh_token"])).Status);
    }

    [Fact]
    public async Task A_pages_refresh_token_cannot_be_made_to_last()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        var app = (await client.NewAppAsync(new() { ["displayName"] = "Spa", ["signInAudience"] = "AzureADMyOrg", ["spa"] = new JsonObject { ["redirectUris"] = new JsonArray("https://example.com/spa") } }))["appId"]!.ToString();
        var code = await Authorization.CodeAsync(client, app, "https://example.com/spa");
        async Task<GraphAnswer> FromPage(params (string Name, string Value)[] form)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, client.Authority + "/oauth2/v2.0/token")
            {
                Content = new FormUrlEncodedContent(form.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))),
            };
            request.Headers.Add("Origin", "https://example.com");
            return await client.SendAsync(request);
        }

        var tokens = await FromPage(("grant_type", "authorization_code"), ("client_id", app), ("code", code), ("code_verifier", Authorization.Verifier), ("redirect_uri", "https://example.com/spa"));
        clock.Advance(TimeSpan.FromHours(23));
        var next = await FromPage(("grant_type", "refresh_token"), ("client_id", app), ("refresh_token", tokens["refresh_token"]));
        Assert.True(next.Status == HttpStatusCode.OK, next.Text);
        clock.Advance(TimeSpan.FromMinutes(61));

        Refusals.AssertRefused(await FromPage(("grant_type", "refresh_token"), ("client_id", app), ("refresh_token", next["refresh_token"])), 700084, "invalid_grant");
    }

    private static async Task RevokeAsync(TenantClient client, bool throughGraph)
    {
        if (throughGraph)
        {
            var admin = await client.SignInAsync(null, "https://graph.microsoft.com/User.RevokeSessions.All");
            var answer = await client.GraphAsync(admin, "POST", $"/users/{client.Tenant.UserName}/revokeSignInSessions");
            Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        }
        else
        {
            Assert.True(client.Tenant.RevokeSessions(client.Tenant.UserName));
        }
    }

    private static System.Net.Http.Headers.HttpResponseHeaders Headers(GraphAnswer answer)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", answer.Headers["WWW-Authenticate"]);
        return response.Headers;
    }
}
