using System.Text.Json.Nodes;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>MSAL for .NET, unmodified, takes the practice tenant for Microsoft.</summary>
public sealed class MsalTests
{
    [Fact]
    public async Task An_app_gets_a_token_with_its_secret()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();
        var app = ConfidentialClientApplicationBuilder.Create(appId)
            .WithClientSecret(secret)
            .WithAuthority(client.Authority)
            .WithHttpClientFactory(client.HttpFactory)
            .Build();

        var result = await app.AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync();

        Assert.Null(result.IdToken);
        var claims = client.ReadClaims(result.AccessToken);
        Assert.Equal(appId, claims["appid"]!.GetValue<string>());
        Assert.Equal("app", claims["idtyp"]!.GetValue<string>());
        Assert.Null(claims["roles"]);
    }

    [Fact]
    public async Task A_user_signs_in_with_the_browser_and_then_silently()
    {
        using var client = new TenantClient();
        var app = NewPublicClient(client);

        var first = await app.AcquireTokenInteractive(["User.Read"]).WithCustomWebUi(new PracticeWebUi(client.Tenant)).WithLoginHint(client.Tenant.UserName).ExecuteAsync();
        Assert.Equal(client.Tenant.UserName, first.Account.Username);
        Assert.Equal(client.Tenant.TenantId.ToString(), first.TenantId);
        Assert.Contains("User.Read", first.Scopes, StringComparer.OrdinalIgnoreCase);

        var account = Assert.Single(await app.GetAccountsAsync());
        var cached = await app.AcquireTokenSilent(["User.Read"], account).ExecuteAsync();
        Assert.Equal(TokenSource.Cache, cached.AuthenticationResultMetadata.TokenSource);

        var refreshed = await app.AcquireTokenSilent(["User.Read"], account).WithForceRefresh(true).ExecuteAsync();
        Assert.Equal(TokenSource.IdentityProvider, refreshed.AuthenticationResultMetadata.TokenSource);
        Assert.NotEqual(first.AccessToken, refreshed.AccessToken);
    }

    [Fact]
    public async Task Scopes_with_the_name_of_the_API_are_found_in_the_cache_again()
    {
        using var client = new TenantClient();
        var app = NewPublicClient(client);
        string[] scopes = ["https://graph.microsoft.com/.default"];

        await app.AcquireTokenInteractive(scopes).WithCustomWebUi(new PracticeWebUi(client.Tenant)).ExecuteAsync();
        var cached = await app.AcquireTokenSilent(scopes, Assert.Single(await app.GetAccountsAsync())).ExecuteAsync();

        Assert.Equal(TokenSource.Cache, cached.AuthenticationResultMetadata.TokenSource);
        Assert.Contains("https://graph.microsoft.com/Application.ReadWrite.All", cached.Scopes, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_device_code_is_pending_once_and_then_good()
    {
        using var client = new TenantClient(new() { DeviceCodeInterval = 0 });
        var app = NewPublicClient(client);
        DeviceCodeResult? shown = null;

        var result = await app.AcquireTokenWithDeviceCode(["User.Read"], code =>
        {
            shown = code;
            return Task.CompletedTask;
        }).ExecuteAsync();

        Assert.NotNull(shown);
        Assert.Contains(shown.UserCode, shown.Message, StringComparison.Ordinal);
        Assert.Equal(client.Tenant.AdministratorName, result.Account.Username);
        Assert.Equal(2, client.Tenant.Requests.Count(request => request.Uri.AbsolutePath.EndsWith("/token", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_device_code_ends_the_wait()
    {
        using var client = new TenantClient(new() { DeviceCodeInterval = 0, DeviceCodeApprovedAtOnce = false });
        var app = NewPublicClient(client);

        var refusal = await Assert.ThrowsAnyAsync<MsalServiceException>(() => app.AcquireTokenWithDeviceCode(["User.Read"], code =>
        {
            Assert.True(client.Tenant.RefuseDeviceCode(code.UserCode));
            return Task.CompletedTask;
        }).ExecuteAsync());

        Assert.Equal("authorization_declined", refusal.ErrorCode);
    }

    [Fact]
    public async Task A_user_can_be_chosen_for_a_device_code()
    {
        using var client = new TenantClient(new() { DeviceCodeInterval = 0, DeviceCodeApprovedAtOnce = false });
        var result = await NewPublicClient(client).AcquireTokenWithDeviceCode(["User.Read"], code =>
        {
            Assert.True(client.Tenant.ApproveDeviceCode(code.UserCode, client.Tenant.DeveloperName));
            return Task.CompletedTask;
        }).ExecuteAsync();

        Assert.Equal(client.Tenant.DeveloperName, result.Account.Username);
    }

    [Fact]
    public async Task MSAL_sees_the_wrong_secret_as_what_it_is()
    {
        using var client = new TenantClient();
        var (appId, _) = await client.NewAppWithSecretAsync();
        var app = ConfidentialClientApplicationBuilder.Create(appId).WithClientSecret("wrong").WithAuthority(client.Authority).WithHttpClientFactory(client.HttpFactory).Build();

        var refusal = await Assert.ThrowsAsync<MsalServiceException>(() => app.AcquireTokenForClient(["https://graph.microsoft.com/.default"]).ExecuteAsync());

        Assert.Equal("invalid_client", refusal.ErrorCode);
        Assert.Contains("AADSTS7000215", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(401, refusal.StatusCode);
    }

    [Fact]
    public async Task A_web_app_redeems_its_users_code_and_finds_the_user_again()
    {
        using var client = new TenantClient();
        const string RedirectUri = "https://example.com/callback";
        var (appId, secret) = await client.NewAppWithSecretAsync(new()
        {
            ["displayName"] = "Web",
            ["signInAudience"] = "AzureADMyOrg",
            ["web"] = new JsonObject { ["redirectUris"] = new JsonArray(RedirectUri) },
        });
        var app = ConfidentialClientApplicationBuilder.Create(appId).WithClientSecret(secret).WithAuthority(client.Authority).WithRedirectUri(RedirectUri).WithHttpClientFactory(client.HttpFactory).Build();
        var address = await app.GetAuthorizationRequestUrl(["User.Read"]).WithPkce(out var verifier).ExecuteAsync();
        var code = (await Authorization.OpenAsync(client, address, RedirectUri, client.Tenant.UserName))["code"];

        var result = await app.AcquireTokenByAuthorizationCode(["User.Read"], code).WithPkceCodeVerifier(verifier).ExecuteAsync();
        var silent = await app.AcquireTokenSilent(["User.Read"], result.Account).WithForceRefresh(true).ExecuteAsync();

        Assert.Equal(client.Tenant.UserName, silent.Account.Username);
        Assert.Equal("1", client.ReadClaims(silent.AccessToken)["appidacr"]!.ToString());
    }

    private static IPublicClientApplication NewPublicClient(TenantClient client) =>
        PublicClientApplicationBuilder.Create(TenantClient.CommandLineTools)
            .WithAuthority(client.Authority)
            .WithHttpClientFactory(client.HttpFactory)
            .WithRedirectUri("http://localhost")
            .Build();
}
