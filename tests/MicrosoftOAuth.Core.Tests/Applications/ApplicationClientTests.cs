using System.Text.Json;

namespace MicrosoftOAuth.Core.Tests;

public sealed class ApplicationClientTests
{
    private const string Id = "33333333-3333-3333-3333-333333333333";
    private const string ClientId = "44444444-4444-4444-4444-444444444444";

    private static string App(string more = "") => $$"""{"id":"{{Id}}","appId":"{{ClientId}}","displayName":"X","signInAudience":"AzureADMultipleOrgs"{{more}}}""";

    [Theory]
    [InlineData(SignInAudience.SingleTenant, "AzureADMyOrg", false)]
    [InlineData(SignInAudience.MultiTenant, "AzureADMultipleOrgs", false)]
    [InlineData(SignInAudience.MultiTenantAndPersonal, "AzureADandPersonalMicrosoftAccount", true)]
    [InlineData(SignInAudience.PersonalOnly, "PersonalMicrosoftAccount", true)]
    public async Task Always_sends_the_audience_and_for_personal_accounts_the_token_version_with_it(SignInAudience audience, string word, bool isVersion2)
    {
        FakeWire wire = new FakeWire().Answer("POST /v1.0/applications", 201, App());
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        await new ApplicationClient(context).CreateAsync(new NewApp("X", audience) { AllowSameName = true, WithServicePrincipal = false }, CancellationToken.None);
        using JsonDocument body = JsonDocument.Parse(wire.Sent[0].Body);
        Assert.Equal(word, body.RootElement.GetProperty("signInAudience").GetString());
        Assert.Equal(isVersion2, body.RootElement.TryGetProperty("api", out JsonElement api) && api.GetProperty("requestedAccessTokenVersion").GetInt32() == 2);
    }

    [Fact]
    public async Task Waits_until_the_new_app_can_be_referred_to()
    {
        const string TooEarly = """{"error":{"code":"Request_BadRequest","message":"The appId '4' of the service principal does not reference a valid application object."}}""";
        FakeWire wire = new FakeWire()
            .Answer("GET /v1.0/applications?$filter=displayName eq 'X'", 200, """{"value":[]}""")
            .Answer("POST /v1.0/applications", 201, App())
            .Answer("GET /v1.0/servicePrincipals(", 404)
            .Answer("POST /v1.0/servicePrincipals", 400, TooEarly)
            .Answer("POST /v1.0/servicePrincipals", 400, TooEarly)
            .Answer("POST /v1.0/servicePrincipals", 201, """{"id":"55555555-5555-5555-5555-555555555555","tags":[]}""");
        ReportList reports = [];
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthApp app = await wire.RunAsync(new ApplicationClient(context, reports).CreateAsync(new NewApp("X", SignInAudience.MultiTenant), CancellationToken.None));
        Assert.Equal("55555555-5555-5555-5555-555555555555", app.ServicePrincipalId);
        Assert.Contains(reports, report => report is ProgressReport { IsCompleted: false });
        Assert.True(reports.OfType<ProgressReport>().Last().IsCompleted);
        Assert.True(wire.IsDone);
    }

    [Fact]
    public async Task A_name_with_a_quote_is_escaped()
    {
        FakeWire wire = new FakeWire().Answer("GET /v1.0/applications?$filter=displayName eq 'O''Brien & Co'&$select=", 200, """{"value":[]}""");
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new ApplicationClient(context).FindAsync(new AppReference(null, null, "O'Brien & Co"), CancellationToken.None));
        Assert.Equal(OAuthErrorKind.AppNotFound, e.Kind);
    }

    [Fact]
    public async Task Several_apps_of_one_name_are_listed_and_none_is_guessed()
    {
        FakeWire wire = new FakeWire().Answer("GET", 200, $$"""{"value":[{{App()}},{"id":"6","appId":"other-client","displayName":"X"}]}""");
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new ApplicationClient(context).FindAsync(new AppReference(null, null, "X"), CancellationToken.None));
        Assert.Equal(OAuthErrorKind.AppAmbiguous, e.Kind);
        Assert.Contains(ClientId, e.Message, StringComparison.Ordinal);
        Assert.Contains("other-client", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_id_given_as_client_id_is_named_for_what_it_is()
    {
        FakeWire wire = new FakeWire().Answer($"GET /v1.0/applications(appId='{Id}')", 404).Answer($"GET /v1.0/applications/{Id}", 200, App());
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new ApplicationClient(context).FindAsync(new AppReference(Id, null, null), CancellationToken.None));
        Assert.Equal(OAuthErrorKind.AppNotFound, e.Kind);
        Assert.Contains($"is the object id of X, not its client id, which is {ClientId}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_id_and_the_client_id_of_another_app_are_refused()
    {
        FakeWire wire = new FakeWire().Answer("GET", 200, App());
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new ApplicationClient(context).FindAsync(new AppReference(Id, Id, null), CancellationToken.None));
        Assert.Equal(OAuthErrorKind.AppAmbiguous, e.Kind);
    }

    [Fact]
    public async Task Adding_a_redirect_uri_sends_those_that_are_there_along()
    {
        FakeWire wire = new FakeWire()
            .Answer("GET", 200, App(""","web":{"redirectUris":["https://a.example/1"]},"spa":{"redirectUris":["https://a.example/spa"]}"""))
            .Answer($"PATCH /v1.0/applications/{Id}", 204);
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        RedirectUriEditor editor = new(new ApplicationClient(context));
        IReadOnlyList<RedirectUri> added = await editor.AddAsync(new AppReference(null, Id, null), [new(RedirectPlatform.Web, "https://a.example/2"), new(RedirectPlatform.Web, "https://a.example/1")], CancellationToken.None);
        Assert.Equal("https://a.example/2", Assert.Single(added).Uri);
        Assert.Equal("""{"web":{"redirectUris":["https://a.example/1","https://a.example/2"]}}""", wire.Sent[1].Body);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_sends_nothing()
    {
        FakeWire wire = new FakeWire().Answer("GET", 200, App()).Answer("GET", 200, App()).Answer("GET /v1.0/servicePrincipals", 404);
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        await new ApplicationClient(context).UpdateAsync(new AppReference(null, Id, null), new AppChange { NewDisplayName = "X", SignInAudience = SignInAudience.MultiTenant, IssueIdTokens = false }, CancellationToken.None);
        Assert.DoesNotContain(wire.Sent, request => request.Line.StartsWith("PATCH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_forbidden_lifetime_is_explained_with_the_longest_allowed()
    {
        FakeWire wire = new FakeWire()
            .Answer("GET", 200, App())
            .Answer("POST", 400, """{"error":{"code":"CredentialInvalidLifetimeAsPerAppPolicy","message":"Credential lifetime exceeds the max value allowed as per assigned policy 'p'."}}""")
            .Answer("GET /v1.0/policies/defaultAppManagementPolicy", 200, """{"isEnabled":true,"applicationRestrictions":{"passwordCredentials":[{"restrictionType":"passwordLifetime","maxLifetime":"P90D"}]}}""");
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        OAuthException e = await Assert.ThrowsAsync<OAuthException>(() => new CredentialClient(context).NewSecretAsync(new AppReference(null, Id, null), "x", wire.Clock.GetUtcNow().AddYears(1), asPlainText: false, CancellationToken.None));
        Assert.Equal(OAuthErrorKind.SecretLifetimeForbidden, e.Kind);
        Assert.Contains("90 days at most, until 2027-02-20", e.Message, StringComparison.Ordinal);
        Assert.Contains("-EndDate 2027-02-20", e.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_goes_in_the_header_and_nowhere_else()
    {
        FakeWire wire = new FakeWire().Answer("GET", 200, App()).Answer("GET", 404);
        ReportList reports = [];
        OAuthContext context = await wire.ConnectAsync("Application.ReadWrite.All");
        await new ApplicationClient(context, reports).FindAsync(new AppReference(null, Id, null), CancellationToken.None);
        string token = wire.Sent[0].Authorization!.Parameter!;
        Assert.DoesNotContain(reports, report => report.Message.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(token, context.ToString(), StringComparison.Ordinal);
    }
}
