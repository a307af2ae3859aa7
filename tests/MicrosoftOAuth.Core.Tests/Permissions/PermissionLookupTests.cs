using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

public sealed class PermissionLookupTests
{
    private const string AsksForGraph = "GET /v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')";
    private const string NewId = "99999999-9999-9999-9999-999999999999";

    private readonly ReportList _reports = [];

    private string Warnings => string.Join('\n', _reports.OfType<WarningReport>().Select(report => report.Message));

    [Fact]
    public async Task No_data_is_an_answer_that_names_the_nearest_address()
    {
        FoundPermission none = Assert.Single(await FindAsync("get", "/users/x/displayName"));

        Assert.Equal(PermissionOutcome.NoData, none.Outcome);
        Assert.Empty(none.Permission);
        Assert.Equal(("GET", "/users/x/displayName", "/users/{id}"), (none.Method, none.Uri, none.NearestParent));
        Assert.Equal(PermissionCatalog.Default.DataDate, none.DataDate);
        Assert.Contains("a gap in its data, not a word on the call. The nearest that it lists: Find-MsOAuthPermission -Uri '/users/{id}'", Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_is_not_listed_names_those_that_are()
    {
        Assert.Equal(PermissionOutcome.NoData, Assert.Single(await FindAsync("PATCH", "/me/messages")).Outcome);
        Assert.Contains("It lists GET, POST for this address.", Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scheme_for_which_nothing_is_listed_is_said_so()
    {
        IReadOnlyList<FoundPermission> found = await FindAsync("GET", "/print/shares", PermissionScheme.DelegatedWork | PermissionScheme.Application);

        FoundPermission none = Assert.Single(found, permission => permission.Outcome == PermissionOutcome.NoData);
        Assert.Equal(PermissionScheme.Application, none.Scheme);
        Assert.Equal("/print/shares", none.Template);
        Assert.All(found, permission => Assert.NotEqual(PermissionScheme.DelegatedPersonal, permission.Scheme));
        Assert.Contains("no permission of the scheme Application, only of DelegatedWork.", Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_query_asks_for_is_noted_on_each()
    {
        IReadOnlyList<FoundPermission> found = await FindAsync("GET", "/users?$select=id,signInActivity");

        Assert.All(found, permission => Assert.Contains("AuditLog.Read.All", permission.Notes[0], StringComparison.Ordinal));
        Assert.Contains("AuditLog.Read.All", Warnings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/identity/conditionalAccess/policies")]
    [InlineData("PATCH", "/identity/conditionalAccess/policies/{id}")]
    public async Task What_only_reads_is_noted_to_go_together_with_what_writes(string method, string uri)
    {
        IReadOnlyList<FoundPermission> found = await FindAsync(method, uri, PermissionScheme.DelegatedWork);

        Assert.Equal(["Policy.ReadWrite.ConditionalAccess"], found.Where(permission => permission.Notes.Count == 0).Select(permission => permission.Permission));
        FoundPermission reader = Assert.Single(found, permission => permission.Permission == "Policy.Read.All");
        Assert.Equal(["Policy.ReadWrite.ConditionalAccess"], reader.AlsoRequires);
        Assert.StartsWith("It only reads: ", Assert.Single(reader.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PermissionScheme.Application, true)]
    [InlineData(PermissionScheme.Application | PermissionScheme.DelegatedWork, true)]
    [InlineData(PermissionScheme.DelegatedWork, false)]
    [InlineData(PermissionScheme.None, false)]
    public async Task An_app_alone_is_said_to_be_nobody_at_me(PermissionScheme schemes, bool isWarned)
    {
        IReadOnlyList<FoundPermission> found = await FindAsync("GET", "https://graph.microsoft.com/v1.0/me/events", schemes);

        Assert.All(found, permission => Assert.Equal(permission.Scheme == PermissionScheme.Application ? [GraphAddress.NobodyAtMe] : [], permission.Notes));
        Assert.Equal(isWarned ? GraphAddress.NobodyAtMe : string.Empty, Warnings);
        Assert.All(await FindAsync("GET", "/users/{id}/events"), permission => Assert.Empty(permission.Notes));
    }

    [Fact]
    public async Task Notes_on_the_query_are_those_of_the_schemes_that_were_asked_for()
    {
        const string Uri = "/users/{id}/messages?$select=body";
        Assert.Contains("Mail.Read (DelegatedWork), Mail.Read (DelegatedPersonal), Mail.Read (Application).", Assert.Single((await FindAsync("GET", Uri))[0].Notes), StringComparison.Ordinal);
        string note = Assert.Single(Assert.Single(await FindAsync("GET", Uri, PermissionScheme.Application), permission => permission.IsLeastPrivileged).Notes);
        Assert.EndsWith(": Mail.Read (Application).", note, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(await FindAsync("GET", "/users/{id}/messages?$search=pizza", PermissionScheme.Application), permission => permission.IsLeastPrivileged).Notes);
    }

    [Theory]
    [InlineData("POST", "/groups/{id}/members/$ref", " For DELETE /groups/{id}/members/{id} it lists GroupMember.ReadWrite.All.")]
    [InlineData("POST", "https://graph.microsoft.com/v1.0/groups/x/members/$ref?a=b", " For DELETE /groups/{id}/members/{id} it lists GroupMember.ReadWrite.All.")]
    [InlineData("PATCH", "/me/messages", "It lists GET, POST for this address. For PATCH /me/messages/{id} it lists Mail.ReadWrite.")]
    public async Task A_gap_names_what_changing_one_of_them_takes(string method, string uri, string word)
    {
        await FindAsync(method, uri);
        Assert.EndsWith(word, Warnings, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://contoso.vault.azure.net/secrets/x", "Azure Key Vault", "Key Vault Secrets User")]
    [InlineData("https://contoso.sharepoint.com/_api/web", "SharePoint Online", "certificate")]
    [InlineData("https://contoso.crm4.dynamics.com/api/data/v9.2/accounts", "Dynamics CRM", "application user")]
    [InlineData("https://outlook.office365.com/adminapi/beta/x/InvokeCommand", "Office 365 Exchange Online", "RBAC for Applications")]
    [InlineData("https://management.usgovcloudapi.net/subscriptions", "Azure Service Management", "Azure RBAC")]
    [InlineData("https://manage.office.com/api/v1.0/x/activity/feed/subscriptions/list", "Office 365 Management APIs", "Find-MsOAuthPermission -Api 'Office 365 Management APIs'")]
    public async Task An_address_of_another_api_is_answered_by_that_api(string uri, string api, string word)
    {
        Assert.Equal(api, Assert.Single(await FindAsync("GET", uri)).Api);
        Assert.Contains(word, Warnings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://vault.azure.net.contoso.example/secrets/x", "vault.azure.net.contoso.example")]
    [InlineData("https://contoso.example/me", "contoso.example")]
    [InlineData("https://graph.windows.net/contoso.example/users", "graph.windows.net")]
    public async Task An_unknown_host_is_nobodys(string uri, string host)
    {
        Assert.Equal(host, Assert.Single(await FindAsync("GET", uri)).Api);
        Assert.Contains($"{host} is no host of Microsoft Graph", Warnings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/no/such?sig=hidden", "/no/such")]
    [InlineData("https://ada:hidden@contoso.vault.azure.net/secrets/x?sv=1&sig=hidden", "https://contoso.vault.azure.net/secrets/x")]
    public async Task What_may_be_secret_in_an_address_is_not_shown(string uri, string shown)
    {
        await FindAsync("GET", uri);

        Assert.Contains(shown, Warnings, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", Warnings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"sp","appRoles":null,"oauth2PermissionScopes":[{"value":null}]}""")]
    [InlineData("""{"id":"sp","appId":"a","appRoles":[{"value":"x","isEnabled":true,"allowedMemberTypes":null}]}""")]
    [InlineData("[]")]
    public async Task A_tenants_strange_answer_is_none(string answer)
    {
        FakeWire wire = new();
        OAuthContext context = await wire.ConnectAsync("Application.Read.All");
        wire.Answer(AsksForGraph, 200, answer);

        Assert.NotEmpty(await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork, context));
        Assert.NotEmpty(await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork, context));
    }

    [Fact]
    public async Task Many_at_once_share_one_reading()
    {
        FakeWire wire = new();
        OAuthContext context = await wire.ConnectAsync("Application.Read.All");
        wire.Answer(AsksForGraph, 403, "{}");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => FindAsync("GET", "/me", PermissionScheme.None, context))));

        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task Data_older_than_180_days_is_warned_of_once()
    {
        FakeWire wire = new();
        OAuthContext context = await wire.ConnectAsync("User.Read");
        wire.Clock.Advance(PermissionCatalog.Default.DataDate + PermissionCatalog.OldAfter - wire.Clock.GetUtcNow());
        Assert.Null(GraphCatalog.WarningOfAge(context));
        wire.Clock.Advance(TimeSpan.FromDays(1));
        wire.Answer(AsksForGraph, 403, "{}");
        PermissionLookup lookup = new(context);

        await lookup.FindAsync("GET", "/me", PermissionScheme.None, _reports, CancellationToken.None);
        await lookup.FindAsync("GET", "/users", PermissionScheme.None, _reports, CancellationToken.None);

        Assert.Contains("181 days old", Assert.Single(_reports.OfType<WarningReport>()).Message, StringComparison.Ordinal);
        Assert.Contains("Update-MsOAuthPermissionCatalog", Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tenants_word_on_what_it_offers_is_read_once()
    {
        FakeWire wire = new();
        OAuthContext context = await wire.ConnectAsync("Application.Read.All");
        wire.Answer(AsksForGraph, 200, $$"""
            {"id":"sp","appId":"{{MicrosoftApi.GraphAppId}}","displayName":"Microsoft Graph","appRoles":[],"oauth2PermissionScopes":[
            {"id":"{{NewId}}","value":"Mail.Read","type":"User","isEnabled":true},
            {"id":"{{NewId}}","value":"Mail.ReadWrite","type":"User","isEnabled":false}]}
            """);

        IReadOnlyList<FoundPermission> found = await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork, context);
        await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork, context);

        Assert.Equal([("Mail.ReadBasic", false), ("Mail.Read", true), ("Mail.ReadWrite", false)], found.Select(permission => (permission.Permission, permission.IsOffered)));
        Assert.Equal(Guid.Parse(NewId), found[1].Id);
        Assert.Single(wire.Sent);
        Assert.All(await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork), permission => Assert.True(permission.IsOffered));
    }

    [Fact]
    public async Task A_tenant_that_may_not_be_read_leaves_Microsofts_word_and_is_asked_again_later()
    {
        FakeWire wire = new();
        OAuthContext context = await wire.ConnectAsync("Application.Read.All");
        wire.Answer(AsksForGraph, 403, "{}").Answer(AsksForGraph, 403, "{}");

        Assert.All(await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork, context), permission => Assert.True(permission.IsOffered));
        await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork, context);
        Assert.Single(wire.Sent);
        wire.Clock.Advance(TimeSpan.FromMinutes(2));
        await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork, context);

        Assert.Equal(2, wire.Sent.Count);
        Assert.Empty(Warnings);
    }

    [Fact]
    public async Task The_least_that_an_owner_grants_comes_with_the_least_that_a_tenant_grants()
    {
        IReadOnlyList<FoundPermission> found = await FindAsync("GET", "/teams/x/channels/y/messages", PermissionScheme.Application);
        FoundPermission[] least = [.. PermissionLookup.Least(found)];

        Assert.Equal(2, least.Length);
        Assert.True(least[0] is { IsLeastPrivileged: true, IsResourceSpecific: true, IsOffered: false });
        Assert.True(least[1] is { IsLeastPrivileged: false, IsOffered: true, Id: not null });
        Assert.Equal(["Mail.ReadBasic"], PermissionLookup.Least(await FindAsync("GET", "/me/messages", PermissionScheme.DelegatedWork)).Select(permission => permission.Permission));
    }

    [Fact]
    public async Task What_another_api_offers_takes_a_session()
    {
        OAuthException refused = await Assert.ThrowsAsync<OAuthException>(() => new PermissionLookup(null).SearchAsync(string.Empty, "Key Vault", PermissionScheme.None, _reports, CancellationToken.None));

        Assert.Equal(OAuthErrorKind.NotSignedIn, refused.Kind);
        Assert.Contains("Azure Key Vault: Azure RBAC", Warnings, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<FoundPermission>> FindAsync(string method, string uri, PermissionScheme schemes = PermissionScheme.None, OAuthContext? context = null) =>
        new PermissionLookup(context).FindAsync(method, uri, schemes, _reports, CancellationToken.None);
}
