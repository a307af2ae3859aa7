using System.Text;
using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>What is held against what is wanted; nothing is sent.</summary>
public sealed class PermissionJudgeTests
{
    private const string App = "44444444-4444-4444-4444-444444444444";
    private const string Ada = "55555555-5555-5555-5555-555555555555";
    private const string Graph = "https://graph.microsoft.com";

    [Theory]
    [InlineData("Mail.Read", "Mail.Read", PermissionOutcome.Listed)]
    [InlineData("mail.read", "Mail.Read", PermissionOutcome.Listed)]
    [InlineData("Mail.ReadWrite", "Mail.Read", PermissionOutcome.Implied)]
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
        PermissionCheck check = PermissionJudge.Check(Token(Graph, """ "roles":["Mail.Read"] """), "POST", "/me/findMeetingTimes");
        Assert.Equal((PermissionKind.Application, PermissionOutcome.NoData), (check.Kind, check.Outcome));
        Assert.Contains("no application permission for this call, only DelegatedWork", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_of_an_app_that_nobody_looked_up_is_requested_granted_and_fetched() => Assert.Equal(
        $"Add-MsOAuthPermission -ClientId {App} -DelegatedPermission Mail.ReadBasic; Grant-MsOAuthConsent -ClientId {App}; Get-MsOAuthToken -ForceRefresh",
        PermissionJudge.Check(User("User.Read"), "GET", "/me/messages").Remedy);

    [Fact]
    public void What_is_requested_is_only_granted() => Assert.Equal(
        $"Grant-MsOAuthConsent -ClientId {App}; Get-MsOAuthToken -ForceRefresh",
        PermissionJudge.Check(User("User.Read") with { OfApp = [Permission("Mail.Read", requested: true)] }, "GET", "/me/messages").Remedy);

    [Theory]
    [InlineData(ConsentClient.Everyone, "Get-MsOAuthToken -ForceRefresh")]
    [InlineData(Ada, "Get-MsOAuthToken -ForceRefresh")]
    [InlineData("66666666-6666-6666-6666-666666666666", "Grant-MsOAuthConsent*")]
    public void What_is_granted_to_this_user_is_only_fetched(string whom, string remedy)
    {
        PermissionCheck check = PermissionJudge.Check(User("User.Read") with { OfApp = [Permission("Mail.ReadWrite", requested: true, whom)] }, "Mail.Read");
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
        Assert.StartsWith($"Add-MsOAuthPermission -ClientId {App} -Api 'Azure Key Vault' -DelegatedPermission Mail.Read", name.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_personal_accounts_token_is_held_against_the_permissions_for_such_accounts() => Assert.Equal(
        PermissionScheme.DelegatedPersonal,
        Token(Graph, """ "scp":"Mail.Read","tid":"9188040d-6c67-4c5b-b112-36a304b66dad" """).Scheme(PermissionKind.Delegated));

    private static PermissionHolder User(params string[] scopes) =>
        Token(Graph, $""" "scp":"{string.Join(' ', scopes)}","appid":"{App}","oid":"{Ada}","upn":"ada@contoso.example" """);

    private static PermissionHolder Token(string audience, string claims) =>
        PermissionHolder.Of(TokenClaims.Read($"{Part("""{"alg":"none"}""")}.{Part($$"""{"aud":"{{audience}}",{{claims}}}""")}."));

    private static string Part(string json) => Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

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
