using System.Text.Json.Nodes;
using Microsoft.Identity.Client;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Name and password in the client's hands, and what is asked before.</summary>
public sealed class PasswordTests
{
    [Fact]
    public async Task MSAL_signs_a_user_in_by_name_and_password()
    {
        using var client = new TenantClient();
        var app = PublicClientApplicationBuilder.Create(TenantClient.CommandLineTools).WithAuthority(client.Authority).WithHttpClientFactory(client.HttpFactory).Build();

#pragma warning disable CS0618 // The flow is discouraged, and in use.
        var result = await app.AcquireTokenByUsernamePassword(["User.Read"], client.Tenant.UserName, PracticeTenant.PracticePassword).ExecuteAsync();
        var refusal = await Assert.ThrowsAsync<MsalUiRequiredException>(() => app.AcquireTokenByUsernamePassword(["User.Read"], client.Tenant.UserName, "wrong").ExecuteAsync());
#pragma warning restore CS0618

        Assert.Equal(client.Tenant.UserName, result.Account.Username);
        Assert.Contains("AADSTS50126", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(client.Tenant.Requests, request => request.Uri.AbsolutePath.StartsWith("/common/userrealm/", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_cannot_is_told_why()
    {
        using var client = new TenantClient(new() { SecondTenant = true, PersonalAccounts = true });
        Task<GraphAnswer> Redeem(string user, string password = PracticeTenant.PracticePassword, string? tenant = null) => client.FormAsync(
            $"https://login.microsoftonline.com/{tenant ?? client.Tenant.TenantId.ToString()}/oauth2/v2.0/token",
            ("grant_type", "password"), ("client_id", TenantClient.CommandLineTools), ("scope", "User.Read"), ("username", user), ("password", password));

        Refusals.AssertRefused(await Redeem(client.Tenant.UserName, "wrong"), 50126, "invalid_grant");
        Refusals.AssertRefused(await Redeem("nobody@" + client.Tenant.DefaultDomain), 50034, "invalid_grant");
        Refusals.AssertRefused(await Redeem(client.Tenant.Tenants[1].Users[1].UserPrincipalName), 50020, "invalid_grant");
        Refusals.AssertRefused(await Redeem(client.Tenant.Tenants[2].Users[0].UserPrincipalName, tenant: "organizations"), 500200, "invalid_grant");
        Refusals.AssertRefused(await Redeem(client.Tenant.UserName, tenant: "common"), 9001023, "invalid_request");
        Refusals.AssertRefused(await Redeem(client.Tenant.UserName, tenant: "consumers"), 9001023, "invalid_request");
        Assert.True(client.Tenant.RequireSecondFactor(client.Tenant.UserName));
        var refusal = await Redeem(client.Tenant.UserName);
        Refusals.AssertRefused(refusal, 50076, "invalid_grant");
        Assert.Contains($"to access '{TenantClient.GraphAppId}'", refusal["error_description"], StringComparison.Ordinal);
        Assert.Equal("basic_action", refusal["suberror"]);
    }

    [Fact]
    public async Task A_confidential_client_must_prove_itself_too()
    {
        using var client = new TenantClient();
        var (appId, secret) = await client.NewAppWithSecretAsync();
        (string Name, string Value)[] form = [("grant_type", "password"), ("client_id", appId), ("scope", "User.Read"), ("username", client.Tenant.AdministratorName), ("password", PracticeTenant.PracticePassword)];

        Refusals.AssertRefused(await client.TokenAsync(form), 7000218, "invalid_client", 401);
        Refusals.AssertRefused(await client.TokenAsync([.. form, ("client_secret", secret)]), 65001, "invalid_grant");
    }

    [Theory]
    [InlineData("admin@contoso-practice.onmicrosoft.com", "Managed")]
    [InlineData("nobody@example.com", "Unknown")]
    [InlineData("pat.personal@outlook.com", "Unknown")]
    public async Task The_realm_of_a_name_is_known(string name, string type)
    {
        using var client = new TenantClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://login.microsoftonline.com/common/userrealm/{name}?api-version=1.0");

        var answer = await client.SendAsync(request);

        Assert.Equal(type, answer["account_type"]);
        Assert.Equal("1.0", answer["ver"]);
    }

    [Fact]
    public async Task The_scope_of_the_answer_is_what_was_consented_to()
    {
        using var client = new TenantClient();
        var answer = await client.TokenAsync(("grant_type", "password"), ("client_id", TenantClient.CommandLineTools), ("scope", "User.Read openid offline_access"), ("username", client.Tenant.UserName), ("password", PracticeTenant.PracticePassword));

        Assert.Equal(["token_type", "scope", "expires_in", "ext_expires_in", "access_token", "refresh_token", "id_token"], answer.Body.AsObject().Select(pair => pair.Key));
        Assert.DoesNotContain(PracticeTenant.PracticePassword, answer.Text, StringComparison.Ordinal);
        Assert.IsType<JsonArray>(client.ReadClaims(answer["access_token"])["amr"]);
    }
}
