using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Identity.Client;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>Workloads that bring a token of their own issuer in place of a secret.</summary>
public sealed class FederatedTests
{
    private const string Subject = "repo:octo-org/octo-repo:ref:refs/heads/main";
    private const string GitHub = "https://token.actions.githubusercontent.com";

    [Fact]
    public async Task A_workload_token_takes_the_place_of_a_secret_through_MSAL()
    {
        using var client = new TenantClient();
        var appId = await NewAppAsync(client, (GitHub, Subject));
        var app = ConfidentialClientApplicationBuilder.Create(appId)
            .WithClientAssertion((AssertionRequestOptions _) => Task.FromResult(client.Tenant.CreateWorkloadToken(Subject)))
            .WithAuthority(client.Authority)
            .WithHttpClientFactory(client.HttpFactory)
            .Build();

        var result = await app.AcquireTokenForClient([Assertions.GraphDefault]).ExecuteAsync();

        Assert.Equal("2", client.ReadClaims(result.AccessToken)["appidacr"]!.ToString());
    }

    [Fact]
    public async Task The_issuer_publishes_the_key_of_its_tokens()
    {
        using var client = new TenantClient();
        using var http = new HttpClient(client.Tenant.CreateHandler());
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(GitHub + "/.well-known/openid-configuration", new HttpDocumentRetriever(http), CancellationToken.None);

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(client.Tenant.CreateWorkloadToken(Subject), new()
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = "api://AzureADTokenExchange",
            IssuerSigningKeys = configuration.SigningKeys,
        });

        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(Subject, result.Claims["sub"]);
        Assert.Contains(new Uri(GitHub).Host, PracticeTenant.HostNames, StringComparer.Ordinal);
    }

    [Fact]
    public async Task What_does_not_match_the_credential_is_named()
    {
        using var client = new TenantClient();
        var appId = await NewAppAsync(client, (GitHub, Subject));
        async Task<GraphAnswer> Redeem(string subject = Subject, string? audience = null, string issuer = GitHub) =>
            await Assertions.RedeemAsync(client, appId, client.Tenant.CreateWorkloadToken(subject, audience, new(issuer)));

        Assert.Equal(HttpStatusCode.OK, (await Redeem()).Status);
        Refusals.AssertRefused(await Redeem(issuer: "https://gitlab.com"), 700211, "invalid_client", 401);
        Refusals.AssertRefused(await Redeem(audience: "https://github.com/octo-org"), 700212, "invalid_client", 401);
        var other = await Redeem(subject: "repo:octo-org/other:ref:refs/heads/main");
        Refusals.AssertRefused(other, 700213, "invalid_client", 401);
        Assert.Contains("'repo:octo-org/other:ref:refs/heads/main'", other["error_description"], StringComparison.Ordinal);
        Refusals.AssertRefused(await Redeem(subject: Subject.ToUpperInvariant()), 7002138, "invalid_client", 401);
    }

    [Fact]
    public async Task Any_issuer_is_played_and_may_be_trusted()
    {
        using var client = new TenantClient();
        const string Cluster = "https://oidc.prod-aks.azure.com/practice/";
        var appId = await NewAppAsync(client, (Cluster, "system:serviceaccount:default:workload"));

        Assert.Equal(HttpStatusCode.OK, (await Assertions.RedeemAsync(client, appId, client.Tenant.CreateWorkloadToken("system:serviceaccount:default:workload", issuer: new(Cluster)))).Status);
    }

    [Fact]
    public async Task A_client_without_credentials_is_told_so()
    {
        using var client = new TenantClient();
        var appId = await NewAppAsync(client);

        Refusals.AssertRefused(await Assertions.RedeemAsync(client, appId, client.Tenant.CreateWorkloadToken(Subject)), 70025, "invalid_client", 401);
    }

    [Fact]
    public async Task A_token_that_its_issuer_has_not_signed_or_that_is_over_is_refused()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var client = new TenantClient(new() { Clock = clock });
        using var certificate = Assertions.NewCertificate(isStrangers: true);
        var appId = await NewAppAsync(client, (GitHub, Subject));
        var claims = client.ReadClaims(client.Tenant.CreateWorkloadToken(Subject));

        Refusals.AssertRefused(await Assertions.RedeemAsync(client, appId, Assertions.Sign(claims, certificate, isPss: false)), 7000272, "invalid_client", 401);
        var token = client.Tenant.CreateWorkloadToken(Subject, lifetime: TimeSpan.FromMinutes(5));
        clock.Advance(TimeSpan.FromMinutes(11));
        Refusals.AssertRefused(await Assertions.RedeemAsync(client, appId, token), 700024, "invalid_client", 401);
    }

    [Fact]
    public async Task An_app_of_another_Entra_tenant_can_be_trusted_and_its_users_cannot()
    {
        using var client = new TenantClient(new() { SecondTenant = true });
        var (first, secret) = await client.NewAppWithSecretAsync(new()
        {
            ["displayName"] = "Identity",
            ["signInAudience"] = "AzureADMyOrg",
            ["identifierUris"] = new JsonArray("api://exchange"),
            ["api"] = new JsonObject { ["requestedAccessTokenVersion"] = 2 },
        });
        var token = await client.TokenAsync(("grant_type", "client_credentials"), ("client_id", first), ("client_secret", secret), ("scope", first + "/.default"));
        var claims = client.ReadClaims(token["access_token"]);
        var appId = await NewAppAsync(client, (claims["iss"]!.ToString(), claims["sub"]!.ToString()), first);

        Assert.Equal(HttpStatusCode.OK, (await Assertions.RedeemAsync(client, appId, token["access_token"])).Status);
        var user = await Authorization.SignInAsync(client, TenantClient.CommandLineTools, "openid profile User.Read");
        var idClaims = client.ReadClaims(user["id_token"]);
        var trusting = await NewAppAsync(client, (idClaims["iss"]!.ToString(), idClaims["sub"]!.ToString()), TenantClient.CommandLineTools);
        Refusals.AssertRefused(await Assertions.RedeemAsync(client, trusting, user["id_token"]), 700229, "invalid_client", 401);
    }

    private static Task<string> NewAppAsync(TenantClient client) => Assertions.NewAppAsync(client);

    private static async Task<string> NewAppAsync(TenantClient client, (string Issuer, string Subject) trusted, string audience = "api://AzureADTokenExchange")
    {
        var appId = await Assertions.NewAppAsync(client);
        var created = await client.GraphAsync(await client.SignInAsync(), "POST", $"/applications(appId='{appId}')/federatedIdentityCredentials", new JsonObject
        {
            ["name"] = "workload",
            ["issuer"] = trusted.Issuer,
            ["subject"] = trusted.Subject,
            ["audiences"] = new JsonArray(audience),
        });
        Assert.True(created.Status == HttpStatusCode.Created, created.Text);
        return appId;
    }
}
