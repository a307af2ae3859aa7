using MicrosoftOAuth.Catalog.Naming;
using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>What decides a call beside the permissions that are listed for it.</summary>
public sealed class CallJudgeTests
{
    [Theory]
    [InlineData("GET", "/me", "Test-MsOAuthPermission -Uri '/users/<id>' -Token <token>")]
    [InlineData("GET", "https://graph.microsoft.com/v1.0/me/messages?$top=1", "Test-MsOAuthPermission -Uri '/users/<id>/messages?$top=1' -Token <token>")]
    [InlineData("post", "me/sendMail", "Test-MsOAuthPermission -Method post -Uri '/users/<id>/sendMail' -Token <token>")]
    public void An_app_alone_is_nobody_at_me(string method, string uri, string remedy)
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All", "Mail.ReadWrite", "Mail.Send"), method, uri);
        Assert.Equal((PermissionOutcome.Missing, remedy), (check.Outcome, check.Remedy));
        Assert.Equal("/me is the signed-in user, and an app alone has none: use /users/{id}.", check.Reason);
    }

    [Fact]
    public void The_same_call_for_a_user_by_id_is_asked_of_the_same_session() => Assert.Equal(
        "Test-MsOAuthPermission -Uri '/users/<id>/messages' -Context Daemon",
        PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "Mail.Read") with { Session = new("Daemon", IsNamed: true, MayAdminister: false) }, "GET", "/me/messages").Remedy);

    [Theory]
    [InlineData("/meetings/x")]
    [InlineData("/users/me")]
    [InlineData("https://api.example.com/me")]
    public void What_only_looks_like_me_is_not(string uri) => Assert.DoesNotContain("/me is the signed-in user", PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All"), "GET", uri).Reason, StringComparison.Ordinal);

    [Fact]
    public void An_app_is_asked_at_me_for_what_it_may_do_for_its_users()
    {
        PermissionHolder app = PermissionHolder.Of(TestTokens.App, [Granted("User.Read.All", PermissionKind.Application)]);
        Assert.Equal((PermissionKind.Delegated, PermissionOutcome.Missing), (PermissionJudge.Check(app, "GET", "/me").Kind, PermissionJudge.Check(app, "GET", "/me").Outcome));
        Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(app, "GET", "/users/{id}").Outcome);
    }

    [Theory]
    [InlineData("https://contoso.vault.azure.net/secrets/db", "contoso.vault.azure.net is an address of Azure Key Vault, for whose calls Microsoft publishes no list of permissions. Azure RBAC")]
    [InlineData("https://api.example.com/users", "api.example.com is no address of Microsoft Graph.")]
    public void Another_apis_call_is_said_to_be_one(string uri, string reason)
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.User("User.Read"), "GET", uri);
        Assert.Equal(PermissionOutcome.NoData, check.Outcome);
        Assert.StartsWith(reason, check.Reason, StringComparison.Ordinal);
        Assert.StartsWith(reason, Assert.Single(LeastPermissions.Of([new("GET", uri)], PermissionKind.Delegated)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/users?$select=signInActivity", "User.Read.All", PermissionOutcome.Missing, "Add-MsOAuthPermission -ClientId 44444444-4444-4444-4444-444444444444 -DelegatedPermission AuditLog.Read.All;")]
    [InlineData("/users?$select=signInActivity", "User.Read.All AuditLog.Read.All", PermissionOutcome.Listed, null)]
    [InlineData("/users?$select=signInActivity", "Mail.Read", PermissionOutcome.Missing, "Add-MsOAuthPermission -ClientId 44444444-4444-4444-4444-444444444444 -DelegatedPermission AuditLog.Read.All, User.Read.All;")]
    [InlineData("/users?$select=customSecurityAttributes", "User.Read.All CustomSecAttributeAssignment.ReadWrite.All", PermissionOutcome.Implied, null)]
    [InlineData("/users?$select=id", "User.Read.All", PermissionOutcome.Listed, null)]
    [InlineData("/users?$filter=signInActivity/lastSignInDateTime le 2025-01-01", "User.Read.All", PermissionOutcome.Missing, "Add-MsOAuthPermission -ClientId 44444444-4444-4444-4444-444444444444 -DelegatedPermission AuditLog.Read.All;")]
    [InlineData("/users?$select=jobTitle", "User.ReadBasic.All", PermissionOutcome.Missing, "Add-MsOAuthPermission -ClientId 44444444-4444-4444-4444-444444444444 -DelegatedPermission User.Read.All;")]
    [InlineData("/users?$select=jobTitle", "Mail.Read", PermissionOutcome.Missing, "Add-MsOAuthPermission -ClientId 44444444-4444-4444-4444-444444444444 -DelegatedPermission User.Read.All;")]
    [InlineData("/users?$select=jobTitle", "User.ReadBasic.All User.Read.All", PermissionOutcome.Listed, null)]
    [InlineData("/me/messages?$search=pizza", "Mail.ReadBasic", PermissionOutcome.Missing, "Add-MsOAuthPermission -ClientId 44444444-4444-4444-4444-444444444444 -DelegatedPermission Mail.Read;")]
    [InlineData("/me/messages?$select=subject", "Mail.ReadBasic", PermissionOutcome.Listed, null)]
    public void What_the_query_takes_counts_like_the_call(string uri, string held, PermissionOutcome outcome, string? remedy)
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.User(held.Split(' ')), "GET", uri);
        Assert.Equal(outcome, check.Outcome);
        Assert.StartsWith(remedy ?? string.Empty, check.Remedy ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal(remedy is null, check.Remedy is null);
        Assert.All(PermissionFinder.Find("GET", uri).NotesOf(PermissionScheme.DelegatedWork), note => Assert.Contains(note, check.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_expanded_counts_too()
    {
        const string Uri = "/me/messages?$expand=attachments";
        Assert.Equal(PermissionOutcome.Missing, PermissionJudge.Check(TestTokens.User("Mail.ReadBasic"), "GET", Uri).Outcome);
        Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(TestTokens.User("Mail.ReadBasic", "Mail.Read"), "GET", Uri).Outcome);
    }

    [Fact]
    public void A_token_whose_time_is_over_says_so_and_keeps_its_outcome()
    {
        PermissionHolder old = TestTokens.Of(TestTokens.Graph, """ "scp":"User.Read","exp":1600000000 """);
        Assert.Equal((PermissionOutcome.Listed, "It holds User.Read. The token has expired."), (PermissionJudge.Check(old, "User.Read").Outcome, PermissionJudge.Check(old, "User.Read").Reason));
        PermissionHolder good = TestTokens.Of(TestTokens.Graph, """ "scp":"User.Read","exp":9000000000 """);
        Assert.DoesNotContain("expired", PermissionJudge.Check(good, "User.Read").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://graph.microsoft.us", "https://graph.microsoft.com/v1.0/users", "Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant> -Scopes User.ReadBasic.All")]
    [InlineData("https://graph.microsoft.com", "https://graph.microsoft.us/v1.0/users", "Connect-MsOAuthApp -ClientId <client id> -TenantId <tenant> -Environment USGov -Scopes User.ReadBasic.All")]
    public void A_token_of_another_cloud_opens_nothing(string audience, string uri, string remedy)
    {
        PermissionHolder user = TestTokens.Of(audience, """ "scp":"User.Read.All","upn":"ada" """);
        PermissionCheck check = PermissionJudge.Check(user, "GET", uri);
        Assert.Equal((PermissionOutcome.Missing, remedy), (check.Outcome, check.Remedy));
        Assert.Contains("in another cloud", check.Reason, StringComparison.Ordinal);
        Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(user, "GET", uri.Replace("https://" + new Uri(uri).Host, audience, StringComparison.Ordinal)).Outcome);
        Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(user, "GET", "/users").Outcome);
    }

    /// <summary>All calls that list a name without an id, whose form with .All there is: by rule, not by address.</summary>
    [Fact]
    public void The_form_that_is_offered_stands_for_the_one_that_is_listed()
    {
        int calls = 0;
        foreach ((string path, CatalogMatch call) in ListedCalls.All.Select(one => (one.Path, one.Call)))
        {
            foreach (CatalogRequirement one in call.Requirements.Where(one => one.Permission.Id(PermissionFinder.KindOf(one.Scheme)) is null && !one.Permission.IsResourceSpecific && one.AlsoRequires.Count == 0))
            {
                if (GraphCatalog.Current.Find(one.Permission.Name + ".All")?.Id(PermissionFinder.KindOf(one.Scheme)) is not null && GraphAddress.BehindMe(path) is null)
                {
                    PermissionOutcome outcome = PermissionJudge.Check(TestTokens.Of(one.Scheme, [one.Permission.Name + ".All"]), call.Method, path).Outcome;
                    Assert.True(outcome is PermissionOutcome.Implied or PermissionOutcome.Listed || (outcome == PermissionOutcome.NoData && call.Method != "GET"), $"{call.Method} {path}: {one} {outcome}");
                    calls++;
                }
            }
        }

        Assert.True(calls > 10, $"{calls}");
    }

    [Fact]
    public void A_reader_of_what_is_only_listed_for_writers_accuses_nobody()
    {
        (string path, CatalogMatch call, CatalogRequirement one) = (
            from listed in ListedCalls.All
            where listed.Call.Method == "GET"
            from requirement in listed.Call.Ranked(PermissionScheme.DelegatedWork)
            let reader = PermissionName.ReadingForm(requirement.Permission.Name)
            where reader is not null && requirement.Permission.DelegatedId is not null && GraphCatalog.Current.Find(reader)?.DelegatedId is not null
                && listed.Call.Ranked(PermissionScheme.DelegatedWork).All(other => PermissionName.Writes(other.Permission.Name) && other.AlsoRequires.Count == 0)
            select (listed.Path, listed.Call, requirement)).First();
        PermissionCheck check = PermissionJudge.Check(TestTokens.User(PermissionName.ReadingForm(one.Permission.Name)!), call.Method, path);
        Assert.Equal((PermissionOutcome.NoData, null), (check.Outcome, check.IsHeld));
        Assert.StartsWith($"Microsoft lists only {one.Permission.Name} for this reading call", check.Reason, StringComparison.Ordinal);
        Assert.Equal(PermissionOutcome.Missing, PermissionJudge.Check(TestTokens.User("Zzz.Read"), call.Method, path).Outcome);
    }

    [Theory]
    [InlineData("PATCH", "/identity/conditionalAccess/policies/{id}", "Policy.Read.All", "Policy.ReadWrite.ConditionalAccess")]
    [InlineData("POST", "/applications/{id}/owners/$ref", "Directory.Read.All", "Application.ReadWrite.All")]
    [InlineData("POST", "/identity/conditionalAccess/policies", "Policy.Read.All", "Policy.ReadWrite.ConditionalAccess")]
    [InlineData("POST", "/identity/conditionalAccess/policies", "Application.Read.All", "Policy.ReadWrite.ConditionalAccess")]
    [InlineData("post", "/me/drive/items/{id}/workbook/names/add", "Sites.Read.All", "Files.ReadWrite")]
    [InlineData("POST", "/deviceManagement/managedDevices/executeAction", "DeviceManagementConfiguration.Read.All", "DeviceManagementManagedDevices.PrivilegedOperations.All")]
    public void A_reader_alone_changes_nothing_for_certain(string method, string uri, string reader, string writer)
    {
        PermissionCheck alone = PermissionJudge.Check(TestTokens.User(reader), method, uri);
        Assert.Equal(PermissionOutcome.NoData, alone.Outcome);
        Assert.Contains($"{reader} for this call, which only reads, beside {writer}, which writes", alone.Reason, StringComparison.Ordinal);
        Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(TestTokens.User(reader, writer), method, uri).Outcome);
        Assert.Contains(writer, LeastPermissions.Of([new(method, uri)], PermissionKind.Delegated).Select(one => one.Permission));
    }

    [Theory]
    [InlineData("/me/calendar/getSchedule", "Calendars.Read")]
    [InlineData("/users/{id}/checkMemberGroups", "GroupMember.Read.All")]
    [InlineData("/identity/conditionalAccess/evaluate", "Policy.Read.All")]
    [InlineData("/identity/conditionalAccess/claimProviders/{id}/validate", "Policy.Read.All")]
    [InlineData("/copilot/retrieval", "Files.Read.All")]
    [InlineData("/directoryObjects/validateProperties", "Group.Read.All")]
    public void A_post_that_only_asks_is_open_to_a_reader(string uri, string reader) =>
        Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(TestTokens.User(reader), "POST", uri).Outcome);

    private static AppPermission Granted(string name, PermissionKind kind) => new()
    {
        ClientId = TestTokens.App,
        Api = "Microsoft Graph",
        ApiAppId = MicrosoftApi.GraphAppId,
        Permission = name,
        Kind = kind,
        GrantedFor = [ConsentClient.Everyone],
    };
}
