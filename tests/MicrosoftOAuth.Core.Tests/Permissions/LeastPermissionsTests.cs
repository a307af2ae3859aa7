using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core.Tests.Permissions;

/// <summary>What several calls need together.</summary>
public sealed class LeastPermissionsTests
{
    private static readonly ApiCall s_read = new("GET", "/me/messages");
    private static readonly ApiCall s_write = new("PATCH", "/me/messages/{id}");
    private static readonly ApiCall s_send = new("POST", "/me/sendMail");

    [Fact]
    public void A_permission_goes_where_another_needed_one_opens_its_calls()
    {
        LeastPermission only = Assert.Single(LeastPermissions.Of([s_read, s_write], PermissionKind.Delegated));
        Assert.Equal(("Mail.ReadWrite", LeastPermissionStatus.Needed), (only.Permission, only.Status));
        Assert.Equal([s_read, s_write], only.Calls);
    }

    [Fact]
    public void A_call_that_stands_twice_counts_once() =>
        Assert.Equal([s_send], Assert.Single(LeastPermissions.Of([s_send, s_send with { Source = "again" }], PermissionKind.Delegated)).Calls);

    [Fact]
    public void What_is_unknown_stands_last_and_names_no_permission()
    {
        ApiCall gap = new("GET", "/nobody/knows/this");
        ApiCall computed = new(null, null, "x.ps1:1 irm $uri");
        IReadOnlyList<LeastPermission> all = LeastPermissions.Of([computed, gap, s_send], PermissionKind.Delegated);
        Assert.Equal([LeastPermissionStatus.Needed, LeastPermissionStatus.NoData, LeastPermissionStatus.NotEvident], all.Select(one => one.Status));
        Assert.Equal(["Mail.Send", null, null], all.Select(one => one.Permission));
        Assert.Equal("x.ps1:1 irm $uri", all[2].ToString());
    }

    [Fact]
    public void Every_call_is_opened_by_what_is_needed()
    {
        ApiCall[] ofUser = [s_read, s_write, s_send, new("GET", "/users/{id}"), new("POST", "/applications"), new("GET", "/me/calendar/events"), new("GET", "/groups/{id}/members")];
        foreach (PermissionKind kind in new[] { PermissionKind.Delegated, PermissionKind.Application })
        {
            ApiCall[] calls = [.. ofUser.Select(call => kind == PermissionKind.Application ? call with { Uri = call.Uri!.Replace("/me/", "/users/{id}/", StringComparison.Ordinal) } : call)];
            IReadOnlyList<LeastPermission> all = LeastPermissions.Of(calls, kind);
            Assert.All(all, one => Assert.Equal(LeastPermissionStatus.Needed, one.Status));
            Assert.Equal(calls.Select(call => call.ToString()).Order(StringComparer.Ordinal), all.SelectMany(one => one.Calls).Select(call => call.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void What_a_query_takes_is_needed_too()
    {
        ApiCall call = new("GET", "/users?$select=signInActivity");
        IReadOnlyList<LeastPermission> all = LeastPermissions.Of([call], PermissionKind.Application);
        Assert.Equal(["AuditLog.Read.All", "User.Read.All"], all.Select(one => one.Permission));
        Assert.All(all, one => Assert.Equal([call], one.Calls));
    }

    [Fact]
    public void What_nobody_can_request_is_not_needed()
    {
        LeastPermission only = Assert.Single(LeastPermissions.Of([new("GET", "/chats/{id}/messages/{id}/hostedContents/{id}/$value")], PermissionKind.Application));
        Assert.Equal((LeastPermissionStatus.NoData, null), (only.Status, only.Permission));
        Assert.Contains("which the owner of a team or chat grants", only.Reason, StringComparison.Ordinal);
    }

    /// <summary>Microsoft lists application permissions for some of these all the same.</summary>
    [Theory]
    [InlineData("GET", "/me/drive")]
    [InlineData("GET", "https://graph.microsoft.com/v1.0/me/drive?$select=id")]
    [InlineData("GET", "/me/messages")]
    public void An_app_alone_needs_no_permission_where_it_never_gets_in(string method, string uri)
    {
        LeastPermission only = Assert.Single(LeastPermissions.Of([new(method, uri)], PermissionKind.Application));
        Assert.Equal((LeastPermissionStatus.NoData, null), (only.Status, only.Permission));
        Assert.Equal("/me is the signed-in user, and an app alone has none: use /users/{id}.", only.Reason);
        Assert.Equal(LeastPermissionStatus.Needed, Assert.Single(LeastPermissions.Of([new(method, uri)], PermissionKind.Delegated)).Status);
    }
}
