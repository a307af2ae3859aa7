using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace MicrosoftOAuth.Sandbox.Tests.State;

/// <summary>A tenant that was kept goes on as if nothing had been between.</summary>
public sealed class StateTests
{
    [Fact]
    public async Task A_secret_still_signs_in_and_the_token_has_what_was_granted()
    {
        using var before = new TenantClient();
        var (appId, secret) = await before.NewAppWithSecretAsync();
        await GrantApplicationReadAsync(before, appId);

        using var after = Reopen(before);
        var answer = await after.TokenAsync(("client_id", appId), ("client_secret", secret), ("grant_type", "client_credentials"), ("scope", "https://graph.microsoft.com/.default"));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(before.Tenant.TenantId, after.Tenant.TenantId);
        Assert.Equal("Application.Read.All", Assert.Single(after.ReadClaims(answer["access_token"])["roles"]!.AsArray())!.GetValue<string>());
    }

    [Fact]
    public async Task Every_object_is_as_it_was()
    {
        using var before = new TenantClient(new() { SecondTenant = true, PersonalAccounts = true, Size = 40 });
        await FillAsync(before);
        var token = await before.SignInAsync();

        using var after = Reopen(before);
        var newToken = await after.SignInAsync();

        foreach (var path in new[] { "/applications", "/servicePrincipals?$top=100", "/users", "/groups", "/oauth2PermissionGrants", "/organization", "/directory/deletedItems/microsoft.graph.application" })
        {
            var was = await before.GraphAsync(token, "GET", path);
            Assert.True(was.Status == HttpStatusCode.OK, path + was.Text);
            Assert.Equal(was.Text, (await after.GraphAsync(newToken, "GET", path)).Text);
        }

        Assert.Equal(before.Tenant.Tenants.Select(tenant => tenant.TenantId), after.Tenant.Tenants.Select(tenant => tenant.TenantId));
    }

    [Fact]
    public async Task What_is_kept_of_what_was_kept_is_the_same()
    {
        using var before = new TenantClient(new() { SecondTenant = true, PersonalAccounts = true, Size = 40 });
        await FillAsync(before);

        Assert.Equal(Encoding.UTF8.GetString(before.Tenant.Save()), Encoding.UTF8.GetString(Reopen(before).Tenant.Save()));
    }

    [Fact]
    public async Task No_secret_is_kept_in_the_clear()
    {
        using var before = new TenantClient();
        var (_, secret) = await before.NewAppWithSecretAsync();

        Assert.DoesNotContain(secret, Encoding.UTF8.GetString(before.Tenant.Save()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seeded_tenant_hands_out_no_id_twice()
    {
        using var before = new TenantClient(new() { Seed = 7 });
        var first = await before.NewAppAsync();

        using var after = Reopen(before, new() { Seed = 7 });
        var second = await after.NewAppAsync();

        Assert.NotEqual(first["appId"]!.GetValue<string>(), second["appId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Options_of_the_new_day_count()
    {
        using var before = new TenantClient();
        await before.NewAppAsync();

        using var after = Reopen(before, new() { SecondTenant = true, PersonalAccounts = true });

        Assert.Equal(["Contoso Practice", "Fabrikam Practice", "Microsoft Accounts"], after.Tenant.Tenants.Select(tenant => tenant.DisplayName));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    [InlineData("{\"format\":\"something else\",\"version\":1}")]
    [InlineData("{\"format\":\"MicrosoftOAuth practice tenant\",\"version\":2}")]
    [InlineData("{\"format\":\"MicrosoftOAuth practice tenant\",\"version\":\"1\"}")]
    [InlineData("{\"format\":\"MicrosoftOAuth practice tenant\",\"version\":1}")]
    [InlineData("{\"format\":\"MicrosoftOAuth practice tenant\",\"version\":1,\"idsDrawn\":0,\"tenants\":[],\"nango\":{\"integrations\":[],\"connections\":[]}}")]
    [InlineData("{\"format\":\"MicrosoftOAuth practice tenant\",\"version\":1,\"idsDrawn\":0,\"tenants\":null,\"nango\":null}")]
    public void What_is_no_tenant_is_refused(string text) =>
        Assert.Throws<PracticeStateException>(() => PracticeTenant.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    /// <summary>Whatever happened to the bytes, it is a tenant or it is said to be damaged; nothing else comes out.</summary>
    [Fact]
    public async Task Damage_is_refused_or_does_no_harm()
    {
        using var client = new TenantClient(new() { Seed = 3 });
        await FillAsync(client);
        var state = client.Tenant.Save();
        var random = new Random(11);
        var refused = 0;
        for (var round = 0; round < 300; round++)
        {
            var damaged = state[..(round % 3 == 0 ? random.Next(state.Length) : state.Length)];
            for (var flips = 0; flips < 3 && damaged.Length > 0; flips++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                _ = PracticeTenant.Load(new MemoryStream(damaged)).AdministratorName;
            }
            catch (PracticeStateException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 300);
    }

    private static TenantClient Reopen(TenantClient client, PracticeTenantOptions? options = null) =>
        TenantClient.Of(PracticeTenant.Load(new MemoryStream(client.Tenant.Save()), options));

    /// <summary>One of everything that is kept.</summary>
    private static async Task FillAsync(TenantClient client)
    {
        var (appId, _) = await client.NewAppWithSecretAsync();
        await GrantApplicationReadAsync(client, appId);
        var token = await client.SignInAsync();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=Kept", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var app = (await client.GraphAsync(token, "GET", $"/applications(appId='{appId}')")).Body;
        var changed = await client.GraphAsync(token, "PATCH", $"/applications/{app["id"]}", new JsonObject
        {
            ["identifierUris"] = new JsonArray($"api://{appId}"),
            ["keyCredentials"] = new JsonArray(new JsonObject { ["type"] = "AsymmetricX509Cert", ["usage"] = "Verify", ["key"] = Convert.ToBase64String(certificate.RawData) }),
        });
        Assert.Equal(HttpStatusCode.NoContent, changed.Status);
        var federated = await client.GraphAsync(token, "POST", $"/applications/{app["id"]}/federatedIdentityCredentials", new JsonObject
        {
            ["name"] = "github",
            ["issuer"] = "https://token.actions.githubusercontent.com",
            ["subject"] = "repo:octo-org/octo-repo:ref:refs/heads/main",
            ["audiences"] = new JsonArray("api://AzureADTokenExchange"),
        });
        Assert.Equal(HttpStatusCode.Created, federated.Status);
        var (deletedAppId, _) = await client.NewAppWithSecretAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await client.GraphAsync(token, "DELETE", $"/applications(appId='{deletedAppId}')")).Status);
        var directoryToken = await client.SignInAsync(null, "https://graph.microsoft.com/Group.ReadWrite.All", "https://graph.microsoft.com/User.ReadWrite.All");
        var group = await client.GraphAsync(directoryToken, "POST", "/groups", new JsonObject { ["displayName"] = "Kept", ["mailEnabled"] = false, ["mailNickname"] = "kept", ["securityEnabled"] = true });
        Assert.True(group.Status == HttpStatusCode.Created, group.Text);
        using var integration = new HttpRequestMessage(HttpMethod.Post, "https://api.nango.dev/integrations")
        {
            Content = new StringContent("{\"provider\":\"microsoft\",\"unique_key\":\"kept\",\"credentials\":{\"type\":\"OAUTH2\",\"client_id\":\"" + appId + "\",\"client_secret\":\"text\",\"scopes\":\"User.Read\"}}", Encoding.UTF8, "application/json"),
        };
        integration.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.Tenant.NangoApiKey);
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(integration)).Status);
    }

    private static async Task GrantApplicationReadAsync(TenantClient client, string appId)
    {
        var token = await client.SignInAsync(null, "https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All", "https://graph.microsoft.com/Application.ReadWrite.All");
        var principal = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{appId}')")).Body["id"]!.GetValue<string>();
        var graph = (await client.GraphAsync(token, "GET", $"/servicePrincipals(appId='{TenantClient.GraphAppId}')")).Body;
        var role = graph["appRoles"]!.AsArray().Single(role => role!["value"]!.GetValue<string>() == "Application.Read.All")!["id"]!.GetValue<string>();
        var assigned = await client.GraphAsync(token, "POST", $"/servicePrincipals/{principal}/appRoleAssignments", new JsonObject
        {
            ["principalId"] = principal,
            ["resourceId"] = graph["id"]!.GetValue<string>(),
            ["appRoleId"] = role,
        });
        Assert.Equal(HttpStatusCode.Created, assigned.Status);
    }
}
