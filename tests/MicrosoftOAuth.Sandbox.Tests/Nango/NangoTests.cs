using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace MicrosoftOAuth.Sandbox.Tests.Nango;

/// <summary>Nango: integrations, connect links, and connections that really redeem a code with the app's secret.</summary>
public sealed class NangoTests
{
    private const string Callback = "https://api.nango.dev/oauth/callback";

    [Fact]
    public async Task An_integration_is_made_read_changed_and_deleted_and_shows_credentials_only_when_asked()
    {
        using var client = new TenantClient();
        var made = await CallAsync(client, "POST", "/integrations", Integration("id", "secret"));
        Assert.True(made.Status == HttpStatusCode.OK, made.Text);
        Assert.Equal(["unique_key", "provider", "display_name", "logo", "forward_webhooks", "created_at", "updated_at"], made.Body["data"]!.AsObject().Select(pair => pair.Key));

        var shown = await CallAsync(client, "GET", "/integrations/microsoft?include=credentials&include=webhook");
        Assert.Equal("""{"type":"OAUTH2","client_id":"id","client_secret":"secret","scopes":"offline_access,User.Read,Mail.Read","webhook_secret":null}""", shown.Body["data"]!["credentials"]!.ToJsonString());
        Assert.Null((await CallAsync(client, "GET", "/integrations/microsoft")).Body["data"]!["credentials"]);
        Assert.Null((await CallAsync(client, "GET", "/integrations/microsoft?include=credentials", key: PracticeTenant.PracticeNangoReadOnlyApiKey)).Body["data"]!["credentials"]);

        var patched = await CallAsync(client, "PATCH", "/integrations/microsoft", new JsonObject { ["display_name"] = "Renamed", ["credentials"] = Credentials("other", "new") });
        Assert.Equal("Renamed", patched.Body["data"]!["display_name"]!.ToString());
        Assert.Equal("other", (await CallAsync(client, "GET", "/integrations/microsoft?include=credentials")).Body["data"]!["credentials"]!["client_id"]!.ToString());
        Assert.Single((await CallAsync(client, "GET", "/integrations")).Body["data"]!.AsArray());
        Assert.Equal("""{"success":true}""", (await CallAsync(client, "DELETE", "/integrations/microsoft")).Text);
        Assert.Equal("not_found", (await CallAsync(client, "GET", "/integrations/microsoft")).ErrorCode);
    }

    [Theory]
    [InlineData("""{"unique_key":"x","provider":"microsoft","client_id":"x"}""", "Unrecognized key")]
    [InlineData("""{"unique_key":"x/y","provider":"microsoft","credentials":{"type":"OAUTH2","client_id":"x","client_secret":"y"}}""", "must match pattern")]
    [InlineData("""{"unique_key":"x","provider":"nobody","credentials":{"type":"OAUTH2","client_id":"x","client_secret":"y"}}""", "Invalid provider")]
    [InlineData("""{"unique_key":"x","provider":"microsoft"}""", "Missing credentials")]
    [InlineData("""{"unique_key":"x","provider":"microsoft","credentials":{"type":"OAUTH2","client_id":"x"}}""", "expected string")]
    [InlineData("""{"unique_key":"x","provider":"microsoft","credentials":{"type":"OAUTH2","client_id":"x","client_secret":"y","scopes":"a b"}}""", "must match pattern")]
    [InlineData("""{"unique_key":"x","provider":"microsoft","credentials":{"type":"OAUTH2","client_id":"x","client_secret":"y","scopes":null}}""", "expected string")]
    [InlineData("""{"unique_key":"x","provider":"azure-devops","credentials":{"type":"OAUTH2","client_id":"x","client_secret":"y"}}""", "incompatible credentials auth type and provider auth")]
    [InlineData("""nonsense""", "expected object")]
    public async Task A_body_that_does_not_fit_is_refused(string body, string message)
    {
        using var client = new TenantClient();

        var refusal = await SendAsync(client, "POST", "/integrations", body, PracticeTenant.PracticeNangoApiKey);

        Assert.Equal(HttpStatusCode.BadRequest, refusal.Status);
        Assert.Equal("invalid_body", refusal.ErrorCode);
        Assert.Contains(message, refusal.Text.Replace("\\u0022", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_exists_once()
    {
        using var client = new TenantClient();
        await CallAsync(client, "POST", "/integrations", Integration("id", "secret"));

        var refusal = await CallAsync(client, "POST", "/integrations", Integration("id", "secret"));

        Assert.Equal("""[{"code":"invalid_string","message":"Unique key already exists","path":["uniqueKey"]}]""", refusal.Body["error"]!["errors"]!.ToJsonString());
    }

    [Theory]
    [InlineData(null, "missing_auth_header")]
    [InlineData("Basic abc", "malformed_auth_header")]
    [InlineData("Bearer abc", "invalid_secret_key_format")]
    [InlineData("Bearer 11111111-1111-4111-8111-111111111111", "unknown_account")]
    public async Task Without_the_right_key_there_is_no_answer(string? header, string code)
    {
        using var client = new TenantClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.nango.dev/integrations");
        if (header is not null)
            request.Headers.TryAddWithoutValidation("Authorization", header);

        var refusal = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Status);
        Assert.Equal(code, refusal.ErrorCode);
    }

    [Fact]
    public async Task A_key_that_may_only_read_cannot_write()
    {
        using var client = new TenantClient();

        var refusal = await CallAsync(client, "POST", "/integrations", Integration("id", "secret"), PracticeTenant.PracticeNangoReadOnlyApiKey);

        Assert.Equal(HttpStatusCode.Forbidden, refusal.Status);
        Assert.Equal("""{"error":{"code":"forbidden","message":"Insufficient scope. Required: environment:integrations:create"}}""", refusal.Text);
    }

    [Theory]
    [InlineData("https://api.nango.dev")]
    [InlineData("http://localhost:3003")]
    public async Task A_connect_link_leads_to_a_connection_with_tokens_that_work(string baseAddress)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        var (appId, secret) = await NewAppAsync(client, "AzureADMultipleOrgs", baseAddress + "/oauth/callback");
        await CallAsync(client, "POST", "/integrations", Integration(appId, secret), baseAddress: baseAddress);

        var end = await ConnectAsync(client, baseAddress);

        var result = SignIn.Authorization.Read(end);
        Assert.True(result.ContainsKey("connection_id"), end.AbsoluteUri);
        var listed = await CallAsync(client, "GET", "/connections", baseAddress: baseAddress);
        Assert.Equal(result["connection_id"], Assert.Single(listed.Body["connections"]!.AsArray())!["connection_id"]!.ToString());
        var path = $"/connections/{result["connection_id"]}?provider_config_key=microsoft&refresh_token=true";
        var connection = await CallAsync(client, "GET", path, baseAddress: baseAddress);
        Assert.Equal("user-1", connection.Body["end_user"]!["id"]!.ToString());
        var credentials = connection.Body["credentials"]!;
        Assert.NotNull(credentials["refresh_token"]);
        var me = await client.GraphAsync(credentials["access_token"]!.ToString(), "GET", "/me");
        Assert.Equal(client.Tenant.UserName, me["userPrincipalName"]);

        clock.Advance(TimeSpan.FromHours(2));
        var renewed = await CallAsync(client, "GET", path, baseAddress: baseAddress);
        Assert.Equal(HttpStatusCode.OK, (await client.GraphAsync(renewed.Body["credentials"]!["access_token"]!.ToString(), "GET", "/me")).Status);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync(client, "DELETE", path, baseAddress: baseAddress)).Status);
        Assert.Equal("not_found", (await CallAsync(client, "GET", path, baseAddress: baseAddress)).ErrorCode);
    }

    [Fact]
    public async Task A_secret_that_is_wrong_shows_when_the_code_is_redeemed()
    {
        using var client = new TenantClient();
        var (appId, _) = await NewAppAsync(client, "AzureADMultipleOrgs", Callback);
        await CallAsync(client, "POST", "/integrations", Integration(appId, "wrong"));

        var result = SignIn.Authorization.Read(await ConnectAsync(client));

        Assert.Equal("token_err", result["error"]);
        Assert.Contains("AADSTS7000215", result["error_description"], StringComparison.Ordinal);
        Assert.Empty((await CallAsync(client, "GET", "/connections")).Body["connections"]!.AsArray());
    }

    [Fact]
    public async Task A_single_tenant_app_does_not_go_with_a_provider_that_signs_in_at_common()
    {
        using var client = new TenantClient();
        var (appId, secret) = await NewAppAsync(client, "AzureADMyOrg", Callback);
        await CallAsync(client, "POST", "/integrations", Integration(appId, secret));
        Assert.Contains("AADSTS50194", SignIn.Authorization.Read(await ConnectAsync(client))["error_description"], StringComparison.Ordinal);

        await CallAsync(client, "DELETE", "/integrations/microsoft");
        await CallAsync(client, "POST", "/integrations", Integration(appId, secret, "microsoft-tenant-specific"));
        Assert.Contains("connection_id", SignIn.Authorization.Read(await ConnectAsync(client)).Keys);
    }

    [Fact]
    public async Task A_callback_that_is_not_registered_stops_at_Microsoft()
    {
        using var client = new TenantClient();
        var (appId, secret) = await NewAppAsync(client, "AzureADMultipleOrgs", "https://example.com/other");
        await CallAsync(client, "POST", "/integrations", Integration(appId, secret));

        Assert.Contains("AADSTS50011", SignIn.Authorization.Read(await ConnectAsync(client))["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_that_is_gone_shows_at_the_next_renewal()
    {
        using var client = new TenantClient();
        var (appId, secret) = await NewAppAsync(client, "AzureADMultipleOrgs", Callback);
        await CallAsync(client, "POST", "/integrations", Integration(appId, secret));
        var result = SignIn.Authorization.Read(await ConnectAsync(client));
        var token = await client.SignInAsync();
        var app = await client.GraphAsync(token, "GET", $"/applications(appId='{appId}')");
        await client.GraphAsync(token, "DELETE", $"/applications/{app["id"]}");

        var refusal = await CallAsync(client, "GET", $"/connections/{result["connection_id"]}?provider_config_key=microsoft&force_refresh=true");

        Assert.Equal(HttpStatusCode.FailedDependency, refusal.Status);
        Assert.Contains("AADSTS700016", refusal.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connect_session_is_for_integrations_that_exist_and_ends_after_half_an_hour()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        await CallAsync(client, "POST", "/integrations", Integration("id", "secret"));
        Assert.Contains("Integration does not exist", (await CallAsync(client, "POST", "/connect/sessions", new JsonObject { ["tags"] = new JsonObject(), ["allowed_integrations"] = new JsonArray("nothing") })).Text, StringComparison.Ordinal);
        Assert.Equal("invalid_body", (await CallAsync(client, "POST", "/connect/sessions", new JsonObject())).ErrorCode);

        var session = await CallAsync(client, "POST", "/connect/sessions", new JsonObject { ["tags"] = new JsonObject { ["end_user_id"] = "1" } });
        Assert.Equal(HttpStatusCode.Created, session.Status);
        Assert.Matches("^nango_connect_session_[0-9a-f]{64}$", session.Body["data"]!["token"]!.ToString());
        clock.Advance(TimeSpan.FromMinutes(31));
        using var request = new HttpRequestMessage(HttpMethod.Get, session.Body["data"]!["connect_link"]!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(request)).Status);
    }

    [Fact]
    public async Task The_providers_of_Microsoft_are_listed()
    {
        using var client = new TenantClient();

        var listed = await CallAsync(client, "GET", "/providers?search=one");
        var one = await CallAsync(client, "GET", "/providers/microsoft");

        Assert.Contains(listed.Body["data"]!.AsArray(), provider => provider!["name"]!.ToString() == "one-note");
        Assert.Equal("https://login.microsoftonline.com/common/oauth2/v2.0/authorize", one.Body["data"]!["authorization_url"]!.ToString());
        Assert.Equal("not_found", (await CallAsync(client, "GET", "/providers/nobody")).ErrorCode);
    }

    private static async Task<Uri> ConnectAsync(TenantClient client, string baseAddress = "https://api.nango.dev")
    {
        var session = await CallAsync(client, "POST", "/connect/sessions", new JsonObject
        {
            ["end_user"] = new JsonObject { ["id"] = "user-1" },
            ["allowed_integrations"] = new JsonArray("microsoft"),
        }, baseAddress: baseAddress);
        return await client.Tenant.OpenInBrowserAsync(new(session.Body["data"]!["connect_link"]!.ToString()), null, client.Tenant.UserName, CancellationToken.None);
    }

    private static Task<(string AppId, string Secret)> NewAppAsync(TenantClient client, string audience, string callback) => client.NewAppWithSecretAsync(new()
    {
        ["displayName"] = "Nango Integration",
        ["signInAudience"] = audience,
        ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(callback) },
    });

    private static JsonObject Integration(string clientId, string secret, string provider = "microsoft") => new()
    {
        ["unique_key"] = "microsoft",
        ["provider"] = provider,
        ["display_name"] = "Microsoft",
        ["credentials"] = Credentials(clientId, secret),
    };

    private static JsonObject Credentials(string clientId, string secret) => new()
    {
        ["type"] = "OAUTH2",
        ["client_id"] = clientId,
        ["client_secret"] = secret,
        ["scopes"] = "offline_access,User.Read,Mail.Read",
    };

    private static Task<GraphAnswer> CallAsync(TenantClient client, string method, string path, JsonNode? body = null, string key = PracticeTenant.PracticeNangoApiKey, string baseAddress = "https://api.nango.dev") =>
        SendAsync(client, method, path, body?.ToJsonString(), key, baseAddress);

    private static Task<GraphAnswer> SendAsync(TenantClient client, string method, string path, string? body, string key, string baseAddress = "https://api.nango.dev")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), baseAddress + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
            request.Content = new StringContent(body, null, "application/json");
        return client.SendAsync(request);
    }
}
