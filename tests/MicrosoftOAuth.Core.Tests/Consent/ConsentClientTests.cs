using System.Text.Json;

namespace MicrosoftOAuth.Core.Tests;

public sealed class ConsentClientTests
{
    private const string App = """{"id":"33333333-3333-3333-3333-333333333333","appId":"44444444-4444-4444-4444-444444444444","displayName":"X","requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"},{"id":"570282fd-fa5c-430d-a7fd-fc8dc98a9dca","type":"Scope"}]}]}""";
    private static readonly AppReference s_app = new(null, "33333333-3333-3333-3333-333333333333", null);

    private static FakeWire UpToGrants() => new FakeWire()
        .Answer("GET /v1.0/applications/", 200, App)
        .Answer("GET /v1.0/servicePrincipals(appId='44444444", 200, """{"id":"client"}""")
        .Answer("GET /v1.0/servicePrincipals(appId='00000003", 200, """{"id":"graph"}""");

    private static async Task<IReadOnlyList<ConsentResult>> GrantAsync(FakeWire wire)
    {
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        return await wire.RunAsync(new ConsentClient(context).GrantAsync(s_app, userId: null, CancellationToken.None));
    }

    [Fact]
    public async Task Merges_into_the_grant_that_is_there()
    {
        FakeWire wire = UpToGrants()
            .Answer("GET /v1.0/oauth2PermissionGrants?$filter=clientId eq 'client'", 200, """{"value":[{"id":"g1","clientId":"client","consentType":"AllPrincipals","resourceId":"graph","scope":"Files.Read User.Read"}]}""")
            .Answer("PATCH /v1.0/oauth2PermissionGrants/g1", 204);
        IReadOnlyList<ConsentResult> results = await GrantAsync(wire);
        Assert.Equal([ConsentStatus.AlreadyGranted, ConsentStatus.Granted], results.Select(result => result.Status));
        Assert.Equal("""{"scope":"Files.Read User.Read Mail.Read"}""", wire.Sent[^1].Body);
    }

    [Fact]
    public async Task A_grant_for_one_user_is_not_widened_for_everyone()
    {
        FakeWire wire = UpToGrants()
            .Answer("GET", 200, """{"value":[{"id":"g1","clientId":"client","consentType":"Principal","principalId":"ada","resourceId":"graph","scope":"User.Read"}]}""")
            .Answer("POST /v1.0/oauth2PermissionGrants", 201, """{"id":"g2"}""");
        Assert.All(await GrantAsync(wire), result => Assert.Equal(ConsentStatus.Granted, result.Status));
        using JsonDocument body = JsonDocument.Parse(wire.Sent[^1].Body);
        Assert.Equal("AllPrincipals", body.RootElement.GetProperty("consentType").GetString());
        Assert.Equal("User.Read Mail.Read", body.RootElement.GetProperty("scope").GetString());
    }

    [Fact]
    public async Task A_grant_that_appears_meanwhile_is_merged_into()
    {
        FakeWire wire = UpToGrants()
            .Answer("GET", 200, """{"value":[]}""")
            .Answer("POST", 409, """{"error":{"code":"Request_MultipleObjectsWithSameKeyValue","message":"Permission entry already exists."}}""")
            .Answer("GET", 200, """{"value":[]}""")
            .Answer("GET", 200, """{"value":[{"id":"g1","clientId":"client","consentType":"AllPrincipals","resourceId":"graph","scope":"User.Read"}]}""")
            .Answer("PATCH /v1.0/oauth2PermissionGrants/g1", 204);
        Assert.Equal([ConsentStatus.AlreadyGranted, ConsentStatus.Granted], (await GrantAsync(wire)).Select(result => result.Status));
        Assert.True(wire.IsDone);
    }

    [Fact]
    public async Task A_refusal_is_one_result_for_each_permission()
    {
        FakeWire wire = UpToGrants()
            .Answer("GET", 200, """{"value":[]}""")
            .Answer("POST", 403, """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}""");
        IReadOnlyList<ConsentResult> results = await GrantAsync(wire);
        Assert.Equal(["User.Read", "Mail.Read"], results.Select(result => result.Permission));
        Assert.All(results, result => Assert.Equal(ConsentStatus.Failed, result.Status));
        Assert.All(results, result => Assert.Contains("Insufficient privileges", result.Reason, StringComparison.Ordinal));
    }
}
