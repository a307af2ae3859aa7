using System.Text.Json.Nodes;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensibility;

namespace MicrosoftOAuth.Sandbox.Tests.Switches;

/// <summary>What users may consent to, and how the policies of the tenant say it.</summary>
public sealed class UserConsentTests
{
    [Theory]
    [InlineData(PracticeUserConsent.Allowed, "User.Read", true)]
    [InlineData(PracticeUserConsent.Allowed, "Mail.Read", true)]
    [InlineData(PracticeUserConsent.Allowed, "Directory.ReadWrite.All", false)]
    [InlineData(PracticeUserConsent.LowImpactOnly, "User.Read", true)]
    [InlineData(PracticeUserConsent.LowImpactOnly, "Mail.Read", false)]
    [InlineData(PracticeUserConsent.Forbidden, "User.Read", false)]
    public async Task A_user_may_consent_to_what_the_tenant_leaves_to_users(PracticeUserConsent allowed, string permission, bool may)
    {
        using var client = new TenantClient(new() { UserConsent = allowed });
        var app = await client.NewAppAsync(new() { ["displayName"] = "App", ["isFallbackPublicClient"] = true, ["publicClient"] = new JsonObject { ["redirectUris"] = new JsonArray("http://localhost") } });
        async Task<string> SignIn() => (await PublicClientApplicationBuilder.Create(app["appId"]!.ToString())
            .WithAuthority(client.Authority)
            .WithHttpClientFactory(client.HttpFactory)
            .WithRedirectUri("http://localhost")
            .Build()
            .AcquireTokenInteractive(["https://graph.microsoft.com/" + permission])
            .WithCustomWebUi(new PracticeWebUi(client.Tenant, client.Tenant.UserName))
            .ExecuteAsync()).AccessToken;

        if (may)
            Assert.Contains(permission, client.ReadClaims(await SignIn())["scp"]!.ToString(), StringComparison.Ordinal);
        else
            Assert.Contains("AADSTS90094", (await Assert.ThrowsAsync<MsalServiceException>(SignIn)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PracticeUserConsent.Allowed, "ManagePermissionGrantsForSelf.microsoft-user-default-legacy")]
    [InlineData(PracticeUserConsent.LowImpactOnly, "ManagePermissionGrantsForSelf.microsoft-user-default-low")]
    [InlineData(PracticeUserConsent.Forbidden, null)]
    public async Task The_authorization_policy_says_so(PracticeUserConsent allowed, string? expected)
    {
        using var client = new TenantClient(new() { UserConsent = allowed });
        var token = await client.SignInAsync(null, "https://graph.microsoft.com/Policy.Read.All");

        var policy = await client.GraphAsync(token, "GET", "/policies/authorizationPolicy");

        Assert.Equal(expected, policy.Body["defaultUserRolePermissions"]!["permissionGrantPoliciesAssigned"]!.AsArray().SingleOrDefault()?.ToString());
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task The_policy_on_consent_requests_says_who_reviews_them(bool isEnabled, int reviewers)
    {
        using var client = new TenantClient(new() { AdminConsentRequests = isEnabled });
        var token = await client.SignInAsync(null, "https://graph.microsoft.com/Policy.Read.All");

        var policy = await client.GraphAsync(token, "GET", "/policies/adminConsentRequestPolicy");

        Assert.Equal(isEnabled, policy.Body["isEnabled"]!.GetValue<bool>());
        Assert.Equal(reviewers, policy.Body["reviewers"]!.AsArray().Count);
    }
}
