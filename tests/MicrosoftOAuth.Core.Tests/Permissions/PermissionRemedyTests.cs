using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>What to type for holders that adding to a registration and consenting does not mend.</summary>
public sealed class PermissionRemedyTests
{
    private const string MailRead = "810c84a8-4a9e-49e6-bf7d-12d183f40d01";
    private const string Azure = ""","xms_mirid":"/subscriptions/1/resourcegroups/rg/providers/Microsoft.Compute/virtualMachines/vm" """;

    [Fact]
    public void A_managed_identity_is_granted_the_role_itself()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(Azure, "User.Read.All"), "Mail.Read");
        Assert.Equal(PermissionOutcome.Missing, check.Outcome);
        Assert.Contains("It is a managed identity", check.Reason, StringComparison.Ordinal);
        Assert.Contains("24 hours", check.Reason, StringComparison.Ordinal);
        Assert.Equal(
            [
                $"Connect-MsOAuthApp -TenantId {TestTokens.Tenant} -Scopes AppRoleAssignment.ReadWrite.All, Application.Read.All -ContextName Administrator",
                $"$api = Invoke-MsOAuthRequest \"/servicePrincipals(appId='{MicrosoftApi.GraphAppId}')\" -Context Administrator",
                $"Invoke-MsOAuthRequest \"/servicePrincipals/$($api.id)/appRoleAssignedTo\" -Method POST -Body @{{ principalId = '{TestTokens.Ada}'; resourceId = $api.id; appRoleId = '{MailRead}' }} -Context Administrator",
            ],
            Commands(check));
    }

    [Fact]
    public void A_session_that_signs_in_as_a_managed_identity_is_one()
    {
        AccessToken opaque = new("opaque", default, [], ["User.Read.All"], TestTokens.Tenant, TestTokens.App, account: null);
        Assert.StartsWith("Connect-MsOAuthApp", PermissionJudge.Check(PermissionHolder.Of(opaque, SignInMethod.ManagedIdentity), "Mail.Read").Remedy, StringComparison.Ordinal);
        Assert.StartsWith("Add-MsOAuthPermission", PermissionJudge.Check(PermissionHolder.Of(opaque, SignInMethod.ClientSecret), "Mail.Read").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_managed_identity_is_granted_roles_of_other_apis_too()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.Of("api://11111111-2222-3333-4444-555555555555", $""" "roles":["Tasks.Read"],"oid":"{TestTokens.Ada}","xms_mirid":"/subscriptions/1" """), "Tasks.Write");
        Assert.Contains("(appId='11111111-2222-3333-4444-555555555555')", check.Remedy, StringComparison.Ordinal);
        Assert.Contains("appRoleId = ($api.appRoles | Where-Object value -EQ 'Tasks.Write').id", check.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_managed_identity_signs_nobody_in_so_a_user_does()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(Azure, "User.Read.All"), "User.Read");
        Assert.Equal($"Connect-MsOAuthApp -TenantId {TestTokens.Tenant} -Scopes User.Read", check.Remedy);
    }

    [Theory]
    [InlineData("User.Read", "is a delegated permission, and the token of an app alone never holds one.")]
    [InlineData("Mail.Read.Shared", "is a delegated permission, and the token of an app alone never holds one.")]
    public void An_app_alone_is_told_to_sign_a_user_in_for_what_is_delegated(string permission, string why)
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "Group.Read.All"), permission);
        Assert.Contains($"{permission} {why}", check.Reason, StringComparison.Ordinal);
        Assert.Equal($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId {TestTokens.Tenant} -Scopes {permission}", check.Remedy);
    }

    [Fact]
    public void A_user_is_told_to_sign_in_as_the_app_for_what_is_of_apps()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.User("User.Read"), "Application.ReadWrite.OwnedBy");
        Assert.Contains("Application.ReadWrite.OwnedBy is an application permission, and the token of a user never holds one.", check.Reason, StringComparison.Ordinal);
        Assert.Equal($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId {TestTokens.Tenant} -ClientSecret <secret>", check.Remedy);
    }

    [Fact]
    public void What_is_asked_as_the_other_kind_takes_the_other_sign_in()
    {
        AppPermission granted = new() { ClientId = TestTokens.App, Api = "Microsoft Graph", ApiAppId = MicrosoftApi.GraphAppId, Permission = "Group.Read.All", Kind = PermissionKind.Application, Requested = true, GrantedFor = [ConsentClient.Everyone] };
        PermissionCheck user = PermissionJudge.Check(TestTokens.User("User.Read") with { OfApp = [granted] }, "GET", "/groups", PermissionKind.Application);
        Assert.EndsWith("The token of a user never holds application permissions.", user.Reason, StringComparison.Ordinal);
        Assert.Equal($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId {TestTokens.Tenant} -ClientSecret <secret>", user.Remedy);
        PermissionCheck app = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All") with { OfApp = [granted with { Kind = PermissionKind.Delegated }] }, "GET", "/groups", PermissionKind.Delegated);
        Assert.EndsWith("The token of an app alone never holds delegated permissions.", app.Reason, StringComparison.Ordinal);
        Assert.StartsWith($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId {TestTokens.Tenant} -Scopes Group", app.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_directory_roles_of_a_user_are_not_those_of_the_app()
    {
        const string Roles = ""","wids":["62e90394-69f5-4237-9190-012177145e10"]""";
        PermissionHolder user = TestTokens.Of(TestTokens.Graph, $""" "scp":"User.Read","appid":"{TestTokens.App}","upn":"a"{Roles} """);
        Assert.DoesNotContain("wids", PermissionJudge.Check(user, "GET", "/groups", PermissionKind.Application).Reason, StringComparison.Ordinal);
        Assert.Contains("wids", PermissionJudge.Check(TestTokens.AppAlone(Roles, "Mail.Read"), "GET", "/groups").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_for_users_alone_tells_an_app_to_sign_one_in()
    {
        PermissionCheck check = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "Mail.Read"), "POST", "/me/findMeetingTimes");
        Assert.Equal(PermissionOutcome.Missing, check.Outcome);
        Assert.StartsWith($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId {TestTokens.Tenant} -Scopes Calendars.Read", check.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_personal_accounts_user_consents_at_sign_in() => Assert.Equal(
        $"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId consumers -Scopes Mail.Read",
        PermissionJudge.Check(TestTokens.Personal("User.Read"), "Mail.Read").Remedy);

    [Fact]
    public void What_is_not_for_personal_accounts_takes_another_account()
    {
        PermissionCheck name = PermissionJudge.Check(TestTokens.Personal("User.Read"), "User.Read.All");
        Assert.Contains("User.Read.All is not for personal accounts.", name.Reason, StringComparison.Ordinal);
        Assert.Equal($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId <tenant> -Scopes User.Read.All", name.Remedy);
        PermissionCheck call = PermissionJudge.Check(TestTokens.Personal("User.Read"), "GET", "/groups");
        Assert.Equal(PermissionOutcome.NoData, call.Outcome);
        Assert.Contains("no delegated permission of personal accounts for this call", call.Reason, StringComparison.Ordinal);
        Assert.StartsWith($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId <tenant> -Scopes Group", call.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Anothers_app_is_asked_for_at_sign_in_or_granted_the_role_itself()
    {
        PermissionCheck user = PermissionJudge.Check(TestTokens.User("User.Read") with { IsRegisteredElsewhere = true }, "Mail.Read");
        Assert.Contains("registered in another tenant", user.Reason, StringComparison.Ordinal);
        Assert.Equal($"Connect-MsOAuthApp -ClientId {TestTokens.App} -TenantId {TestTokens.Tenant} -Scopes Mail.Read", user.Remedy);
        string app = PermissionJudge.Check(TestTokens.AppAlone(string.Empty, "User.Read.All") with { IsRegisteredElsewhere = true }, "Mail.Read").Remedy!;
        Assert.Contains($"appRoleId = '{MailRead}'", app, StringComparison.Ordinal);
        Assert.EndsWith("; Get-MsOAuthToken -Context <its session> -ForceRefresh", app, StringComparison.Ordinal);
    }

    [Fact]
    public void An_app_is_offered_the_kind_that_there_is_of_a_permission() => Assert.Equal(
        $"Add-MsOAuthPermission -ClientId {TestTokens.App} -ApplicationPermission Application.ReadWrite.OwnedBy; Grant-MsOAuthConsent -ClientId {TestTokens.App}",
        PermissionJudge.Check(PermissionHolder.Of(TestTokens.App, []), "Application.ReadWrite.OwnedBy").Remedy);

    /// <summary>The commands of a remedy; the semicolons of a hashtable part none.</summary>
    private static string[] Commands(PermissionCheck check) =>
        check.Remedy!.Replace("; resourceId", "\u0001", StringComparison.Ordinal).Replace("; appRoleId", "\u0002", StringComparison.Ordinal).Split("; ")
            .Select(command => command.Replace("\u0001", "; resourceId", StringComparison.Ordinal).Replace("\u0002", "; appRoleId", StringComparison.Ordinal)).ToArray();
}
