using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>What the token endpoint refuses, with Entra's number, error, status and envelope.</summary>
public sealed class TokenErrorTests
{
    private const string GraphDefault = "https://graph.microsoft.com/.default";

    [Fact]
    public async Task A_refusal_has_the_envelope_of_the_real_one()
    {
        using var client = new TenantClient();
        var (appId, _) = await client.NewAppWithSecretAsync();

        var refusal = await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", "wrong"), ("scope", GraphDefault));

        Assert.Equal(
            ["error", "error_description", "error_codes", "timestamp", "trace_id", "correlation_id", "error_uri"],
            refusal.Body.AsObject().Select(pair => pair.Key));
        Assert.Matches(@"^AADSTS7000215: Invalid client secret provided\. .* Trace ID: [0-9a-f-]{36} Correlation ID: [0-9a-f-]{36} Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$", refusal["error_description"]);
        Assert.Equal("https://login.microsoftonline.com/error?code=7000215", refusal["error_uri"]);
    }

    [Fact]
    public async Task A_correlation_id_comes_back()
    {
        using var client = new TenantClient();
        var id = Guid.NewGuid().ToString();
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Authority + "/oauth2/v2.0/token")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "no_such_grant")]),
        };
        request.Headers.Add("client-request-id", id);

        var refusal = await client.SendAsync(request);

        Assert.Equal(id, refusal["correlation_id"]);
        Assert.Null(refusal.Body["error_uri"]);
    }

    [Theory]
    [InlineData("nobody", 90002, "invalid_request")]
    [InlineData("common", 50194, "invalid_request")]
    [InlineData("organizations", 50194, "invalid_request")]
    public async Task A_tenant_that_is_not_the_apps_own_is_refused(string tenant, int code, string error)
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();

        AssertRefused(await client.FormAsync($"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token", ("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", GraphDefault)), code, error);
    }

    [Fact]
    public async Task The_tenants_domain_is_as_good_as_its_id()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();

        var answer = await client.FormAsync($"https://login.microsoftonline.com/{client.Tenant.DefaultDomain}/oauth2/v2.0/token", ("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", GraphDefault));

        Assert.Equal(["token_type", "expires_in", "ext_expires_in", "access_token"], answer.Body.AsObject().Select(pair => pair.Key));
    }

    [Fact]
    public async Task Client_ids_that_are_unknown_and_those_that_are_no_ids_are_told_apart()
    {
        using var client = new TenantClient();

        AssertRefused(await ClientCredentials(client, Guid.NewGuid().ToString(), "x"), 700016, "unauthorized_client");
        AssertRefused(await ClientCredentials(client, "not-an-id", "x"), 700038, "unauthorized_client");
        AssertRefused(await ClientCredentials(client, Guid.Empty.ToString(), "x"), 700038, "unauthorized_client");
    }

    [Theory]
    [InlineData("grant_type")]
    [InlineData("client_id")]
    [InlineData("scope")]
    public async Task A_missing_parameter_is_named(string missing)
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();
        (string Name, string Value)[] form = [("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", GraphDefault)];

        var refusal = await client.TokenAsync([.. form.Where(pair => pair.Name != missing)]);

        AssertRefused(refusal, 900144, "invalid_request");
        Assert.Contains($"'{missing}'", refusal["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_needed_and_must_not_be_expired_or_brand_new_where_that_is_asked_for()
    {
        var clock = new FakeTimeProvider(new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
        using var client = new TenantClient(new() { Clock = clock, SecretDelay = TimeSpan.FromSeconds(15) });
        var (appId, secret) = await client.NewAppWithSecretAsync();

        AssertRefused(await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("scope", GraphDefault)), 7000218, "invalid_client", 401);
        AssertRefused(await ClientCredentials(client, appId, secret), 7000215, "invalid_client", 401);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(HttpStatusCode.OK, (await ClientCredentials(client, appId, secret)).Status);
        clock.Advance(TimeSpan.FromDays(731));
        AssertRefused(await ClientCredentials(client, appId, secret), 7000222, "invalid_client", 401);
    }

    [Fact]
    public async Task A_secret_may_come_by_HTTP_Basic()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, client.Authority + "/oauth2/v2.0/token")
        {
            Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "client_credentials"), KeyValuePair.Create("scope", GraphDefault)]),
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{appId}:{Uri.EscapeDataString(secret)}")));

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).Status);
    }

    [Fact]
    public async Task An_app_without_a_service_principal_gets_no_token()
    {
        using var client = new TenantClient();
        var app = await client.NewAppAsync();
        var secret = await client.GraphAsync(await client.SignInAsync(), "POST", $"/applications/{app["id"]}/addPassword");

        AssertRefused(await ClientCredentials(client, app["appId"]!.ToString(), secret["secretText"]), 7000229, "invalid_client", 401);
    }

    [Theory]
    [InlineData("api://not-a-registered-resource/.default", 500011, "invalid_resource")]
    [InlineData("https://graph.microsoft.com/User.Read", 1002012, "invalid_scope")]
    [InlineData("openid", 1002012, "invalid_scope")]
    public async Task An_app_asks_for_all_of_a_known_API(string scope, int code, string error)
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();

        AssertRefused(await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", scope)), code, error);
    }

    [Fact]
    public async Task A_grant_that_nobody_knows_is_refused()
    {
        using var client = new TenantClient();

        AssertRefused(await client.TokenAsync(("grant_type", "no_such_grant"), ("client_id", "x")), 70003, "unsupported_grant_type");
    }

    [Fact]
    public async Task A_code_is_good_once_and_for_its_verifier_and_redirect_URI()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        Task<GraphAnswer> Redeem(string code, string verifier = Authorization.Verifier, string redirectUri = Authorization.PublicRedirectUri, params (string Name, string Value)[] more) =>
            client.TokenAsync([("grant_type", "authorization_code"), ("client_id", TenantClient.CommandLineTools), ("code", code), ("code_verifier", verifier), ("redirect_uri", redirectUri), .. more]);

        var code = await Authorization.CodeAsync(client);
        AssertRefused(await Redeem(code, verifier: new string('x', 43)), 501481, "invalid_grant");
        AssertRefused(await Redeem(code, redirectUri: "http://localhost/other"), 500112, "invalid_client", 401);
        AssertRefused(await Redeem(code, more: ("client_secret", "any")), 700025, "invalid_client", 401);
        Assert.Equal(HttpStatusCode.OK, (await Redeem(code)).Status);
        AssertRefused(await Redeem(code), 54005, "invalid_grant");
        AssertRefused(await Redeem("nonsense"), 9002313, "invalid_request");

        var late = await Authorization.CodeAsync(client);
        clock.Advance(TimeSpan.FromMinutes(11));
        AssertRefused(await Redeem(late), 70008, "invalid_grant");
    }

    [Fact]
    public async Task A_web_app_needs_its_secret_to_redeem_a_code()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync(new()
        {
            ["displayName"] = "Web",
            ["signInAudience"] = "AzureADMyOrg",
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray("https://example.com/callback") },
        });
        var code = await Authorization.CodeAsync(client, appId, "https://example.com/callback");
        (string Name, string Value)[] form = [("grant_type", "authorization_code"), ("client_id", appId), ("code", code), ("code_verifier", Authorization.Verifier), ("redirect_uri", "https://example.com/callback")];

        AssertRefused(await client.TokenAsync(form), 7000218, "invalid_client", 401);
        Assert.Equal(HttpStatusCode.OK, (await client.TokenAsync([.. form, ("client_secret", secret)])).Status);
    }

    [Fact]
    public async Task A_single_page_app_redeems_its_code_from_a_browser_only()
    {
        using var client = new TenantClient();
        var app = await client.NewAppAsync(new()
        {
            ["displayName"] = "Spa",
            ["signInAudience"] = "AzureADMyOrg",
            ["spa"] = new JsonObject { ["redirectUris"] = new JsonArray("https://example.com/spa") },
        });
        var code = await Authorization.CodeAsync(client, app["appId"]!.ToString(), "https://example.com/spa");

        AssertRefused(await client.TokenAsync(("grant_type", "authorization_code"), ("client_id", app["appId"]!.ToString()), ("code", code), ("code_verifier", Authorization.Verifier), ("redirect_uri", "https://example.com/spa")), 9002327, "invalid_request");
    }

    [Fact]
    public async Task A_refresh_token_is_worth_nothing_once_consent_is_gone_and_to_other_clients()
    {
        using var client = new TenantClient();
        var app = await client.NewAppAsync(new()
        {
            ["displayName"] = "Desktop",
            ["signInAudience"] = "AzureADMyOrg",
            ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost") },
        });
        var appId = app["appId"]!.ToString();
        var tokens = await Authorization.SignInAsync(client, appId);
        (string Name, string Value)[] form = [("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"]), ("scope", "User.Read offline_access")];

        Assert.Equal(HttpStatusCode.OK, (await client.TokenAsync([.. form, ("client_id", appId)])).Status);
        AssertRefused(await client.TokenAsync([.. form, ("client_id", TenantClient.CommandLineTools)]), 70000, "invalid_grant");
        AssertRefused(await client.TokenAsync([("client_id", appId), ("grant_type", "refresh_token"), ("refresh_token", tokens["refresh_token"]), ("scope", "Mail.Read")]), 65001, "invalid_grant");

        var admin = await client.SignInAsync(null, "https://graph.microsoft.com/DelegatedPermissionGrant.ReadWrite.All");
        var principal = (await client.GraphAsync(admin, "GET", $"/servicePrincipals(appId='{appId}')"))["id"];
        var grants = await client.GraphAsync(admin, "GET", $"/oauth2PermissionGrants?$filter=clientId eq '{principal}'");
        foreach (var grant in grants.Body["value"]!.AsArray())
            Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(admin, "DELETE", $"/oauth2PermissionGrants/{grant!["id"]}")).Status);
        var refusal = await client.TokenAsync([.. form, ("client_id", appId)]);
        AssertRefused(refusal, 65001, "invalid_grant");
        Assert.Equal("consent_required", refusal["suberror"]);
    }

    [Fact]
    public async Task A_device_code_runs_out()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock, DeviceCodeApprovedAtOnce = false });
        var shown = await client.FormAsync(client.Authority + "/oauth2/v2.0/devicecode", ("client_id", TenantClient.CommandLineTools), ("scope", "User.Read"));
        Assert.Equal("1", shown["interval"]);
        Task<GraphAnswer> Poll(string code) => client.TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", TenantClient.CommandLineTools), ("device_code", code));

        AssertRefused(await Poll(shown["device_code"]), 70016, "authorization_pending");
        AssertRefused(await Poll("nonsense"), 70018, "bad_verification_code");
        clock.Advance(TimeSpan.FromMinutes(16));
        AssertRefused(await Poll(shown["device_code"]), 70020, "expired_token");
        Assert.False(client.Tenant.ApproveDeviceCode(shown["user_code"], client.Tenant.AdministratorName));
    }

    [Fact]
    public async Task An_ordinary_user_cannot_approve_what_only_an_administrator_may()
    {
        using var client = new TenantClient(new() { DeviceCodeApprovedAtOnce = false });
        var shown = await client.FormAsync(client.Authority + "/oauth2/v2.0/devicecode", ("client_id", TenantClient.CommandLineTools), ("scope", "User.Read.All"));

        Assert.False(client.Tenant.ApproveDeviceCode(shown["user_code"], client.Tenant.UserName));
        AssertRefused(await client.TokenAsync(("grant_type", "device_code"), ("client_id", TenantClient.CommandLineTools), ("device_code", shown["device_code"])), 65004, "authorization_declined");
    }

    private static Task<GraphAnswer> ClientCredentials(TenantClient client, string appId, string secret) =>
        client.TokenAsync(("grant_type", "client_credentials"), ("client_id", appId), ("client_secret", secret), ("scope", GraphDefault));

    private static void AssertRefused(GraphAnswer answer, int code, string error, int status = 400)
    {
        Assert.True(answer.Body["error_codes"]?[0]?.GetValue<int>() == code, answer.Text);
        Assert.Equal(error, answer["error"]);
        Assert.Equal(status, (int)answer.Status);
    }
}
