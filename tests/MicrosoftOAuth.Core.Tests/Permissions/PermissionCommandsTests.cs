using MicrosoftOAuth.Catalog;
using MicrosoftOAuth.Core.Tests.SignIn;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>What the commands of a remedy say of the session, the cloud, the API, and of what a token says of itself.</summary>
public sealed class PermissionCommandsTests
{
    private static readonly HolderSession s_daemon = new("Daemon", IsNamed: true, MayAdminister: false);

    [Fact]
    public void An_app_alone_begins_with_an_administrator_and_ends_with_its_own_session()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All") with { Session = s_daemon, Place = " -Environment USGov" }, "Mail.Read");
        Assert.Contains("An administrator", check.Reason, StringComparison.Ordinal);
        Assert.Equal(
            $"Connect-MsOAuthApp -TenantId {TestTokens.Tenant} -Environment USGov -ContextName Administrator; "
            + $"Add-MsOAuthPermission -ClientId {TestTokens.App} -ApplicationPermission Mail.Read -Context Administrator; "
            + $"Grant-MsOAuthConsent -ClientId {TestTokens.App} -Context Administrator; Get-MsOAuthToken -Context Daemon -ForceRefresh; Select-MsOAuthContext Daemon",
            check.Remedy);
    }

    [Fact]
    public void A_users_own_app_is_not_made_the_administrators()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.User("User.Read") with { Session = s_daemon with { Name = "ada@contoso.example/app", IsNamed = false, UsesDeviceCode = true } }, "Mail.Read");
        Assert.Equal(
            $"Connect-MsOAuthApp -TenantId {TestTokens.Tenant} -UseDeviceCode -ContextName Administrator; "
            + $"Add-MsOAuthPermission -ClientId {TestTokens.App} -DelegatedPermission Mail.Read -Context Administrator; Grant-MsOAuthConsent -ClientId {TestTokens.App} -Context Administrator; "
            + "Get-MsOAuthToken -Context 'ada@contoso.example/app' -ForceRefresh; Select-MsOAuthContext 'ada@contoso.example/app'",
            check.Remedy);
    }

    [Fact]
    public void A_session_that_is_called_like_the_administrators_keeps_its_name()
    {
        string remedy = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All") with { Session = s_daemon with { Name = "administrator" } }, "Mail.Read").Remedy!;
        Assert.Contains("-ContextName TenantAdministrator;", remedy, StringComparison.Ordinal);
        Assert.EndsWith("Get-MsOAuthToken -Context administrator -ForceRefresh; Select-MsOAuthContext administrator", remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_that_there_is_keeps_its_name_too()
    {
        PermissionHolder daemon = TestTokens.AppAlone(string.Empty, "User.Read.All") with { Session = s_daemon };
        Assert.Contains("-ContextName TenantAdministrator;", PermissionJudge.Check(daemon with { TakenNames = ["ADMINISTRATOR"] }, "Mail.Read").Remedy, StringComparison.Ordinal);
        Assert.Contains("-ContextName TenantAdministrator3;", PermissionJudge.Check(daemon with { TakenNames = ["Administrator", "TenantAdministrator", "tenantadministrator2"] }, "Mail.Read").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_is_mended_in_the_session_that_was_asked()
    {
        PermissionHolder app = PermissionHolder.Of(TestTokens.App, []) with { Asking = s_daemon with { MayAdminister = true } };
        string named = $"Add-MsOAuthPermission -ClientId {TestTokens.App} -DelegatedPermission Mail.Read -Context Daemon; Grant-MsOAuthConsent -ClientId {TestTokens.App} -Context Daemon";
        Assert.Equal(named, PermissionJudge.Check(app, "Mail.Read").Remedy);
        Assert.Equal(named, PermissionJudge.Check(app with { Asking = app.Asking with { IsCurrent = true } }, "Mail.Read").Remedy);
        Assert.Equal(named, PermissionJudge.Check(app with { Asking = app.Asking with { IsNamed = false } }, "Mail.Read").Remedy);
        Assert.Equal(named.Replace(" -Context Daemon", string.Empty, StringComparison.Ordinal), PermissionJudge.Check(app with { Asking = app.Asking with { IsNamed = false, IsCurrent = true } }, "Mail.Read").Remedy);
        Assert.EndsWith($" -ClientId {TestTokens.App} -Context Daemon", PermissionJudge.Check(app, "GET", "/me/messages", PermissionKind.Application).Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_administrators_client_asks_for_another_apis_permission_at_sign_in() => Assert.Equal(
        "Connect-MsOAuthApp -Scopes 'https://management.azure.com/user_impersonation'",
        PermissionJudge.Check(TestTokens.Of("https://management.azure.com/", $""" "scp":"Other.Thing","appid":"{SignInOptions.GraphCommandLineTools}" """), "user_impersonation").Remedy);

    [Theory]
    [InlineData("Mail.Read", "")]
    [InlineData("https://outlook.office365.com/full_access_as_app", " -Api 'Office 365 Exchange Online'")]
    public void An_app_is_mended_by_an_administrator_where_the_session_may_not(string permission, string api)
    {
        PermissionHolder app = PermissionHolder.Of(TestTokens.App, []) with { Asking = s_daemon, TenantId = TestTokens.Tenant, Place = " -Sandbox Here" };
        Assert.Equal(
            $"Connect-MsOAuthApp -TenantId {TestTokens.Tenant} -Sandbox Here -ContextName Administrator; "
            + $"Add-MsOAuthPermission -ClientId {TestTokens.App}{api} -ApplicationPermission {permission[(permission.LastIndexOf('/') + 1)..]} -Context Administrator; "
            + $"Grant-MsOAuthConsent -ClientId {TestTokens.App} -Context Administrator; Select-MsOAuthContext Daemon",
            PermissionJudge.Check(app, permission, PermissionKind.Application).Remedy);
    }

    [Fact]
    public void A_sign_in_is_as_the_first_one_was()
    {
        HolderSession other = s_daemon with { Name = "oth", MayAdminister = true, TenantId = "fabrikam.example", LoginHint = "admin@fabrikam.example", UsesDeviceCode = true };
        PermissionHolder administrator = TestTokens.Of(TestTokens.Graph, $""" "scp":"User.Read","upn":"a","tid":"{TestTokens.Tenant}","appid":"{SignInOptions.GraphCommandLineTools}" """) with { Session = other, Place = " -Sandbox second" };
        const string How = " -LoginHint 'admin@fabrikam.example' -UseDeviceCode";
        Assert.Equal($"Connect-MsOAuthApp -TenantId fabrikam.example -Sandbox second -Scopes Mail.Read{How} -ContextName oth", PermissionJudge.Check(administrator, "Mail.Read").Remedy);
        Assert.Equal(
            $"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId {TestTokens.Tenant} -Scopes Mail.Read{How} -ContextName oth",
            PermissionJudge.Check(TestTokens.User("User.Read") with { Session = other, IsRegisteredElsewhere = true }, "Mail.Read").Remedy);
        PermissionHolder personal = TestTokens.Personal("User.Read") with { Session = other };
        Assert.EndsWith($"-TenantId consumers -Scopes Mail.Read{How} -ContextName oth", PermissionJudge.Check(personal, "Mail.Read").Remedy, StringComparison.Ordinal);
        Assert.EndsWith("-TenantId <tenant> -Scopes User.Read.All -UseDeviceCode", PermissionJudge.Check(personal, "User.Read.All").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_says_how_it_signed_in()
    {
        PracticeSessions practice = new();
        OAuthContext plain = await practice.ConnectAsync(new SignInOptions());
        Assert.Equal("Connect-MsOAuthApp -Environment Sandbox -Scopes Mail.Send", await RemedyOfAsync(plain));
        OAuthContext named = await practice.ConnectAsync(new SignInOptions { TenantId = practice.TenantId, LoginHint = plain.Account, Name = "it's" });
        Assert.Equal($"Connect-MsOAuthApp -TenantId {practice.TenantId} -Environment Sandbox -Scopes Mail.Send -LoginHint '{plain.Account}' -ContextName 'it''s'", await RemedyOfAsync(named));

        static async Task<string?> RemedyOfAsync(OAuthContext context) =>
            PermissionJudge.Check(await new PermissionHolders(context).OfSessionAsync(forGraph: true, CancellationToken.None), "Mail.Send").Remedy;
    }

    [Fact]
    public async Task Sessions_are_counted_for_their_names_and_their_tenant()
    {
        PracticeSessions practice = new();
        OAuthContext administrator = await practice.ConnectAsync(new SignInOptions { Name = "Administrator" });
        PermissionHolder app = PermissionHolder.Of(TestTokens.App, []) with { Asking = s_daemon, TenantId = practice.TenantId, Place = " -Environment Sandbox" };
        Assert.Contains("-ContextName Administrator;", PermissionJudge.Check(app.Among([administrator], administrator), "Mail.Read").Remedy, StringComparison.Ordinal);
        Assert.Contains("-ContextName TenantAdministrator;", PermissionJudge.Check((app with { TenantId = TestTokens.Tenant }).Among([administrator], administrator), "Mail.Read").Remedy, StringComparison.Ordinal);
        PermissionHolder passed = TestTokens.User("User.Read");
        Assert.Equal(
            $"Add-MsOAuthPermission -ClientId {TestTokens.App} -DelegatedPermission Mail.Read -Context Administrator; Grant-MsOAuthConsent -ClientId {TestTokens.App} -Context Administrator; Get-MsOAuthToken -Context <its session> -ForceRefresh",
            PermissionJudge.Check((passed with { TenantId = practice.TenantId }).Among([administrator], administrator), "Mail.Read").Remedy);
        Assert.StartsWith($"Connect-MsOAuthApp -TenantId {TestTokens.Tenant} -ContextName TenantAdministrator2; ", PermissionJudge.Check(passed.Among([administrator, await practice.ConnectAsync(new SignInOptions { Name = "TenantAdministrator" })], administrator), "Mail.Read").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_signs_in_anew_does_so_in_the_same_cloud_under_the_same_name()
    {
        PermissionHolder user = TestTokens.User("User.Read") with { Session = s_daemon, Place = " -Sandbox Here", IsRegisteredElsewhere = true };
        Assert.Equal($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId {TestTokens.Tenant} -Sandbox Here -Scopes Mail.Read -ContextName Daemon", PermissionJudge.Check(user, "Mail.Read").Remedy);
        string app = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All") with { Session = s_daemon, Place = " -Sandbox Here", IsRegisteredElsewhere = true }, "Mail.Read").Remedy!;
        Assert.StartsWith($"Connect-MsOAuthApp -TenantId {TestTokens.Tenant} -Sandbox Here -Scopes AppRole", app, StringComparison.Ordinal);
        Assert.EndsWith("; Get-MsOAuthToken -Context Daemon -ForceRefresh; Select-MsOAuthContext Daemon", app, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://graph.microsoft.us", " -Environment USGov")]
    [InlineData("https://dod-graph.microsoft.us/", " -Environment USGovDoD")]
    [InlineData("https://microsoftgraph.chinacloudapi.cn", " -Environment China")]
    [InlineData("https://graph.microsoft.com", "")]
    [InlineData("00000003-0000-0000-c000-000000000000", "")]
    [InlineData("api://11111111-2222-3333-4444-555555555555", "")]
    public void The_cloud_of_a_token_that_is_passed_follows_from_its_audience(string audience, string place) =>
        Assert.Equal(place, TestTokens.Of(audience, """ "scp":"User.Read" """).Place);

    [Theory]
    [InlineData("https://outlook.office365.us", " -Api 'Office 365 Exchange Online'", "RBAC for Applications")]
    [InlineData("00000002-0000-0ff1-ce00-000000000000", " -Api 'Office 365 Exchange Online'", "RBAC for Applications")]
    [InlineData("https://contoso.sharepoint.com", " -Api 'SharePoint Online'", "Sites.Selected")]
    [InlineData("https://contoso.crm4.dynamics.com/", " -Api 'Dynamics CRM'", "Dataverse")]
    [InlineData("api://11111111-2222-3333-4444-555555555555", " -Api '11111111-2222-3333-4444-555555555555'", "holds: Some.Thing")]
    public void An_api_is_known_by_any_of_its_audiences(string audience, string option, string note)
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.Of(audience, $""" "scp":"Some.Thing","appid":"{TestTokens.App}" """), "Other.Thing");
        Assert.Contains($"{option} -DelegatedPermission Other.Thing", check.Remedy, StringComparison.Ordinal);
        Assert.Contains(note, check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_api_that_nobody_knows_is_looked_up_by_its_name()
    {
        const string LookUp = "$api = (Invoke-MsOAuthRequest '/servicePrincipals?$filter=servicePrincipalNames/any(n:n eq ''https%3A%2F%2Fapi.contoso.example'')'";
        string user = PermissionJudge.Check(TestTokens.Of("https://api.contoso.example", $""" "scp":"Some.Thing","appid":"{TestTokens.App}" """), "Other.Thing").Remedy!;
        Assert.StartsWith($"{LookUp}).value[0]; Add-MsOAuthPermission -ClientId {TestTokens.App} -Api $api.appId -Delegated", user, StringComparison.Ordinal);
        string identity = PermissionJudge.Check(TestTokens.Of("https://api.contoso.example", $""" "roles":["Some.Thing"],"oid":"{TestTokens.Ada}","xms_mirid":"/subscriptions/1" """), "Other.Thing").Remedy!;
        Assert.Contains($"{LookUp} -Context Administrator).value[0]; ", identity, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://management.azure.com", "user_impersonation")]
    [InlineData("https://vault.usgovcloudapi.net", "Some.Role")]
    [InlineData("https://api.contoso.example", "user_impersonation")]
    public void No_role_is_made_up_where_an_app_takes_none(string audience, string permission)
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.Of(audience, $""" "roles":["X"],"idtyp":"app","appid":"{TestTokens.App}" """), permission);
        Assert.Equal((PermissionOutcome.Missing, null), (check.Outcome, check.Remedy));
    }

    [Fact]
    public void What_a_token_says_of_itself_runs_nothing()
    {
        const string Evil = "x'; Remove-Item $HOME; $(whoami) '";
        string[] remedies =
        [
            .. new[]
            {
                TestTokens.Of("https://graph.microsoft.com", $""" "scp":"User.Read","appid":"{Evil}","oid":"{Evil}","tid":"{Evil}","upn":"a" """) with { IsRegisteredElsewhere = true },
                TestTokens.Of("https://graph.microsoft.com", $""" "scp":"User.Read","appid":"{Evil}","tid":"{Evil}","upn":"a" """),
                TestTokens.Of("https://graph.microsoft.com", $""" "roles":["User.Read.All"],"appid":"{Evil}","oid":"{Evil}","tid":"{Evil}","xms_mirid":"m" """),
                TestTokens.Of($"https://{Evil}", $""" "scp":"User.Read","appid":"{TestTokens.App}" """),
                TestTokens.Of($"https://{Evil}", $""" "roles":["A"],"appid":"{TestTokens.App}","xms_mirid":"m" """),
            }.Select(holder => PermissionJudge.Check(holder, Evil).Remedy!),
        ];
        Assert.All(remedies, remedy =>
        {
            // What is left outside of single quotes, a doubled one being part of the string.
            string outside = string.Concat(remedy.Replace("''", string.Empty, StringComparison.Ordinal).Split('\'').Where((_, at) => at % 2 == 0));
            Assert.DoesNotContain("Remove-Item", outside, StringComparison.Ordinal);
            Assert.DoesNotContain("whoami", outside, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Mail.Read", "Mail.Read")]
    [InlineData("-Force", "'-Force'")]
    [InlineData("a b", "'a b'")]
    [InlineData("it's", "'it''s'")]
    [InlineData("it\u2019s", "'it\u2019\u2019s'")]
    [InlineData("a\u001b[0m", "'a?[0m'")]
    [InlineData("", "''")]
    public void A_name_is_a_word_or_quoted(string name, string text) => Assert.Equal(text, CommandText.Name(name));

    [Fact]
    public void Another_apis_permission_is_told_as_the_app_has_it()
    {
        AppPermission entry = new() { ClientId = TestTokens.App, Api = "Office 365 Exchange Online", ApiAppId = "00000002-0000-0ff1-ce00-000000000000", Permission = "full_access_as_app", Kind = PermissionKind.Application, Requested = true };
        PermissionCheck granted = PermissionJudge.Check(PermissionHolder.Of(TestTokens.App, [entry with { GrantedFor = [ConsentClient.Everyone] }]), "full_access_as_app");
        Assert.Equal((PermissionOutcome.Listed, PermissionKind.Application, "full_access_as_app", null), (granted.Outcome, granted.Kind, granted.HeldBy, granted.Remedy));
        Assert.Contains("Office 365 Exchange Online", granted.Reason, StringComparison.Ordinal);
        PermissionCheck requested = PermissionJudge.Check(PermissionHolder.Of(TestTokens.App, [entry]), "https://outlook.office365.com/full_access_as_app");
        Assert.Equal((PermissionOutcome.Missing, $"Grant-MsOAuthConsent -ClientId {TestTokens.App}"), (requested.Outcome, requested.Remedy));
        PermissionCheck none = PermissionJudge.Check(PermissionHolder.Of(TestTokens.App, []), "https://outlook.office365.com/full_access_as_app", PermissionKind.Application);
        Assert.Equal($"Add-MsOAuthPermission -ClientId {TestTokens.App} -Api 'Office 365 Exchange Online' -ApplicationPermission full_access_as_app; Grant-MsOAuthConsent -ClientId {TestTokens.App}", none.Remedy);
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_looked_up()
    {
        const string FullAccess = "https://outlook.office365.com/full_access_as_app";
        PermissionHolder app = PermissionHolder.Of(TestTokens.App, []) with { Asking = s_daemon with { MayAdminister = true } };
        PermissionCheck unknown = PermissionJudge.Check(app, FullAccess);
        Assert.Equal(PermissionOutcome.Missing, unknown.Outcome);
        Assert.DoesNotContain("(delegated)", unknown.Reason, StringComparison.Ordinal);
        Assert.Equal(
            "Find-MsOAuthPermission -Api 'Office 365 Exchange Online' -Search full_access_as_app -Context Daemon; "
            + $"Add-MsOAuthPermission -ClientId {TestTokens.App} -Api 'Office 365 Exchange Online' -<kind>Permission full_access_as_app -Context Daemon; Grant-MsOAuthConsent -ClientId {TestTokens.App} -Context Daemon",
            unknown.Remedy);
        ApiPermission offered = new("Office 365 Exchange Online", "00000002-0000-0ff1-ce00-000000000000", "full_access_as_app", PermissionKind.Application, Guid.Empty, RequiresAdminConsent: true);
        PermissionCheck known = PermissionJudge.Check(app with { Offered = [offered with { Name = "Mail.Read", Kind = PermissionKind.Delegated }, offered] }, FullAccess);
        Assert.Equal(PermissionKind.Application, known.Kind);
        Assert.StartsWith($"Add-MsOAuthPermission -ClientId {TestTokens.App} -Api 'Office 365 Exchange Online' -ApplicationPermission full_access_as_app -Context Daemon; ", known.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".default")]
    [InlineData("https://graph.microsoft.com/.default")]
    [InlineData("https://outlook.office365.com/.default")]
    public void What_stands_for_all_is_missing_nowhere(string permission)
    {
        PermissionCheck check = PermissionJudge.Check(PermissionHolder.Of(TestTokens.App, []), permission);
        Assert.Equal((PermissionOutcome.NoData, null), (check.Outcome, check.Remedy));
        Assert.Contains("no grant names it", check.Reason, StringComparison.Ordinal);
        Assert.Equal(PermissionOutcome.NoData, PermissionJudge.Check(TestTokens.User("User.Read"), permission).Outcome);
    }

    [Fact]
    public void What_the_app_of_another_apis_token_requests_is_only_granted()
    {
        AppPermission entry = new() { ClientId = TestTokens.App, Api = "Office 365 Exchange Online", ApiAppId = "00000002-0000-0ff1-ce00-000000000000", Permission = "EWS.AccessAsUser.All", Kind = PermissionKind.Delegated, Requested = true };
        PermissionHolder user = TestTokens.Of("https://outlook.office365.com", $""" "scp":"Mail.Read","appid":"{TestTokens.App}" """) with { OfApp = [entry] };
        Assert.Equal($"Grant-MsOAuthConsent -ClientId {TestTokens.App}; Get-MsOAuthToken -Context <its session> -ForceRefresh", PermissionJudge.Check(user, "EWS.AccessAsUser.All").Remedy);
    }
}
