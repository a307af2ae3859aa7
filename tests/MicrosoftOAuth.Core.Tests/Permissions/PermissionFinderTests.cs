using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

public sealed class PermissionFinderTests
{
    [Fact]
    public void An_answer_says_what_opens_the_call_and_how_it_is_had()
    {
        PermissionAnswer answer = PermissionFinder.Find("get", "https://graph.microsoft.com/v1.0/users/AdeleV@contoso.com/messages?$top=5");

        FoundPermission least = answer.Permissions.Single(permission => permission is { Scheme: PermissionScheme.Application, IsLeastPrivileged: true });
        Assert.True(answer.HasData);
        Assert.Equal("/users/{id}/messages", answer.Template, ignoreCase: true);
        Assert.Equal("Mail.ReadBasic.All", least.Permission);
        Assert.Equal("GET", least.Method);
        Assert.True(least.RequiresAdminConsent);
        Assert.NotNull(least.Id);
        Assert.Equal(PermissionCatalog.Default.DataDate, answer.DataDate);
        Assert.Empty(answer.Notes);
    }

    [Fact]
    public void Every_scheme_has_one_least_permission_and_it_comes_first()
    {
        PermissionAnswer answer = PermissionFinder.Find("GET", "/me/messages");

        Assert.All(
            answer.Permissions.GroupBy(permission => permission.Scheme),
            scheme => Assert.Equal([true, .. scheme.Skip(1).Select(_ => false)], scheme.Select(permission => permission.IsLeastPrivileged)));
        Assert.Equal(3, answer.Permissions.Count(permission => permission.IsLeastPrivileged));
    }

    [Fact]
    public void Permissions_that_go_together_name_each_other() =>
        Assert.Contains(
            "Application.Read.All",
            PermissionFinder.Find("POST", "/servicePrincipals/x/appRoleAssignedTo").Permissions[0].AlsoRequires);

    [Fact]
    public void What_a_teams_owner_grants_says_so()
    {
        FoundPermission least = PermissionFinder.Find("GET", "/teams/x/channels/y/messages").Permissions.First(permission => permission.Scheme == PermissionScheme.Application);

        Assert.True(least.IsResourceSpecific);
        Assert.Null(least.Id);
    }

    [Fact]
    public void No_data_is_an_answer_with_the_nearest_address()
    {
        PermissionAnswer answer = PermissionFinder.Find("GET", "/users/x/displayName");

        Assert.False(answer.HasData);
        Assert.Empty(answer.Permissions);
        Assert.Equal("/users/{id}", answer.NearestParent, ignoreCase: true);
    }

    [Theory]
    [InlineData("/me/messages?$select=subject,from&$expand=attachments&$filter=a eq 'b'", "Mail.Read (DelegatedWork)")]
    [InlineData("/users?$expand=manager($levels=max;$select=id,displayName)&$top=1", "User.Read.All")]
    [InlineData("/me?$select=displayName,mailboxSettings", "MailboxSettings.Read")]
    [InlineData("/users?%24select=id,signInActivity", "AuditLog.Read.All")]
    [InlineData("/informationProtection/bitlocker/recoveryKeys/x?$select=key", "BitlockerKey.Read.All")]
    [InlineData("/directory/deviceLocalCredentials/x?$select=credentials", "DeviceLocalCredential.Read.All")]
    [InlineData("/users?$filter=signInActivity/lastSignInDateTime le 2025-01-01", "$filter=signInActivity takes AuditLog.Read.All too.")]
    [InlineData("/users?%24filter=not(signInActivity%2FlastSignInDateTime%20le%202025-01-01)%20and%20displayName%20ne%20'a%26b'", "AuditLog.Read.All")]
    [InlineData("/users?$orderby=displayName,signInActivity/lastSignInDateTime desc", "AuditLog.Read.All")]
    [InlineData("/users?$count=true&$filter=customSecurityAttributes/Engineering/Project eq 'Baker'", "CustomSecAttributeAssignment.Read.All")]
    public void What_a_query_asks_for_beyond_the_call_is_noted(string uri, string named) =>
        Assert.Contains(PermissionFinder.Find("GET", uri).Notes, note => note.Contains(named, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("/users?$select=displayName,jobTitle,department", "$select=jobTitle,department takes more", "User.Read.All (DelegatedWork), User.Read.All (Application).")]
    [InlineData("/users/x?$select=DisplayName,mail,signInActivity", "$select=signInActivity takes more", "User.Read.All (DelegatedWork), User.Read.All (Application).")]
    [InlineData("/me/messages?$select=subject,body", "$select=body takes more", "Mail.Read (DelegatedWork), Mail.Read (DelegatedPersonal), Mail.Read (Application).")]
    [InlineData("/me/messages?$expand=singleValueExtendedProperties($filter=id eq 'a')", "$expand=singleValueExtendedProperties takes more", "Mail.Read (DelegatedWork)")]
    [InlineData("/me/messages?$search=\"pizza\"", "$search takes more", "Mail.Read (DelegatedWork), Mail.Read (DelegatedPersonal).")]
    [InlineData("/me/events?$select=subject,body,bodyPreview", "$select=body takes more", "Calendars.Read (DelegatedWork)")]
    public void What_the_basic_permission_does_not_open_is_noted(string uri, string what, string named)
    {
        string note = Assert.Single(PermissionFinder.Find("GET", uri).Notes, note => note.Contains("basic permission", StringComparison.Ordinal));
        Assert.StartsWith(what, note, StringComparison.Ordinal);
        Assert.Contains(named, note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/groups?$select=displayName,id&$expand=members&$filter=a eq 'b'")]
    [InlineData("GET", "/users?$select=id")]
    [InlineData("GET", "/users?$expand=")]
    [InlineData("GET", "/users?$expand=*")]
    [InlineData("GET", "/users?expand=..%2F..%2Fapplications")]
    [InlineData("PATCH", "/users/x?$select=signInActivity")]
    [InlineData("GET", "/users?$filter=displayName eq 'signInActivity'")]
    [InlineData("GET", "/users?$filter=displayName eq 'it''s signInActivity'")]
    [InlineData("GET", "/users?$filter=other/signInActivity eq 1 and mySignInActivity eq 2&$orderby=displayName")]
    [InlineData("GET", "/users?$select=id,displayName,givenName,surname,mail,userPrincipalName")]
    [InlineData("GET", "/users?$search=\"displayName:ada\"")]
    [InlineData("GET", "/me/messages?$select=subject,from,isRead&$filter=isRead eq false")]
    [InlineData("GET", "/me/events?$select=subject,start")]
    public void A_query_that_asks_for_no_more_has_no_note(string method, string uri) =>
        Assert.Empty(PermissionFinder.Find(method, uri).Notes);

    [Fact]
    public void A_property_that_is_named_twice_is_noted_once() =>
        Assert.Single(PermissionFinder.Find("GET", "/users?$select=signInActivity&$filter=signInActivity/a le 1").Notes, note => note.Contains("AuditLog", StringComparison.Ordinal));

    [Fact]
    public void One_query_does_not_show_in_the_answer_to_another()
    {
        Assert.NotEmpty(PermissionFinder.Find("GET", "/users?$select=signInActivity").Notes);
        Assert.Empty(PermissionFinder.Find("GET", "/users?$select=id").Notes);
        Assert.Empty(PermissionFinder.Find("GET", "/users").Notes);
    }
}
