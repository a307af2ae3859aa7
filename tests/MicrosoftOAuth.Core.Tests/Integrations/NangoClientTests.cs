namespace MicrosoftOAuth.Core.Tests;

public sealed class NangoClientTests
{
    private const string Integration = """{"data":{"unique_key":"microsoft","provider":"microsoft","display_name":"X","credentials":{"type":"OAUTH2","client_id":"c","client_secret":"s","scopes":"offline_access,User.Read"}}}""";

    private static async Task<NangoClient> ClientAsync(FakeWire wire) =>
        new(await wire.ConnectAsync("User.Read"), SecureText.From("key"), NangoClient.CloudAddress, reports: null);

    private static Task<Integration> RegisterAsync(NangoClient nango, string secret = "s") =>
        nango.RegisterAsync("microsoft", "microsoft", "X", "c", SecureText.From(secret), ["offline_access", "User.Read"], CancellationToken.None);

    [Fact]
    public async Task Makes_what_is_missing_with_scopes_that_have_commas_between_them()
    {
        FakeWire wire = new FakeWire()
            .Answer("GET /integrations/microsoft?include=credentials", 404, """{"error":{"code":"not_found"}}""")
            .Answer("POST /integrations", 200, Integration);
        Assert.Equal(IntegrationStatus.Created, (await RegisterAsync(await ClientAsync(wire))).Status);
        Assert.Equal("""{"unique_key":"microsoft","provider":"microsoft","display_name":"X","credentials":{"type":"OAUTH2","client_id":"c","client_secret":"s","scopes":"offline_access,User.Read"}}""", wire.Sent[1].Body);
        Assert.Equal("Bearer key", wire.Sent[1].Authorization!.ToString());
    }

    [Fact]
    public async Task Leaves_alone_what_is_just_so()
    {
        FakeWire wire = new FakeWire().Answer("GET", 200, Integration);
        Assert.Equal(IntegrationStatus.Unchanged, (await RegisterAsync(await ClientAsync(wire))).Status);
    }

    [Fact]
    public async Task Brings_a_new_secret_over()
    {
        FakeWire wire = new FakeWire().Answer("GET", 200, Integration).Answer("PATCH /integrations/microsoft", 200, Integration);
        Assert.Equal(IntegrationStatus.Updated, (await RegisterAsync(await ClientAsync(wire), "new")).Status);
        Assert.Contains("\"client_secret\":\"new\"", wire.Sent[1].Body, StringComparison.Ordinal);
        Assert.Contains("\"scopes\":\"offline_access,User.Read\"", wire.Sent[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, """{"error":{"code":"unknown_account"}}""", OAuthErrorKind.IntegrationUnauthorized)]
    [InlineData(403, """{"error":{"code":"forbidden","message":"Insufficient scope. Required: environment:integrations:create"}}""", OAuthErrorKind.IntegrationUnauthorized)]
    [InlineData(400, """{"error":{"code":"invalid_body","errors":[{"code":"invalid_string","message":"Unique key already exists","path":["uniqueKey"]}]}}""", OAuthErrorKind.IntegrationRejected)]
    [InlineData(500, "<html>", OAuthErrorKind.ServiceUnavailable)]
    public async Task Nangos_errors_say_what_to_do_and_never_the_secret(int status, string body, OAuthErrorKind kind)
    {
        FakeWire wire = new FakeWire().Answer("GET", 404).Answer("POST", status, body);
        NangoClient nango = await ClientAsync(wire);
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => RegisterAsync(nango, "s3cr3t-text"));
        Assert.Equal(kind, e.Kind);
        Assert.False(string.IsNullOrEmpty(e.Remedy));
        Assert.DoesNotContain("s3cr3t-text", e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://nango.example")]
    [InlineData("nango")]
    public void The_key_is_not_sent_in_the_clear(string address) =>
        Assert.Equal(OAuthErrorKind.InvalidArgument, Assert.Throws<OAuthException>(() => new NangoClient(null, SecureText.From("key"), address, null)).Kind);
}
