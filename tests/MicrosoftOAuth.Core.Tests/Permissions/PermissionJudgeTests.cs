using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>What is held against what is wanted; nothing is sent.</summary>
public sealed class PermissionJudgeTests
{
    private const string App = TestTokens.App;
    private const string Ada = TestTokens.Ada;
    private const string Graph = TestTokens.Graph;

    [Theory]
    [InlineData("Mail.Read", "Mail.Read", PermissionOutcome.Listed)]
    [InlineData("mail.read", "Mail.Read", PermissionOutcome.Listed)]
    [InlineData("Mail.ReadWrite", "Mail.Read", PermissionOutcome.Implied)]
    [InlineData("Mail.ReadWrite", "https://graph.microsoft.com/Mail.Read", PermissionOutcome.Implied)]
    [InlineData("Mail.ReadWrite", "https://vault.azure.net/Mail.Read", PermissionOutcome.Missing)]
    [InlineData("Mail.Send", "Mail.Read", PermissionOutcome.Missing)]
    public void A_permission_by_name(string held, string wanted, PermissionOutcome outcome)
    {
        PermissionCheck check = PermissionJudge.Check(User(held), wanted);
        Assert.Equal(outcome, check.Outcome);
        Assert.Equal(outcome == PermissionOutcome.Missing ? null : held, check.HeldBy);
        Assert.Equal(outcome == PermissionOutcome.Missing, check.Remedy is not null);
    }

    [Theory]
    [InlineData("GET", "/me/messages", "Mail.ReadBasic", PermissionOutcome.Listed)]
    [InlineData("get", "https://graph.microsoft.com/beta/me/messages?$top=1", "Mail.Read", PermissionOutcome.Listed)]
    [InlineData("POST", "/me/sendMail", "Mail.ReadWrite", PermissionOutcome.Missing)]
    [InlineData("GET", "/me/messages", "Mail.Read.Shared", PermissionOutcome.Implied)]
    [InlineData("GET", "/sites/{id}", "Sites.FullControl.All", PermissionOutcome.Implied)]
    [InlineData("PATCH", "/sites/{id}/lists/{id}/items/{id}", "Sites.Manage.All", PermissionOutcome.Implied)]
    [InlineData("GET", "/sites/{id}", "Sites.Selected", PermissionOutcome.NoData)]
    [InlineData("GET", "/me/messages", "Sites.Selected", PermissionOutcome.Missing)]
    [InlineData("GET", "/nobody/knows/this", "Mail.Read", PermissionOutcome.NoData)]
    [InlineData("GET", "https://api.example.com/me", "User.Read", PermissionOutcome.NoData)]
    public void A_call(string method, string uri, string held, PermissionOutcome outcome)
    {
        PermissionCheck check = PermissionJudge.Check(User(held), method, uri);
        Assert.Equal(outcome, check.Outcome);
        Assert.Equal((method.ToUpperInvariant(), uri), (check.Method, check.Uri));
        Assert.Equal(outcome == PermissionOutcome.NoData ? null : outcome != PermissionOutcome.Missing, check.IsHeld);
    }

    [Fact]
    public void A_gap_in_the_data_is_no_fault_of_the_token_and_offers_no_remedy()
    {
        PermissionCheck check = PermissionJudge.Check(User("Mail.Read"), "GET", "/nobody/knows/this");
        Assert.Contains("Microsoft lists no permission for this call", check.Reason, StringComparison.Ordinal);
        Assert.Null(check.Remedy);
        Assert.Null(check.Permission);
    }

    [Fact]
    public void A_call_that_is_listed_for_users_alone_says_nothing_about_an_app()
    {
        PermissionCheck check = PermissionJudge.Check(Token(Graph, """ "roles":["Mail.Read"] """), "POST", "/users/{id}/findMeetingTimes");
        Assert.Equal((PermissionKind.Application, PermissionOutcome.NoData), (check.Kind, check.Outcome));
        Assert.Contains("no application permission for this call, only DelegatedWork", check.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("offline_access")]
    [InlineData("openid")]
    [InlineData(".default")]
    [InlineData("https://graph.microsoft.com/.default")]
    public void What_no_token_names_is_not_missing_from_it(string permission)
    {
        PermissionCheck check = PermissionJudge.Check(User("Mail.Read"), permission);
        Assert.Equal((PermissionOutcome.NoData, null, null), (check.Outcome, check.IsHeld, check.Remedy));
        Assert.Contains(permission.Replace("https://graph.microsoft.com/", string.Empty, StringComparison.Ordinal), check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_token_names_all_the_same_counts() => Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(User("openid", "User.Read"), "openid").Outcome);

    [Fact]
    public void A_call_that_an_owner_alone_can_open_accuses_nobody()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "Chat.Read.All"), "GET", "/chats/{id}/messages/{id}/hostedContents/{id}/$value");
        Assert.Equal((PermissionOutcome.NoData, null), (check.Outcome, check.Remedy));
        Assert.Contains("only ChatMessage.Read.Chat for this call, which the owner of a team or chat grants", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_an_owner_can_open_too_says_so()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All"), "GET", "/teams/{id}/channels");
        Assert.Equal(PermissionOutcome.Missing, check.Outcome);
        Assert.Contains("may have granted", check.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("may have", PermissionJudge.Check(User("Mail.Read"), "GET", "/me/calendars").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_else_may_let_an_app_in_is_said_of_apps_alone()
    {
        const string Roles = ""","wids":["88d8e3e3-8f55-4a1e-953a-9b9898b8876b","0997a1d0-0d1d-4acb-b408-d5ca73121e90"]""";
        Assert.Contains("(RBAC for Applications)", PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All"), "GET", "/users/{id}/messages").Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("RBAC", PermissionJudge.Check(User("User.Read"), "GET", "/users/{id}/messages").Reason, StringComparison.Ordinal);
        Assert.Contains("has directory roles", PermissionJudge.Check(TestTokens.AppAlone(Roles, "Mail.Read"), "GET", "/groups").Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("has directory roles", PermissionJudge.Check(TestTokens.AppAlone(""","wids":["0997a1d0-0d1d-4acb-b408-d5ca73121e90"]""", "Mail.Read"), "GET", "/groups").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_of_an_app_that_nobody_looked_up_is_requested_granted_and_fetched() => Assert.Equal(
        $"Add-MsOAuthPermission -ClientId {App} -DelegatedPermission Mail.ReadBasic; Grant-MsOAuthConsent -ClientId {App}; Get-MsOAuthToken -Context <its session> -ForceRefresh",
        PermissionJudge.Check(User("User.Read"), "GET", "/me/messages").Remedy);

    [Fact]
    public void What_is_requested_is_only_granted() => Assert.Equal(
        $"Grant-MsOAuthConsent -ClientId {App}; Get-MsOAuthToken -Context <its session> -ForceRefresh",
        PermissionJudge.Check(User("User.Read") with { OfApp = [Permission("Mail.Read", requested: true)] }, "GET", "/me/messages").Remedy);

    [Theory]
    [InlineData(ConsentClient.Everyone, "Get-MsOAuthToken -Context Older -ForceRefresh")]
    [InlineData(Ada, "Get-MsOAuthToken -Context Older -ForceRefresh")]
    [InlineData("66666666-6666-6666-6666-666666666666", "Connect-MsOAuthApp*")]
    public void What_is_granted_to_this_user_is_only_fetched(string whom, string remedy)
    {
        PermissionCheck check = PermissionJudge.Check(User("User.Read") with { Session = new("Older", IsNamed: true, MayAdminister: false), OfApp = [Permission("Mail.ReadWrite", requested: true, whom)] }, "Mail.Read");
        Assert.StartsWith(remedy.TrimEnd('*'), check.Remedy, StringComparison.Ordinal);
        Assert.Equal(remedy.StartsWith("Get", StringComparison.Ordinal), check.Reason.Contains("the token is older", StringComparison.Ordinal));
        Assert.Equal(["Mail.ReadWrite"], check.Requested);
    }

    [Fact]
    public void An_administrators_session_is_told_to_ask() => Assert.Equal(
        "Connect-MsOAuthApp -Scopes Mail.Read",
        PermissionJudge.Check(Token(Graph, $""" "scp":"User.Read","appid":"{SignInOptions.GraphCommandLineTools}" """), "Mail.Read").Remedy);

    [Fact]
    public void An_app_counts_by_what_it_was_granted_for_everyone()
    {
        PermissionHolder app = PermissionHolder.Of(App, [Permission("Mail.Read", requested: true, Ada), Permission("User.Read", requested: false, ConsentClient.Everyone)]);
        Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(app, "User.Read").Outcome);
        PermissionCheck mail = PermissionJudge.Check(app, "Mail.Read");
        Assert.Equal((PermissionOutcome.Missing, $"Grant-MsOAuthConsent -ClientId {App}"), (mail.Outcome, mail.Remedy));
    }

    [Fact]
    public void An_app_may_hold_it_as_either_kind_unless_one_is_named()
    {
        PermissionHolder app = PermissionHolder.Of(App, [Permission("Mail.Read", requested: true, ConsentClient.Everyone) with { Kind = PermissionKind.Application }]);
        Assert.Equal((PermissionOutcome.Listed, PermissionKind.Application), (PermissionJudge.Check(app, "GET", "/users/{id}/messages").Outcome, PermissionJudge.Check(app, "Mail.Read").Kind));
        Assert.Equal(PermissionOutcome.Missing, PermissionJudge.Check(app, "Mail.Read", PermissionKind.Delegated).Outcome);
    }

    [Fact]
    public void A_token_for_another_api_opens_no_call_of_graph_and_knows_none_of_its_rules()
    {
        PermissionHolder vault = Token("https://vault.azure.net", $""" "scp":"user_impersonation Mail.ReadWrite","appid":"{App}" """);
        PermissionCheck call = PermissionJudge.Check(vault, "GET", "/me/messages");
        Assert.Equal(PermissionOutcome.Missing, call.Outcome);
        Assert.Contains("Get-MsOAuthToken -Api 'Microsoft Graph'", call.Remedy, StringComparison.Ordinal);
        Assert.Equal(PermissionOutcome.Listed, PermissionJudge.Check(vault, "user_impersonation").Outcome);
        PermissionCheck name = PermissionJudge.Check(vault, "Mail.Read");
        Assert.Equal(PermissionOutcome.Missing, name.Outcome);
        Assert.Contains("Azure RBAC or the vault's access policy decides", name.Reason, StringComparison.Ordinal);
        Assert.StartsWith($"Add-MsOAuthPermission -ClientId {App} -Api 'Azure Key Vault' -DelegatedPermission Mail.Read", name.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_personal_accounts_token_is_held_against_the_permissions_for_such_accounts() => Assert.Equal(
        PermissionScheme.DelegatedPersonal,
        Token(Graph, """ "scp":"Mail.Read","tid":"9188040d-6c67-4c5b-b112-36a304b66dad" """).Scheme(PermissionKind.Delegated));

    private static PermissionHolder User(params string[] scopes) => TestTokens.User(scopes);

    private static PermissionHolder Token(string audience, string claims) => TestTokens.Of(audience, claims);

    private static AppPermission Permission(string name, bool requested, params string[] whom) => new()
    {
        ClientId = App,
        Api = "Microsoft Graph",
        ApiAppId = MicrosoftApi.GraphAppId,
        Permission = name,
        Kind = PermissionKind.Delegated,
        Requested = requested,
        GrantedFor = whom,
    };
}
